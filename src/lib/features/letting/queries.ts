import type { Day } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import type { Contact } from '../contact/entity.ts';
import type { House } from '../house/entity.ts';
import type { Request } from '../request/entity.ts';
import { stateOf } from '../request/rules.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import { type Booking, type Due, dueOf } from './rules.ts';
import { lettingId } from './entity.ts';

/** A confirmed date with all that its contract and its key need. What is not on this device is undefined. */
export type BookingFacts = Booking & { room?: Room | undefined; house?: House | undefined; contact?: Contact | undefined; terms: Terms[] };

/** The confirmed date of this name, or null where there is none. */
export async function bookingNamed(name: string): Promise<BookingFacts | null> {
	const request = await database.request.get(`request:${name}`);
	const [confirmed] = request ? await onlyConfirmed([request]) : [];
	if (!confirmed) return null;
	const room = await database.room.get(confirmed.room);
	return {
		request: confirmed,
		letting: await database.letting.get(lettingId(confirmed._id)),
		room,
		house: room && (await database.house.get(room.house)),
		contact: confirmed.contact && (await database.contact.get(confirmed.contact)),
		terms: await database.terms.toArray()
	};
}

/** The confirmed dates from `from` to `to` (both included) with what was noted of them, in order. */
export async function bookingsBetween(from: Day, to: Day): Promise<Booking[]> {
	const requests = await onlyConfirmed(await database.request.where('date').between(from, to, true, true).toArray());
	const lettings = await database.letting.bulkGet(requests.map(({ _id }) => lettingId(_id)));
	return requests.map((request, index) => ({ request, letting: lettings[index] })).sort((a, b) => (`${a.request.date}${a.request.from}` < `${b.request.date}${b.request.from}` ? -1 : 1));
}

/** What is due of keys and money by now, the earliest first. */
export async function dueHere(now: string): Promise<Due[]> {
	const lettings = await database.letting.toArray();
	const named = new Map(lettings.map((one) => [one.request, one]));
	const coming = await database.request.where('date').aboveOrEqual(now.slice(0, 10)).toArray();
	const noted = (await database.request.bulkGet([...named.keys()])).filter((one) => one !== undefined);
	const all = new Map([...coming, ...noted].map((one) => [one._id, one]));
	return dueOf((await onlyConfirmed([...all.values()])).map((request) => ({ request, letting: named.get(request._id) })), now);
}

async function onlyConfirmed(requests: readonly Request[]): Promise<Request[]> {
	const outcomes = await database.outcome.where('request').anyOf(requests.map(({ _id }) => _id)).toArray();
	const outcomesOf = Map.groupBy(outcomes, ({ request }) => request);
	return requests.filter(({ _id }) => stateOf([], outcomesOf.get(_id) ?? []).state === 'confirmed');
}
