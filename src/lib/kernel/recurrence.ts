import { RRuleTemporal } from 'rrule-temporal';
import type {} from 'temporal-polyfill/types/global';
import type { Instant } from './moments.ts';
import { type OccurrenceTime, type Recurring, timesOf } from './recurring.ts';

/** Longest event, in minutes: what began that long before a window may still run in it. */
const LONGEST = 7 * 24 * 60;
/** More dates than this in one window is a mistake in the rule, not a programme. */
const MOST = 2000;

/**
 * The dates of a recurring thing that touch the window `from` (inclusive) to `to` (exclusive), in order.
 * Wall-clock times stay the same across daylight saving; a moved date keeps its recurrenceId.
 * This module carries the rule library (50 kB): load it only where something really repeats.
 * @throws RangeError if the rule cannot be read.
 */
export function occurrencesBetween(thing: Recurring, from: Instant, to: Instant): OccurrenceTime[] {
	const exceptions = new Map((thing.exceptions ?? []).map((exception) => [exception.recurrenceId, exception]));
	const moved = [...exceptions.values()].filter((exception) => exception.start).map((exception) => exception.recurrenceId);
	return [...new Set([...startsBetween(thing, from, to), ...moved])]
		.map((recurrenceId) => {
			const exception = exceptions.get(recurrenceId);
			return timesOf(thing, recurrenceId, exception?.start ?? recurrenceId, exception?.cancelled ?? false);
		})
		.filter(({ start, end }) => start < to && end > from)
		.sort((a, b) => (a.start < b.start ? -1 : 1));
}

function startsBetween(thing: Recurring, from: Instant, to: Instant): string[] {
	if (!thing.rrule) return [thing.start];
	const dtstart = Temporal.PlainDateTime.from(thing.start).toZonedDateTime(thing.zone);
	const rule = new RRuleTemporal({ rruleString: thing.rrule, dtstart, temporal: Temporal, cache: false });
	const earliest = new Date(Date.parse(from) - LONGEST * 60_000);
	const starts = rule.between(earliest, new Date(to), true);
	if (starts.length > MOST) throw new RangeError(`more than ${MOST} dates in one window`);
	return starts.map((start) => start.toPlainDateTime().toString({ smallestUnit: 'minute' }));
}
