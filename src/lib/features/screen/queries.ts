import { type Day, addDays, toInstant } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import type { Closure } from '../closure/entity.ts';
import type { House } from '../house/entity.ts';
import type { OfficeHour } from '../office-hour/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Screen } from './entity.ts';
import type { ScreenFacts } from './rules.ts';

/** How far ahead a screen looks for the next office hour, in days. */
const OFFICE_HOUR_DAYS = 60;

/** All a lobby screen shows, as this device knows it. `screen` is absent where the office set none up for the house. */
export type ScreenHere = {
	facts: ScreenFacts;
	house: House;
	screen: Screen | undefined;
	houses: Map<string, House>;
	rooms: Map<string, Room>;
	officeHours: Map<string, OfficeHour>;
	closures: Closure[];
};

const byId = <D extends { _id: string }>(docs: readonly (D | undefined)[]) => new Map(docs.filter((doc) => doc !== undefined).map((doc) => [doc._id as string, doc]));

/** What the screen of a house shows on a day and the next; null if there is no such house here. */
export async function screenHere(name: string, today: Day): Promise<ScreenHere | null> {
	const house = await database.house.get(`house:${name}`);
	if (!house) return null;
	const [from, until, far] = [today, addDays(today, 2), addDays(today, OFFICE_HOUR_DAYS)].map((day) => toInstant(`${day}T00:00`));
	const [screen, rooms, houses, closures, occupancies, running, ahead] = await Promise.all([
		database.screen.where('house').equals(house._id).first(),
		database.room.toArray(),
		database.house.toArray(),
		database.closure.where('to').aboveOrEqual(today).toArray(),
		database.occupancy.where('date').between(today, addDays(today, 1), true, true).toArray(),
		database.occurrence.where('start').between(toInstant(`${addDays(today, -1)}T00:00`), until).toArray(),
		database.occurrence.where('start').between(from, far).filter(({ kind }) => kind === 'office-hour').toArray()
	]);
	const occurrences = [...new Map([...running, ...ahead].map((date) => [date.id, date])).values()];
	const idsOf = (kind: string) => [...new Set(occurrences.filter((date) => date.kind === kind).map(({ of }) => of))];
	const inSlots = occupancies.flatMap(({ slots }) => slots.flatMap(({ event }) => event ?? []));
	const events = await database.event.bulkGet([...new Set([...idsOf('event'), ...inSlots])] as `event:${string}`[]);
	const officeHours = await database['office-hour'].bulkGet(idsOf('office-hour') as `office-hour:${string}`[]);
	return {
		facts: { house: house._id, rooms, occupancies, occurrences, events: byId(events) },
		house,
		screen,
		houses: byId(houses),
		rooms: byId(rooms),
		officeHours: byId(officeHours),
		closures
	};
}

/** Every house, and whether this device has loaded the quarter at all. */
export async function screensHere(): Promise<{ loaded: boolean; houses: House[] }> {
	return { loaded: (await database.cursor.count()) > 0, houses: await database.house.orderBy('order').toArray() };
}
