import { type Clock, type Day, type Instant, type LocalDateTime, addDays, clockOf, dayOf, toInstant, toLocal, weekdayOf } from '#lib/kernel/moments.ts';
import type { OccurrenceTime, Recurring } from '#lib/kernel/recurring.ts';
import type { Request } from '../request/entity.ts';

/** How an event can repeat in the form; `other` is a rule from elsewhere, which the form keeps as it is. */
export const rhythms = ['none', 'weekly', 'fortnightly', 'monthly', 'other'] as const;
export type Rhythm = (typeof rhythms)[number];

/** A repeating event takes its room this far ahead, in weeks, and for so many dates at most. */
const BOOKED_WEEKS = 26;
export const BOOKED_MOST = 30;

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** RFC 5545 wants UNTIL in UTC where the start has a zone: the last minute of that day in the quarter. */
const untilText = (until: Day) => `${toInstant(`${until}T23:59`).slice(0, 16).replaceAll(/[-:]/g, '')}00Z`;

/** The same weekday of the month as `date`; one in the fifth week means the last of the month, or months would be skipped. */
function weekdayInMonth(date: Day): string {
	const week = Math.ceil(Number(date.slice(8, 10)) / 7);
	return `${week > 4 ? -1 : week}${weekdays[weekdayOf(date) - 1]}`;
}

/**
 * The RRULE of a rhythm, without DTSTART.
 * @param until the last day it may take place, included; left out it goes on.
 * @returns undefined for `none` and for `other`, whose rule is not ours to write.
 */
export function rruleFrom(rhythm: Rhythm, start: LocalDateTime, until?: Day): string | undefined {
	const end = until ? `;UNTIL=${untilText(until)}` : '';
	if (rhythm === 'weekly') return `FREQ=WEEKLY${end}`;
	if (rhythm === 'fortnightly') return `FREQ=WEEKLY;INTERVAL=2${end}`;
	if (rhythm === 'monthly') return `FREQ=MONTHLY;BYDAY=${weekdayInMonth(dayOf(start))}${end}`;
	return undefined;
}

/** What the form shows of a rule: the reverse of `rruleFrom`, also where the rule names the weekday of its start; `other` for what the form cannot say. */
export function rhythmOf(rrule: string | undefined, start: LocalDateTime): { rhythm: Rhythm; until?: Day } {
	if (rrule === undefined) return { rhythm: 'none' };
	const [, stamp] = /;UNTIL=(\d{8}T\d{6}Z)/.exec(rrule) ?? [];
	const until = stamp && dayOf(toLocal(stamp.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6.000Z')));
	const plain = plainRule(rrule, start);
	const rhythm = rhythms.find((one) => plainRule(rruleFrom(one, start) ?? '', start) === plain) ?? 'other';
	return rhythm !== 'other' && until ? { rhythm, until } : { rhythm };
}

/** A rule without its end and, where it is weekly, without the weekday its start has anyway. */
const plainRule = (rrule: string, start: LocalDateTime) =>
	rrule
		.replace(/;UNTIL=\w+/, '')
		.replace(/^(FREQ=WEEKLY.*);BYDAY=(..)$/, (rule, rest, weekday) => (weekday === weekdays[weekdayOf(dayOf(start)) - 1] ? rest : rule));

/** A use of a room: a day and a span of it. */
export type RoomDate = { date: Day; from: Clock; to: Clock };
const isSameDate = (one: RoomDate, other: RoomDate) => one.date === other.date && one.from === other.from && one.to === other.to;

/**
 * The dates for which an event takes its room: what is ahead within 26 weeks, 30 at most, cancelled ones left out. One
 * that runs past midnight takes each of its days, since a room is taken day by day.
 * @param expand `occurrencesBetween` of `kernel/recurrence.ts`, handed in because it carries a library.
 */
export function datesOf(thing: Recurring, now: Instant, expand: (thing: Recurring, from: Instant, to: Instant) => OccurrenceTime[]): RoomDate[] {
	const last = toInstant(`${addDays(dayOf(toLocal(now)), BOOKED_WEEKS * 7)}T00:00`);
	return expand(thing, now, last)
		.filter(({ cancelled, start }) => !cancelled && start >= now)
		.slice(0, BOOKED_MOST)
		.flatMap(({ start, end }) => byDay(toLocal(start), toLocal(end)));
}

function byDay(start: LocalDateTime, end: LocalDateTime): RoomDate[] {
	const [date, last] = [dayOf(start), dayOf(end)];
	if (date === last) return start < end ? [{ date, from: clockOf(start), to: clockOf(end) }] : [];
	return [{ date, from: clockOf(start), to: '24:00' }, ...byDay(`${addDays(date, 1)}T00:00`, end)];
}

/** The exceptions of an event whose clock time moves: they name dates by their start, so they move along. */
export const shiftedExceptions = (exceptions: Recurring['exceptions'], start: LocalDateTime): Recurring['exceptions'] =>
	exceptions?.map((exception) => ({ ...exception, recurrenceId: `${dayOf(exception.recurrenceId)}T${clockOf(start)}` }));

/** A request that an event has made for its room: what it takes the place of, and whether anything can still come of it. */
export type RoomAsk = RoomDate & { id: Request['_id']; room: string; isOpen: boolean; replaces?: string | undefined };
/** Dates of an event in a room; none in any other place. */
export type RoomDates = { room: string; dates: readonly RoomDate[] } | undefined;
export type RoomChanges = { ask: (RoomDate & { replaces?: Request['_id'] })[]; release: Request['_id'][] };

/**
 * What becomes of an event's room when its dates change. A date that stays is not touched, whatever the office made of it; one
 * that is new is asked for, in place of the old one if that was in the same room on the same day; what is left over goes back to
 * the pool, and with it what it was to take the place of and has not yet. What the office moved by hand stays.
 * @param mayAsk whether the room can be asked for; else what goes is given back and nothing is asked.
 */
export function roomChanges(before: RoomDates, after: RoomDates, asks: readonly RoomAsk[], mayAsk = true): RoomChanges {
	const has = (place: RoomDates, one: RoomDate & { room: string }) => place?.room === one.room && place.dates.some((date) => isSameDate(date, one));
	const replaced = new Set(asks.flatMap(({ isOpen, replaces }) => (isOpen && replaces ? [replaces] : [])));
	const last = asks.filter(({ id }) => !replaced.has(id));
	const open = last.filter(({ isOpen }) => isOpen);
	const going = open.filter((ask) => has(before, ask) && !has(after, ask));
	const ask = (mayAsk ? (after?.dates ?? []) : []).flatMap((date) => {
		const here = { ...date, room: after!.room };
		const isHere = (one: RoomAsk) => one.room === here.room && isSameDate(one, date);
		if ((has(before, here) ? last : open).some(isHere)) return [];
		const near = going.filter((one) => one.room === here.room && one.date === date.date);
		const old = near.find((one) => one.from < date.to && date.from < one.to) ?? near[0];
		if (old) going.splice(going.indexOf(old), 1);
		return [{ ...date, ...(old ? { replaces: old.id } : {}) }];
	});
	const release = new Set(going);
	// A set goes through what is added on the way, each once: also where two name each other.
	for (const { replaces } of release) for (const one of asks) if (one.isOpen && one.id === replaces) release.add(one);
	return { ask, release: [...release].map(({ id }) => id) };
}
