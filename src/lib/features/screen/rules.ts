import { type Instant, type LocalDateTime, addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import type { LocalText } from '#lib/kernel/text.ts';
import type { Event } from '../event/entity.ts';
import type { Occupancy } from '../occupancy/entity.ts';
import type { Occurrence } from '../occurrence/rules.ts';
import type { OfficeHour } from '../office-hour/entity.ts';
import type { Room } from '../room/entity.ts';

/** One line of a lobby screen: when, what, where. Without a title it is a use without name. */
export type ScreenLine = {
	key: string;
	start: LocalDateTime;
	end: LocalDateTime;
	title?: LocalText;
	/** The event whose page the QR leads to. */
	event?: Event['_id'];
	room?: string;
	/** Named only where it is another house than the screen's own. */
	house?: string;
	place?: string;
	cancelled: boolean;
};

/** What a screen knows, as its device holds it. */
export type ScreenFacts = {
	house: string;
	rooms: readonly Room[];
	occupancies: readonly Occupancy[];
	/** Dates of events, of the whole quarter. */
	occurrences: readonly Occurrence[];
	events: ReadonlyMap<string, Event>;
};

const byTime = (one: ScreenLine, other: ScreenLine) => (one.start + one.end + one.key < other.start + other.end + other.key ? -1 : 1);

/**
 * What a lobby screen shows now: today's and tomorrow's use of its house and its events, what is over left out; where
 * lines remain, what happens elsewhere in the quarter. In order of time.
 * @param now the wall clock of the quarter.
 * @param most lines at most.
 */
export function screenLines(facts: ScreenFacts, now: LocalDateTime, most: number): ScreenLine[] {
	const days = [dayOf(now), addDays(dayOf(now), 1)];
	const own = new Set(facts.rooms.filter(({ house }) => house === facts.house).map(({ _id }) => _id as string));
	const uses = usesIn(facts, own, days);
	const shown = new Set(uses.map(({ event, start, room }) => `${event}@${start}@${room}`));
	const dates = facts.occurrences
		.map((date) => lineOf(date, facts))
		.filter((line) => line !== undefined)
		.filter(({ start, event, room }) => days.includes(dayOf(start)) && !shown.has(`${event}@${start}@${room}`));
	const isAhead = ({ end }: ScreenLine) => end > now;
	const here = [...uses, ...dates.filter(({ house }) => house === undefined)].filter(isAhead).sort(byTime).slice(0, most);
	const elsewhere = dates.filter(({ house }) => house !== undefined).filter(isAhead).sort(byTime).slice(0, most - here.length);
	return [...here, ...elsewhere].sort(byTime);
}

function usesIn({ occupancies, events }: ScreenFacts, rooms: ReadonlySet<string>, days: readonly string[]): ScreenLine[] {
	return occupancies
		.filter(({ room, date }) => rooms.has(room) && days.includes(date))
		.flatMap(({ room, date, slots }) =>
			slots.map(({ from, to, event: id }) => {
				const event = id === undefined ? undefined : events.get(id);
				return {
					key: `${room}@${date}T${from}`,
					start: `${date}T${from}`,
					end: `${date}T${to}`,
					room,
					cancelled: event?.status === 'cancelled',
					...(event ? { event: event._id, title: event.title } : {})
				};
			})
		);
}

function lineOf(date: Occurrence, { events, house, rooms }: ScreenFacts): ScreenLine | undefined {
	const event = date.kind === 'event' ? events.get(date.of) : undefined;
	if (!event) return undefined;
	const where = date.house ?? rooms.find(({ _id }) => _id === date.room)?.house;
	return {
		key: date.id,
		start: toLocal(date.start),
		end: toLocal(date.end),
		title: event.title,
		event: event._id,
		cancelled: date.cancelled,
		...(date.room === undefined ? {} : { room: date.room }),
		...(event.place === undefined ? {} : { place: event.place }),
		...(where === house ? {} : { house: where ?? '' })
	};
}

/** An office hour ahead or going on. */
export type NextOfficeHour = { start: LocalDateTime; end: LocalDateTime; officeHour: OfficeHour };

/** The next office hour that is not over and not cancelled. */
export function nextOfficeHour(dates: readonly Occurrence[], officeHours: ReadonlyMap<string, OfficeHour>, now: LocalDateTime): NextOfficeHour | undefined {
	const [next] = dates
		.filter(({ kind, end, cancelled }) => kind === 'office-hour' && !cancelled && toLocal(end) > now)
		.sort((one, other) => (one.start < other.start ? -1 : 1));
	const officeHour = next && officeHours.get(next.of);
	return next && officeHour ? { start: toLocal(next.start), end: toLocal(next.end), officeHour } : undefined;
}

/** How old what the screen shows is: `late` after 2 hours, `stale` after 24, `unknown` if it never had contact. A Stand ahead of the clock is no newer: one of the two is wrong. */
export function ageOf(stand: Instant | undefined, now: Instant): 'fresh' | 'late' | 'stale' | 'unknown' {
	if (stand === undefined) return 'unknown';
	const hours = Math.abs(Date.parse(now) - Date.parse(stand)) / 3_600_000;
	if (hours >= 24) return 'stale';
	return hours >= 2 ? 'late' : 'fresh';
}

/** A screen that failed may reload by itself once in so many minutes, or it would only blink. */
const RELOAD_MINUTES = 10;
export const mayReload = (last: Instant | null, now: Instant) => last === null || Math.abs(Date.parse(now) - Date.parse(last)) >= RELOAD_MINUTES * 60_000;
