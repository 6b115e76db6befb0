import * as z from 'zod/mini';
import { type Instant, localDateTime, toInstant, zone } from './moments.ts';

const weekdays = '[-+]?[1-5]?(MO|TU|WE|TH|FR|SA|SU)';
const monthDays = '-?([1-9]|[12]\\d|3[01])';
const months = '([1-9]|1[0-2])';
const listOf = (one: string) => `${one}(,${one})*`;
const parts = [
	'INTERVAL=[1-9]\\d{0,2}',
	'COUNT=[1-9]\\d{0,3}',
	'UNTIL=\\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(T([01]\\d|2[0-3])[0-5]\\d[0-5]\\dZ?)?',
	`BYDAY=${listOf(weekdays)}`,
	`BYMONTHDAY=${listOf(monthDays)}`,
	`BYMONTH=${listOf(months)}`,
	`BYSETPOS=${listOf('-?[1-5]')}`,
	'WKST=(MO|SU)'
];
/** The parts of RFC 5545 that dates of a quarter need: whole days. A rule within a day would be thousands of dates. */
const rule = new RegExp(`^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;(${parts.join('|')}))*$`);

/**
 * The fields of whatever may repeat, in iCalendar's terms (RFC 5545): DTSTART as wall clock with its zone, DURATION,
 * RRULE without DTSTART, and exceptions by RECURRENCE-ID (cancelled, or moved to another start).
 */
export const recurring = {
	start: localDateTime(),
	durationMinutes: z.int().check(z.minimum(5), z.maximum(7 * 24 * 60)),
	zone: zone(),
	rrule: z.optional(z.string().check(z.maxLength(500), z.regex(rule))),
	exceptions: z.optional(
		z
			.array(
				z.looseObject({
					recurrenceId: localDateTime(),
					cancelled: z.optional(z.boolean()),
					start: z.optional(localDateTime())
				})
			)
			.check(z.maxLength(500))
	)
};

const shape = z.looseObject(recurring);
export type Recurring = z.infer<typeof shape>;

/** One date of something that may repeat. `recurrenceId` is the wall-clock start the rule gave it (RECURRENCE-ID). */
export type OccurrenceTime = { recurrenceId: string; start: Instant; end: Instant; cancelled: boolean };

/** The times of one date: `recurrenceId` names it, `start` is the wall clock it really begins at. */
export function timesOf(thing: Recurring, recurrenceId: string, start: string, cancelled: boolean): OccurrenceTime {
	const begins = toInstant(start, thing.zone);
	const ends = new Date(Date.parse(begins) + thing.durationMinutes * 60_000).toISOString();
	return { recurrenceId, start: begins, end: ends, cancelled };
}
