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
export const LONGEST_DAYS = 7;
/** How many dates the month view names in a day. */
const SHOWN_PER_DAY = 2;

/** The event with this name or UUID; `undefined` if there is none. */
export const eventNamed = (name: string) => database.event.get(`event:${name}`);

/** The dates of events that begin in a window, in order, at most `most`; read by the range index alone. */
export async function eventsBetween(from: Instant, to: Instant, filter: EventFilter = {}, most = Infinity): Promise<EventDate[]> {
	if (most === Infinity) return withEvents(await eventRows(from, to, filter));
	return withEvents(await range(from, to, filter).filter((occurrence) => isWanted(occurrence, filter)).limit(most).toArray());
}

/** What a day of the month view shows: how many dates, and the first two of them. */
export type MonthDay = { count: number; first: EventDate[] };

/**
 * The days of a window that have dates. Counts keys day by day and reads only the dates that are shown, so that a month with
 * thousands of dates costs as little as one with ten; narrowed to a category it has to read them all.
 */
export const daysBetween = (from: Day, to: Day, filter: EventFilter): Promise<Map<Day, MonthDay>> =>
	database.transaction('r', [database.occurrence, database.event, database.house, database.room], async () => {
		const days = new Map<Day, MonthDay>();
		const shown: string[] = [];
		const count = (date: Day, ids: readonly string[]) => {
			if (ids.length > 0) days.set(date, { count: ids.length, first: [] });
			shown.push(...ids.slice(0, SHOWN_PER_DAY));
		};
		const midnights = daysFrom(from, addDays(to, 1)).map((date) => ({ date, at: toInstant(`${date}T00:00`) }));
		await Promise.all(
			midnights.slice(0, -1).map(async ({ date, at: start }, index) => {
				const end = midnights[index + 1]?.at ?? start;
				if (filter.category) count(date, (await eventRows(start, end, filter)).map(({ id }) => id));
				else count(date, (await range(start, end, filter).primaryKeys()).filter((id) => id.startsWith('event:')));
			})
		);
		const read = (await database.occurrence.bulkGet(shown)).filter((occurrence) => occurrence !== undefined);
		for (const date of await withEvents(read)) days.get(date.occurrence.date)?.first.push(date);
		return days;
	});

/** What runs at a moment, and what else begins that day. Cancelled dates are among the next: people must know. */
export async function nowAndNext(now: Instant, today: Day): Promise<{ running: EventDate[]; next: EventDate[] }> {
	const began = toInstant(`${addDays(today, -LONGEST_DAYS)}T00:00`);
	const rows = await eventRows(began, toInstant(`${addDays(today, 1)}T00:00`), {});
	const runs = ({ start, end, cancelled }: Occurrence) => start < now && end > now && !cancelled;
	const dates = await withEvents(rows.filter((occurrence) => occurrence.start >= now || runs(occurrence)));
	return { running: dates.filter(({ occurrence }) => occurrence.start < now), next: dates.filter(({ occurrence }) => occurrence.start >= now) };
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

const daysFrom = (from: Day, to: Day): Day[] => (from < to ? [from, ...daysFrom(addDays(from, 1), to)] : []);

/** The dates that begin in a window, by the index alone; nothing is read yet. */
function range(from: Instant, to: Instant, { house }: EventFilter) {
	const table = database.occurrence;
	return house ? table.where('[house+start]').between([house, from], [house, to]) : table.where('start').between(from, to);
}

const isWanted = ({ kind, category }: Occurrence, filter: EventFilter) => kind === 'event' && (!filter.category || category === filter.category);

/** The dates of events in a window. Read in one go and narrowed after that: a cursor would take each of them by hand. */
const eventRows = async (from: Instant, to: Instant, filter: EventFilter) =>
	(await range(from, to, filter).toArray()).filter((occurrence) => isWanted(occurrence, filter));

async function withEvents(occurrences: Occurrence[]): Promise<EventDate[]> {
	const [events, houses, rooms] = await Promise.all([
		byId(database.event, occurrences.map(({ of }) => of)),
		byId(database.house, occurrences.map(({ house }) => house)),
		byId(database.room, occurrences.map(({ room }) => room))
	]);
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
