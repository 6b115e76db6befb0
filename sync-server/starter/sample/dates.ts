import { type Clock, type Day, addDays, toInstant, weekdayOf } from '#lib/kernel/moments.ts';

/** How long the sample programme goes on after the first start. */
export const SAMPLE_DAYS = 56;
/** So far ahead it is asked for at most. */
export const ASKED_DAYS = 120;
/** So far back its uses go, for the indicators. */
export const PAST_DAYS = 98;

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** Every week, every `interval` weeks, or on the nth of its kind in the month (-1 is the last). */
export type Rhythm = { days: readonly Weekday[]; interval?: number; nth?: number };

const isWeekday = (date: Day, days: readonly Weekday[]) => days.some((day) => weekdays.indexOf(day) + 1 === weekdayOf(date));

const isNth = (date: Day, nth: number) =>
	nth > 0 ? Math.ceil(Number(date.slice(8)) / 7) === nth : addDays(date, 7).slice(0, 7) !== date.slice(0, 7);

/** The weekday on or after `from`, `weeks` weeks later. */
export function onWeekday(from: Day, day: Weekday, weeks = 0): Day {
	const ahead = (weekdays.indexOf(day) + 1 - weekdayOf(from) + 7) % 7;
	return addDays(from, ahead + 7 * weeks);
}

/** The first date of a rhythm on or after `from`. */
export function firstDate(from: Day, { days, nth }: Rhythm): Day {
	let date = from;
	while (!isWeekday(date, days) || (nth !== undefined && !isNth(date, nth))) date = addDays(date, 1);
	return date;
}

/** The RRULE of a rhythm that ends with the sample. UNTIL is UTC, as RFC 5545 asks where DTSTART has a zone. */
export function rruleOf({ days, interval, nth }: Rhythm, today: Day): string {
	const until = toInstant(`${addDays(today, SAMPLE_DAYS)}T23:59`).replace(/\.\d+/, '').replaceAll(/[-:]/g, '');
	const kind = nth === undefined ? `WEEKLY${interval ? `;INTERVAL=${interval}` : ''}` : 'MONTHLY';
	return `FREQ=${kind};BYDAY=${days.map((day) => `${nth ?? ''}${day}`).join(',')};UNTIL=${until}`;
}

/** A wall-clock start. */
export const at = (date: Day, time: Clock) => `${date}T${time}`;

/** A day of the sample: so many days after the first start, or a weekday so many weeks after its first one. */
export type When = { inDays: number } | { on: Weekday; week: number };

export const dateOf = (when: When, today: Day): Day => ('on' in when ? onWeekday(today, when.on, when.week) : addDays(today, when.inDays));

/** The first day on or after a weekday, a whole number of weeks later, that is no public holiday. */
export function openDay(day: Day, holidays: ReadonlySet<Day>): Day {
	return holidays.has(day) ? openDay(addDays(day, 7), holidays) : day;
}

/** The day itself, or the next one, or with -1 the one before, that is no public holiday. */
export function nextOpen(day: Day, holidays: ReadonlySet<Day>, step: 1 | -1 = 1): Day {
	return holidays.has(day) ? nextOpen(addDays(day, step), holidays, step) : day;
}
