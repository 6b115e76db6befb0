import { type Day, type LocalDateTime, addDays } from '#lib/kernel/moments.ts';
import { type OutboxRow, type ReceiptRow, database } from '#lib/storage/database.ts';
import type { House } from '../house/entity.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Occupancy } from '../occupancy/entity.ts';
import type { Room } from '../room/entity.ts';
import { changeOf, datesOf, extensionOf, freeAgain, isLost } from './mine.ts';
import type { RoomFacts } from './rules.ts';
import { BOOKING_DRAFT, type Start } from './typed.ts';

/** All that is known about a room on the days `from` to `to` (both included); `undefined` if there is no such room. */
export async function factsOf(room: string, from: Day, to: Day): Promise<RoomFacts | undefined> {
	const found = await database.room.get(room as Room['_id']);
	const house = found && (await database.house.get(found.house as House['_id']));
	if (!found || !house) return undefined;
	const closures = await database.closure.where('to').aboveOrEqual(from).toArray();
	const occupancies = await database.occupancy.where('[room+date]').between([room, from], [room, to], true, true).toArray();
	return { room: found, house, closures, occupancies, terms: await database.terms.toArray() };
}

/** What is known about every room on the days `from` to `to` (both included). */
export async function everyRoomBetween(from: Day, to: Day): Promise<RoomFacts[]> {
	const [places, terms, closures, days] = await Promise.all([
		roomPlaces(),
		database.terms.toArray(),
		database.closure.where('to').aboveOrEqual(from).toArray(),
		database.occupancy.where('date').between(from, to, true, true).toArray()
	]);
	const byRoom = Map.groupBy(days, ({ room }) => room as string);
	return [...places.values()].map(({ room, house }) => ({ room, house, closures, occupancies: byRoom.get(room._id) ?? [], terms }));
}

/**
 * The same of the rooms that can be booked, to look for what is free.
 * @param own a request whose time does not stand in its own way: it is about to be changed.
 */
export async function factsBetween(from: Day, to: Day, own?: string): Promise<RoomFacts[]> {
	const facts = (await everyRoomBetween(from, to)).filter(({ room }) => room.bookable);
	if (own === undefined) return facts;
	const others = (day: Occupancy) => ({ ...day, slots: day.slots.filter(({ request }) => request !== own) });
	return facts.map((found) => ({ ...found, occupancies: found.occupancies.map(others) }));
}

/** All that is known about the rooms of a house on a day, in the order of the office; none while the house is only planned. */
export async function factsOfHouse(house: string, date: Day): Promise<RoomFacts[]> {
	const rooms = await database.room.where('house').equals(house).sortBy('order');
	const facts = await Promise.all(rooms.map(({ _id }) => factsOf(_id, date, date)));
	return facts.filter((found) => found !== undefined && found.house.status === 'open') as RoomFacts[];
}

/** What is needed to look for alternatives: every bookable room over a day and the two weeks after it. */
export const factsOfAll = (from: Day): Promise<RoomFacts[]> => factsBetween(from, addDays(from, 14));

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
async function asked(): Promise<{ waiting: OutboxRow[]; received: ReceiptRow[] }> {
	return { waiting: await database.outbox.orderBy('createdAt').reverse().toArray(), received: await database.receipt.orderBy('receivedAt').reverse().toArray() };
}

/** What this device asked for, with all that is said about it and not sent yet, and the times that are free again. */
export async function myRequests(now: LocalDateTime) {
	const { waiting, received } = await asked();
	const [errands, terms, places] = await Promise.all([database.errand.orderBy('createdAt').toArray(), database.terms.toArray(), roomPlaces()]);
	return { waiting, received, places, terms, errands: Map.groupBy(errands, ({ receipt }) => receipt), free: await freeByNow(waiting, received, now) };
}
export type Mine = Awaited<ReturnType<typeof myRequests>>;

/** By receipt, what could not be had and is free by now. */
async function freeByNow(waiting: readonly OutboxRow[], received: readonly ReceiptRow[], now: LocalDateTime): Promise<Map<string, FreeTime[]>> {
	const [known, today] = [[...received, ...waiting].flatMap(datesOf), now.slice(0, 10)];
	const lost = [...known.filter(({ state }) => isLost(state)), ...received.flatMap(({ leftOut = [] }) => leftOut)].map(({ date }) => date).filter((date) => date >= today).sort();
	const [first, last] = [lost[0], lost.at(-1)];
	if (!first || !last) return new Map();
	const rooms = await factsBetween(first, last);
	return new Map(received.map((row) => [row.id, freeAgain(row, rooms, known, now)]));
}

/** How the person of this device was to be reached the last time, so that nobody types it twice. */
export async function lastContact() {
	const { waiting, received } = await asked();
	return waiting[0]?.ask.contact ?? received[0]?.ask.contact;
}

/**
 * How the form starts: to change one date of a request of this device, or to go on with a series; a new request otherwise.
 * @param change the date that is changed, `extension` the ask that goes on, `again` the one that was refused.
 */
export async function startOf(change: string | null, extension: string | null, again: string | null): Promise<Start> {
	if (again) return { draft: `${BOOKING_DRAFT}:${again}` };
	const [id = ''] = (change ?? extension ?? '').split('.');
	const row = id ? await database.receipt.get(id) : undefined;
	if (!row) return { draft: BOOKING_DRAFT };
	if (!change) return { draft: `${BOOKING_DRAFT}:${id}`, values: extensionOf(row.ask, datesOf(row)), extends: true };
	const date = datesOf(row).find(({ request }) => request === change);
	if (!date) return { draft: BOOKING_DRAFT };
	const { room, date: day, from, to } = date;
	return { draft: `${BOOKING_DRAFT}:${change}`, values: changeOf(row.ask, date), replaces: { request: change, receipt: row.ask.receipt }, changes: { room, date: day, from, to } };
}
