import { type Day, type Instant, addDays, toInstant } from '#lib/kernel/moments.ts';
import { type Occurrence, database } from '#lib/storage/database.ts';
import type { House } from '../house/entity.ts';
import type { Organisation } from '../organisation/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Event } from './entity.ts';

/** One date of an event with what a line about it needs. */
export type EventDate = { occurrence: Occurrence; event: Event; house: House | undefined; room: Room | undefined };
/** What the calendar is narrowed to: a house's id, a category. */
export type EventFilter = { house?: string | undefined; category?: string | undefined };

/** An event lasts seven days at most: what began that long before a moment may still run. */
const LONGEST_DAYS = 7;
/** How many dates the month view names in a day. */
const SHOWN_PER_DAY = 2;

/** The event with this name or UUID; `undefined` if there is none. */
export const eventNamed = (name: string) => database.event.get(`event:${name}`);

/** The dates of events that begin in a window, in order, at most `most`; read by the range index alone. */
export async function eventsBetween(from: Instant, to: Instant, filter: EventFilter = {}, most = Infinity): Promise<EventDate[]> {
	return withEvents(await rows(from, to, filter).limit(most).toArray());
}

/** How many dates each day of a window has, and the first two of each. For the month view: only what is shown is joined. */
export async function daysBetween(from: Day, to: Day, filter: EventFilter): Promise<Map<Day, { count: number; first: EventDate[] }>> {
	const found = await rows(toInstant(`${from}T00:00`), toInstant(`${to}T00:00`), filter).toArray();
	const days = new Map<Day, { count: number; first: EventDate[] }>();
	const shown: Occurrence[] = [];
	for (const occurrence of found) {
		const day = days.get(occurrence.date) ?? { count: 0, first: [] };
		if (day.count < SHOWN_PER_DAY) shown.push(occurrence);
		day.count += 1;
		days.set(occurrence.date, day);
	}
	for (const date of await withEvents(shown)) days.get(date.occurrence.date)?.first.push(date);
	return days;
}

/** What runs at a moment, and what else begins that day. Cancelled dates are among the next: people must know. */
export async function nowAndNext(now: Instant, today: Day): Promise<{ running: EventDate[]; next: EventDate[] }> {
	const earliest = toInstant(`${addDays(today, -LONGEST_DAYS)}T00:00`);
	const began = await rows(earliest, now, {}).toArray();
	const running = began.filter((occurrence) => occurrence.end > now && !occurrence.cancelled);
	const next = await rows(now, toInstant(`${addDays(today, 1)}T00:00`), {}).toArray();
	return { running: await withEvents(running), next: await withEvents(next) };
}

/** The dates of one event from a moment on, cancelled ones too. */
export async function datesOf(event: string, from: Instant, most: number): Promise<Occurrence[]> {
	const dates = await database.occurrence.where('of').equals(event).sortBy('start');
	return dates.filter(({ end }) => end > from).slice(0, most);
}

/** Where an event takes place and who runs it. */
export async function surroundingsOf({ house, room, organisation }: Event) {
	return {
		house: house && (await database.house.get(house as House['_id'])),
		room: room && (await database.room.get(room as Room['_id'])),
		organisation: organisation && (await database.organisation.get(organisation as Organisation['_id']))
	};
}

function rows(from: Instant, to: Instant, { house, category }: EventFilter) {
	const table = database.occurrence;
	const range = house ? table.where('[house+start]').between([house, from], [house, to]) : table.where('start').between(from, to);
	return range.filter((occurrence) => occurrence.kind === 'event' && (!category || occurrence.category === category));
}

async function withEvents(occurrences: Occurrence[]): Promise<EventDate[]> {
	const events = await byId(database.event, occurrences.map(({ of }) => of));
	const houses = await byId(database.house, occurrences.map(({ house }) => house));
	const rooms = await byId(database.room, occurrences.map(({ room }) => room));
	return occurrences.flatMap((occurrence) => {
		const event = events.get(occurrence.of);
		return event ? [{ occurrence, event, house: houses.get(occurrence.house ?? ''), room: rooms.get(occurrence.room ?? '') }] : [];
	});
}

async function byId<T extends { _id: string }>(table: { bulkGet(ids: never[]): PromiseLike<(T | undefined)[]> }, ids: (string | undefined)[]) {
	const wanted = [...new Set(ids.filter((id) => id !== undefined))];
	const found = await table.bulkGet(wanted as never[]);
	return new Map(found.filter((doc) => doc !== undefined).map((doc) => [doc._id as string, doc]));
}
