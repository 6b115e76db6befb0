import type { Doc } from '#lib/features/catalogue.ts';
import type { Decision } from '#lib/features/decision/entity.ts';
import { type FreeTime, type Outcome, outcomeId } from '#lib/features/outcome/entity.ts';
import { type Reply, replyId } from '#lib/features/reply/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { stateOf, timeOf } from '#lib/features/request/rules.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { type Instant, addDays } from '#lib/kernel/moments.ts';
import { answerableUntil, lapsedId } from '../../registrar/offers.ts';
import { type FieldsOf, sample } from '../entry.ts';
import type { Use } from './plan.ts';

/** How long a sample contact is kept after the day asked for; it is invented anyway. */
const KEEP_DAYS = 30;
/** Who answers in the sample. */
export const OFFICE = 'Beispiel-Büro';

export const ago = (now: Instant, hours: number): Instant => new Date(Date.parse(now) - hours * 3_600_000).toISOString();

/**
 * One thing that happened to a date: the office decided (`verdict`), who asked said something (`says`), or an offer lapsed
 * (neither); `result` is what the registrar made of it.
 */
type Step = { hoursAgo: number; result: Outcome['result']; verdict?: Decision['verdict']; says?: Reply['says']; reason?: string; offer?: FreeTime };

/** A date that somebody asked for, and all that happened to it since. `person`: who asked; without one the office asked for itself. */
export type Told = Omit<FieldsOf<'request'>, 'form' | 'contact' | 'madeAt' | 'receivedAt' | 'locale'> & {
	/** The name of the request, behind `request:`. */
	name: string;
	hoursAgo: number;
	person?: number;
	locale?: Request['locale'];
	steps?: readonly Step[];
};

/** What a story leaves: documents of the desk, and the use of the room while it stands confirmed. */
export type Story = { request: Request; desk: Doc[]; uses: Use[] };

/** The documents of a date, as people and the registrar would have written them. */
export function told({ name, hoursAgo, person, steps = [], locale = 'de', ...wish }: Told, now: Instant): Story {
	const at = ago(now, hoursAgo);
	const contact = person && sample('contact', `sample-${person}`, { name: `Beispiel Person ${person}`, mail: `person${person}@example.org`, keepUntil: addDays(wish.date, KEEP_DAYS) });
	const request = sample('request', name, { form: 'booking', ...wish, ...(contact && { contact: contact._id }), locale, madeAt: at, receivedAt: at });
	const causes: (Doc<'decision'> | Doc<'reply'>)[] = [];
	const outcomes: Outcome[] = [];
	for (const step of steps) {
		const cause = causeOf(step, request, causes.length, now);
		if (cause) causes.push(cause);
		outcomes.push(outcomeOf(step, request, (cause ?? causes.at(-1)!)._id, outcomes.at(-1), now));
	}
	const standing = stateOf([], outcomes);
	const { room, date, from, to, units } = timeOf(request, standing);
	const uses = standing.state === 'confirmed' ? [{ room, date, from, to, request: name, ...(units && { units }) }] : [];
	return { request, desk: [...(contact ? [contact] : []), request, ...causes, ...outcomes], uses };
}

function causeOf({ hoursAgo, verdict, says, reason, offer }: Step, { _id }: Request, nth: number, now: Instant): Doc<'decision'> | Doc<'reply'> | undefined {
	const at = ago(now, hoursAgo);
	if (says) return { ...sample('reply', '', { request: _id, says, at }), _id: replyId(_id, says) };
	if (!verdict) return undefined;
	return sample('decision', `${nameOf(_id)}-${nth + 1}`, { request: _id, verdict, ...(offer && { offer }), ...(reason && { reason }), decidedBy: OFFICE, decidedAt: at });
}

/** A minute after its cause, which the registrar needs at most. */
function outcomeOf({ hoursAgo, result, reason, offer }: Step, { _id }: Request, cause: Outcome['decision'], before: Outcome | undefined, now: Instant): Outcome {
	const at = ago(now, hoursAgo - 1 / 60);
	const until = offer && answerableUntil(offer, new Date(at));
	const fields = { request: _id, decision: cause, result, ...(reason && { reason }), alternatives: [], ...(offer && { offer, until }), at };
	return { ...sample('outcome', '', fields), _id: result === 'lapsed' && before ? lapsedId(before._id) : outcomeId(_id, cause) };
}
