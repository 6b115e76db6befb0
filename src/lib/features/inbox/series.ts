import type { Instant } from '#lib/kernel/moments.ts';
import type { Message } from '../message/entity.ts';
import { turnIn, unanswered } from '../message/rules.ts';
import type { Outcome } from '../outcome/entity.ts';
import { type Request, firstOf } from '../request/entity.ts';
import { type RequestState, waitsForOffice } from '../request/rules.ts';

/** One date of an ask, with where it stands. `held`: the decision about it can still be taken back. */
export type RequestItem = { id: Request['_id']; request: Request; state: RequestState; outcome?: Outcome; held?: true };

/**
 * What was asked for together: one line of the inbox, whether it has one date or forty. `id` is the request's where it has one
 * date only, else `series:<id of the ask>`. `turn`: who has to write next. `answeredAt`: when the server last answered.
 */
export type AskItem = {
	kind: 'ask';
	id: string;
	at: Instant;
	dates: [RequestItem, ...RequestItem[]];
	turn?: 'office' | 'person';
	answeredAt: string;
};

const SERIES = 'series:';

/** What a request is listed under: its series, or itself. */
export const askIdOf = ({ _id, series }: Pick<Request, '_id' | 'series'>) => (series === undefined ? (_id as string) : SERIES + series);

/** The series that an id of the inbox names, or undefined where it names something else. */
export const seriesIn = (id: string): string | undefined => (id.startsWith(SERIES) ? id.slice(SERIES.length) : undefined);

/** The request that the messages about an ask are kept with: that of its first date, which need not be on this device. */
export const threadOf = ({ _id, series }: Pick<Request, '_id' | 'series'>): Request['_id'] => (series === undefined ? firstOf(_id) : `request:${series}`);

const byDate = ({ request: a }: RequestItem, { request: b }: RequestItem) => {
	const [one, other] = [`${a.date}T${a.from} ${a._id}`, `${b.date}T${b.from} ${b._id}`];
	return one < other ? -1 : one > other ? 1 : 0;
};

/** Puts dates that were asked for together into one ask each, the dates in order. Each date is in exactly one. */
export function asksOf(items: readonly RequestItem[], messagesOf: ReadonlyMap<string, readonly Message[]> = new Map()): AskItem[] {
	return [...Map.groupBy(items, ({ request }) => askIdOf(request))].map(([id, group]) => {
		const dates = group.toSorted(byDate) as AskItem['dates'];
		const messages = messagesOf.get(threadOf(dates[0].request)) ?? [];
		const turn = turnIn(messages);
		const undecided = dates.some(({ state }) => waitsForOffice(state));
		// What waits for words only is as old as the words.
		const [oldest] = undecided ? [] : unanswered(messages);
		const received = dates.map(({ request }) => request.receivedAt).sort()[0] ?? '';
		const answeredAt = dates.map(({ outcome }) => outcome?.at ?? '').sort().at(-1) ?? '';
		return { kind: 'ask', id, at: oldest?.at ?? received, dates, ...(turn ? { turn } : {}), answeredAt };
	});
}

/** Where an ask is in the inbox. A date that waits for the office keeps all of it there, unless who asked has to answer first. */
export function placeOf({ dates, turn }: AskItem): 'waiting' | 'asked' | 'deciding' | 'decided' {
	const waits = dates.some(({ state }) => waitsForOffice(state));
	if (turn === 'office' || (waits && turn !== 'person')) return 'waiting';
	if (waits) return 'asked';
	return dates.some(({ state }) => state === 'deciding') ? 'deciding' : 'decided';
}

/** How many dates of an ask stand where. */
export const tallyOf = ({ dates }: Pick<AskItem, 'dates'>): Map<RequestState, number> => {
	const tally = new Map<RequestState, number>();
	for (const { state } of dates) tally.set(state, (tally.get(state) ?? 0) + 1);
	return tally;
};
