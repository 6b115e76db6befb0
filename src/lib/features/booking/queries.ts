import { type Day, addDays } from '#lib/kernel/moments.ts';
import { type OutboxRow, type ReceiptRow, database } from '#lib/storage/database.ts';
import type { House } from '../house/entity.ts';
import type { Room } from '../room/entity.ts';
import type { RoomFacts } from './rules.ts';

/** All that is known about a room on the days `from` to `to` (both included); `undefined` if there is no such room. */
export async function factsOf(room: string, from: Day, to: Day): Promise<RoomFacts | undefined> {
	const found = await database.room.get(room as Room['_id']);
	const house = found && (await database.house.get(found.house as House['_id']));
	if (!found || !house) return undefined;
	const closures = await database.closure.where('to').aboveOrEqual(from).toArray();
	const occupancies = await database.occupancy.where('[room+date]').between([room, from], [room, to], true, true).toArray();
	return { room: found, house, closures, occupancies, terms: await database.terms.toArray() };
}

/** What is needed to look for alternatives: every bookable room over a day and the two weeks after it. */
export async function factsOfAll(from: Day): Promise<RoomFacts[]> {
	const rooms = await database.room.toArray();
	const facts = await Promise.all(rooms.filter(({ bookable }) => bookable).map(({ _id }) => factsOf(_id, from, addDays(from, 14))));
	return facts.filter((found) => found !== undefined);
}

/** All that is known about the rooms of a house on a day, in the order of the office; none while the house is only planned. */
export async function factsOfHouse(house: string, date: Day): Promise<RoomFacts[]> {
	const rooms = await database.room.where('house').equals(house).sortBy('order');
	const facts = await Promise.all(rooms.map(({ _id }) => factsOf(_id, date, date)));
	return facts.filter((found) => found !== undefined && found.house.status === 'open') as RoomFacts[];
}

/** Where a room is: itself and its house, for a line that names it. */
export type RoomPlace = { room: Room; house: House };

/** Rooms with their houses by room id. */
export async function roomPlaces(): Promise<Map<string, RoomPlace>> {
	const houses = new Map((await database.house.toArray()).map((house) => [house._id as string, house]));
	const rooms = await database.room.toArray();
	return new Map(
		rooms.flatMap((room) => {
			const house = houses.get(room.house);
			return house ? [[room._id as string, { room, house }] as const] : [];
		})
	);
}

/** What this device asked for: still on its way, and received, newest first. */
export async function myRequests(): Promise<{ waiting: OutboxRow[]; received: ReceiptRow[]; places: Map<string, RoomPlace> }> {
	const waiting = await database.outbox.orderBy('createdAt').reverse().toArray();
	const received = await database.receipt.orderBy('receivedAt').reverse().toArray();
	return { waiting, received, places: await roomPlaces() };
}

/** How the person of this device was to be reached the last time, so that nobody types it twice. */
export async function lastContact() {
	const { waiting, received } = await myRequests();
	return waiting[0]?.ask.contact ?? received[0]?.ask.contact;
}
