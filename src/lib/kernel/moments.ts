import type {} from 'temporal-polyfill/types/global';
import * as z from 'zod/mini';
import { steadyOffset } from './offsets.ts';

/**
 * Time as people mean it. `Day` is a calendar day, `Clock` a wall-clock time, `LocalDateTime` both, all in a named zone;
 * `Instant` is a UTC timestamp. Text of fixed width throughout, so that comparing strings compares times.
 * Needs `ensureTemporal()` once at start.
 */
export type Day = string;
export type Clock = string;
export type LocalDateTime = string;
export type Instant = string;

/** The zone of the quarter: what people mean by "19 Uhr". */
export const ZONE = 'Europe/Berlin';

const isDay = (text: string) => {
	const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

const isInstant = (text: string) => {
	const milliseconds = Date.parse(text);
	return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString() === text;
};

const known = new Set<string>();
/** Asking costs more than a thousand look-ups, and every stored date is checked: zones once found are remembered. */
const isZone = (name: string) => {
	if (known.has(name)) return true;
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		known.add(name);
		return true;
	} catch {
		return false;
	}
};

/** `2026-11-24`; the 30th of February is refused. */
export const day = () => z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/), z.refine(isDay));
/** `19:00`; `24:00` is the end of the day. */
export const clock = () => z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/));
/** `2026-11-24T19:00`, wall clock of the zone named beside it. */
export const localDateTime = () =>
	z.string().check(z.regex(/^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/), z.refine((text) => isDay(text.slice(0, 10))));
/** `2026-11-24T18:00:00.000Z`, as `Date.prototype.toISOString` writes it. */
export const instant = () => z.string().check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/), z.refine(isInstant));
/** An IANA zone name that this machine knows. */
export const zone = () => z.string().check(z.regex(/^[A-Za-z_]+(\/[A-Za-z_+-]+)*$/), z.refine(isZone));

/** The instant a wall clock shows this time; in the spring gap the later, in the autumn overlap the earlier one (RFC 5545). */
export function toInstant(local: LocalDateTime, inZone = ZONE): Instant {
	const reading = Date.parse(`${local}Z`);
	const isPlain = !Number.isNaN(reading) && minuteOf(reading) === local;
	const offset = isPlain ? steadyOffset(reading, inZone) : undefined;
	if (offset !== undefined) return new Date(reading - offset).toISOString();
	return new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(inZone).epochMilliseconds).toISOString();
}

/** What a wall clock in the zone shows at this instant, to the minute. */
export function toLocal(at: Instant | Date | number, inZone = ZONE): LocalDateTime {
	const instant = new Date(at).getTime();
	const offset = steadyOffset(instant, inZone);
	if (offset !== undefined) return minuteOf(instant + offset);
	return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(inZone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

const minuteOf = (time: number) => new Date(time).toISOString().slice(0, 16);

export const dayOf = (local: LocalDateTime | Day): Day => local.slice(0, 10);
export const clockOf = (local: LocalDateTime): Clock => local.slice(11, 16);

const DAY = 24 * 60 * 60_000;
/** A calendar day counts in UTC, where all days are equally long; a search asks for thousands of them. */
const midnight = (date: Day) => Date.parse(`${date}T00:00Z`);

/** The day `count` days later (negative: earlier). */
export const addDays = (from: Day, count: number): Day => new Date(midnight(from) + count * DAY).toISOString().slice(0, 10);

/** Monday = 1 … Sunday = 7. */
export const weekdayOf = (date: Day): number => new Date(midnight(date)).getUTCDay() || 7;

/** The Monday of the week of a day. */
export const mondayOf = (date: Day): Day => addDays(date, 1 - weekdayOf(date));

/** Minutes since midnight of a wall-clock time; `24:00` is 1440. */
export const minutesOf = (time: Clock): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The wall-clock time `minutes` after midnight, 0 to 1440. */
export const clockAt = (minutes: number): Clock =>
	`${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
