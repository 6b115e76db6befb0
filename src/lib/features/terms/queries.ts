import { type Day, addDays } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import { stateOf } from '../request/rules.ts';
import { housesInOrder } from '../house/queries.ts';
import { type PlaceId, termsId } from './entity.ts';
import type { Lately } from './what-if.ts';

/** The terms of all places. */
export const allTerms = () => database.terms.toArray();

/** Every house with its rooms, and the terms laid down for each, by the id of the place. */
export async function placesWithTerms() {
	const [houses, rooms, terms] = await Promise.all([housesInOrder(), database.room.toArray(), allTerms()]);
	return {
		houses: houses.map((house) => ({ house, rooms: rooms.filter((room) => room.house === house._id).sort((a, b) => a.order - b.order) })),
		terms: new Map(terms.map((one) => [(one.room ?? one.house) as string, one]))
	};
}

/** A house or room with what is laid down for it, and what its house lays down; undefined where there is none. */
export async function placeNamed(id: PlaceId) {
	const room = id.startsWith('room:') ? await database.room.get(id as `room:${string}`) : undefined;
	const house = await database.house.get((room?.house ?? id) as `house:${string}`);
	return house && { id, house, room, before: await database.terms.get(termsId(id)), all: await allTerms() };
}

/** So far back the check of new terms looks, in days. */
export const DAYS_BACK = 30;

/** What was asked for and confirmed for the last 30 days, as far as this device knows. */
export async function lately(today: Day): Promise<Lately> {
	const requests = await database.request.where('date').between(addDays(today, -DAYS_BACK), today, true, true).toArray();
	const ids = requests.map(({ _id }) => _id);
	const [outcomes, contacts, rooms, houses, closures] = await Promise.all([
		database.outcome.where('request').anyOf(ids).toArray(),
		database.contact.bulkGet(requests.flatMap(({ contact }) => contact ?? [])),
		database.room.toArray(),
		database.house.toArray(),
		database.closure.toArray()
	]);
	const outcomesOf = Map.groupBy(outcomes, ({ request }) => request);
	const reach = new Map(contacts.flatMap((contact) => (contact ? [[contact._id as string, contact] as const] : [])));
	return {
		requests: requests.map((request) => ({ ...request, mail: reach.get(request.contact ?? '')?.mail, phone: reach.get(request.contact ?? '')?.phone })),
		confirmed: new Set(requests.filter(({ _id }) => stateOf([], outcomesOf.get(_id) ?? []).state === 'confirmed').map(({ _id }) => _id as string)),
		rooms,
		houses,
		closures
	};
}
