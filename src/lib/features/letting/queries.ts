import type { Day } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import type { Contact } from '../contact/entity.ts';
import type { House } from '../house/entity.ts';
import type { Request } from '../request/entity.ts';
import { stateOf, timeOf } from '../request/rules.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import { type Booking, type Due, dueOf } from './rules.ts';
import { type Letting, lettingId } from './entity.ts';

/** A confirmed date with all that its contract and its key need. What is not on this device is undefined. */
export type BookingFacts = Booking & { room?: Room | undefined; house?: House | undefined; contact?: Contact | undefined; terms: Terms[] };

/** The confirmed date of this name, or null where there is none. */
export async function bookingNamed(name: string): Promise<BookingFacts | null> {
	const request = await database.request.get(`request:${name}`);
	const [confirmed] = request ? await confirmedOf([request]) : [];
	if (!confirmed) return null;
	const room = await database.room.get(confirmed.room);
	return {
		request: confirmed,
		letting: await lettingOf(confirmed),
		room,
		house: room && (await database.house.get(room.house)),
		contact: confirmed.contact && (await database.contact.get(confirmed.contact)),
		terms: await database.terms.toArray()
	};
}

/** The confirmed dates from `from` to `to` (both included) with what was noted of them, in order. */
export async function bookingsBetween(from: Day, to: Day): Promise<Booking[]> {
	const asked = await database.request.where('date').between(from, to, true, true).toArray();
	const requests = (await confirmedOf([...asked, ...(await moved())])).filter(({ date }) => from <= date && date <= to);
	return (await withLettings(requests)).sort((a, b) => (`${a.request.date}${a.request.from}` < `${b.request.date}${b.request.from}` ? -1 : 1));
}

/** What is due of keys and money by now, the earliest first. */
export async function dueHere(now: string): Promise<Due[]> {
	const named = (await database.letting.toArray()).map(({ request }) => request);
	const coming = await database.request.where('date').aboveOrEqual(now.slice(0, 10)).toArray();
	const noted = (await database.request.bulkGet(named)).filter((one) => one !== undefined);
	const bookings = await confirmedOf([...coming, ...noted, ...(await moved())]);
	return dueOf(await withLettings(bookings), now);
}

/** What was noted of a date; of one that was moved, what was noted before it was. */
export async function lettingOf({ _id, replaces }: Pick<Request, '_id' | 'replaces'>): Promise<Letting | undefined> {
	const own = await database.letting.get(lettingId(_id));
	if (own || replaces === undefined) return own;
	const before = await database.request.get(replaces);
	return before && lettingOf(before);
}

const withLettings = (requests: readonly Request[]): Promise<Booking[]> => Promise.all(requests.map(async (request) => ({ request, letting: await lettingOf(request) })));

/** Those that took an offer: it can be about another day than was asked for. */
async function moved(): Promise<Request[]> {
	const outcomes = await database.outcome.filter(({ result, offer }) => result === 'confirmed' && offer !== undefined).toArray();
	return (await database.request.bulkGet(outcomes.map(({ request }) => request))).filter((one) => one !== undefined);
}

/** What of it is confirmed, each once, with the room and the time that it is confirmed for. */
async function confirmedOf(requests: readonly Request[]): Promise<Request[]> {
	const once = new Map(requests.map((request) => [request._id, request]));
	const outcomes = await database.outcome.where('request').anyOf([...once.keys()]).toArray();
	const outcomesOf = Map.groupBy(outcomes, ({ request }) => request);
	return [...once.values()].flatMap((request) => {
		const standing = stateOf([], outcomesOf.get(request._id) ?? []);
		return standing.state === 'confirmed' ? [timeOf(request, standing)] : [];
	});
}
