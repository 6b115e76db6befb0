import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type Day, type LocalDateTime, addDays, dayOf } from '#lib/kernel/moments.ts';
import type { ReceiptAnswer } from '../request/ask.ts';
import { type Request, firstOf } from '../request/entity.ts';
import type { Letting } from './entity.ts';

/** What is arranged for a date, as far as who asked may know. */
export type Arrangement = NonNullable<NonNullable<ReceiptAnswer['dates']>[number]['letting']>;

/** A confirmed date with what was noted of its key and money so far. */
export type Booking = { request: Request; letting?: Letting | undefined };

export type SumState = 'none' | 'open' | 'paid' | 'returned';

/** Where the fee stands. */
export const feeState = ({ fee, feePaidOn }: Pick<Letting, 'fee' | 'feePaidOn'>): SumState => (!fee ? 'none' : feePaidOn ? 'paid' : 'open');

/** Where the deposit stands. */
export const depositState = ({ deposit, depositPaidOn, depositReturnedOn }: Pick<Letting, 'deposit' | 'depositPaidOn' | 'depositReturnedOn'>): SumState =>
	!deposit ? 'none' : depositReturnedOn ? 'returned' : depositPaidOn ? 'paid' : 'open';

/**
 * The price that was shown for this date, in cents. Dates that were asked for together were shown one sum, which stands with the
 * first and says nothing about each; what stands with a later one is its own: the office moved it.
 */
export const shownPrice = ({ _id, price, series }: Pick<Request, '_id' | 'price' | 'series'>): number | undefined =>
	series === undefined || firstOf(_id) !== _id ? price : undefined;

/** Of the deposit, what goes back: cents. */
export const depositBack = ({ deposit = 0, depositKept = 0 }: Pick<Letting, 'deposit' | 'depositKept'>): number => deposit - depositKept;

/** What cannot be true together, each with the field that has to change. */
export function contradictions(letting: Partial<Letting>): Failure[] {
	const { fee, feePaidOn, deposit, depositPaidOn, depositReturnedOn, depositKept, keyAt, returnAt, contractOn, contractHow } = letting;
	const found: Failure[] = [];
	if (contractOn && !contractHow) found.push(failure('missing', 'contractHow'));
	if (feePaidOn && !fee) found.push(failure('missing', 'fee'));
	if (depositPaidOn && !deposit) found.push(failure('missing', 'deposit'));
	if (depositReturnedOn && !depositPaidOn) found.push(failure('missing', 'depositPaidOn'));
	if (depositReturnedOn && depositPaidOn && depositReturnedOn < depositPaidOn) found.push(failure('end-before-start', 'depositReturnedOn'));
	if (depositKept && depositKept > (deposit ?? 0)) found.push(failure('more-than-deposit', 'depositKept'));
	if (keyAt && returnAt && returnAt <= keyAt) found.push(failure('end-before-start', 'returnAt'));
	return found;
}

/** Something of a booking that somebody has to do, and by when. */
export type Due = { what: 'prepare' | 'key' | 'return' | 'deposit' | 'fee'; request: Request; at: LocalDateTime };

/** How long before a date its key must be arranged, in days. */
const PREPARED_BEFORE = 7;

/**
 * What is due of the confirmed bookings, the earliest first: a key that nobody arranged for a date of the coming week, a key to
 * hand over or to take back today, a deposit to give back once the room was found in order, a fee that is open after the date.
 * What the office books for itself (no contact) needs nothing; what was never arranged is not asked for when it is over.
 * @param now the wall clock of the quarter.
 */
export function dueOf(bookings: readonly Booking[], now: LocalDateTime): Due[] {
	const today = dayOf(now);
	return bookings.flatMap((booking) => dueOfOne(booking, today)).sort((a, b) => (a.at === b.at ? (a.request._id < b.request._id ? -1 : 1) : a.at < b.at ? -1 : 1));
}

function dueOfOne({ request, letting }: Booking, today: Day): Due[] {
	const due = (what: Due['what'], at: LocalDateTime): Due => ({ what, request, at });
	const isOver = request.date < today;
	if (!letting) {
		const isSoon = request.date <= addDays(today, PREPARED_BEFORE) && !isOver;
		return request.contact && isSoon ? [due('prepare', `${request.date}T${request.from}`)] : [];
	}
	const { keyAt, returnAt, handover, returned } = letting;
	const found: Due[] = [];
	if (!keyAt && !handover && !isOver && request.date <= addDays(today, PREPARED_BEFORE)) found.push(due('prepare', `${request.date}T${request.from}`));
	if (keyAt && !handover && !returned && dayOf(keyAt) <= today) found.push(due('key', keyAt));
	if (returnAt && !returned && dayOf(returnAt) <= today) found.push(due('return', returnAt));
	if (returned && depositState(letting) === 'paid') found.push(due('deposit', returnAt ?? `${request.date}T${endOf(request)}`));
	if (isOver && feeState(letting) === 'open') found.push(due('fee', `${request.date}T${endOf(request)}`));
	return found;
}

/** `24:00` is no time of a wall clock. */
const endOf = ({ to }: Request) => (to === '24:00' ? '23:59' : to);

/** What whoever asked may read of it: key, return and money; not the number of the key, nor what was found. */
export function arrangementOf({ keyPerson, keyAt, returnPerson, returnAt, fee, feePaidOn, deposit, depositPaidOn, depositReturnedOn, depositKept }: Letting): Arrangement {
	const told = { keyPerson, keyAt, returnPerson, returnAt, fee, feePaidOn, deposit, depositPaidOn, depositReturnedOn, depositKept };
	return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}
