import { type Place, objections } from '#lib/features/booking/rules.ts';
import type { Ask } from '#lib/features/request/ask.ts';
import { MOST_DATES } from '#lib/features/request/entity.ts';
import { isClosed, stateOf } from '#lib/features/request/rules.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import type { LocalDateTime } from '#lib/kernel/moments.ts';
import type { Quarter } from './context.ts';
import { placesOf } from './facts.ts';
import { documentAt } from './reading.ts';
import { outcomesOf } from './registrar/outcomes.ts';

/** More dates than one ask may have are named as such before anything else is looked at. */
export function tooManyDates({ further }: Record<string, unknown>): Failure | undefined {
	return Array.isArray(further) && further.length >= MOST_DATES ? failure('too-many-dates', 'further', { most: MOST_DATES }) : undefined;
}

/**
 * Every reason against an ask that has the right form (SPEC 4.3), each naming its field; being taken is none.
 * @param now the wall clock of the quarter.
 */
export async function objectionsTo(wanted: Ask, quarter: Quarter, now: LocalDateTime): Promise<Failure[]> {
	const { contact, further = [], replaces, groupSize, answers = {} } = wanted;
	const found: Failure[] = [];
	if (!contact.mail && !contact.phone) found.push(failure('contact-missing', 'contact'));
	const times = [wanted, ...further];
	const places = await placesOf(quarter.public, times.map(({ room }) => room));
	for (const [index, time] of times.entries()) {
		const place = places.get(time.room);
		const isKnown = times.slice(0, index).some(({ room }) => room === time.room);
		const against = place ? objections({ ...time, groupSize, ...(isKnown ? {} : { answers }) }, place, now) : [failure('unknown-room', 'room')];
		found.push(...against.map((one) => (index === 0 ? one : ofFurther(one, index - 1))));
		const isTwice = times.slice(0, index).some((other) => sharesTime(other, time, place));
		if (isTwice) found.push(ofFurther(failure('date-twice', 'date'), index - 1));
	}
	if (replaces && !(await isReplaceable(replaces, quarter, now))) found.push(failure('not-replaceable', 'replaces'));
	return found;
}

type Time = Pick<Ask, 'room' | 'date' | 'from' | 'to'>;

/** Of a thing that is lent several can be asked for at different times of one day. */
function sharesTime(one: Time, other: Time, place: Place | undefined): boolean {
	if (one.room !== other.room || one.date !== other.date) return false;
	return place?.room.use === 'thing' ? one.from === other.from && one.to === other.to : one.from < other.to && other.from < one.to;
}

/** What was said once for all dates has its field there; a group that is too large for a further one means its room. */
function ofFurther(one: Failure, index: number): Failure {
	const { code, field = '', values } = one;
	return field.startsWith('answers.') ? one : failure(code, `further.${index}.${field === 'groupSize' ? 'room' : field}`, values);
}

/** Only what stands, is to come and belongs to the holder of its receipt can be changed; who does not hold it learns nothing. */
async function isReplaceable({ request: name, receipt }: NonNullable<Ask['replaces']>, quarter: Quarter, now: LocalDateTime): Promise<boolean> {
	const earlier = await documentAt<'request'>(quarter.desk, `request:${name}`);
	if (!earlier || earlier.receiptHash !== (await hashOf(receipt))) return false;
	const { state } = stateOf([], await outcomesOf(quarter, earlier._id));
	return !isClosed(state) && `${earlier.date}T${earlier.from}` > now;
}
