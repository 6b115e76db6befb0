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
 * @throws RangeError if the rule cannot be read, never has a date, or has thousands.
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
	const earliest = new Date(Date.parse(from) - LONGEST * 60_000);
	const starts = expanded(thing.rrule, dtstart, earliest, new Date(to));
	if (starts.length > MOST) throw new RangeError(`more than ${MOST} dates in one window`);
	return starts.map((start) => start.toPlainDateTime().toString({ smallestUnit: 'minute' }));
}

function expanded(rruleString: string, dtstart: Temporal.ZonedDateTime, from: Date, to: Date): Temporal.ZonedDateTime[] {
	try {
		const rule = new RRuleTemporal({ rruleString, dtstart, temporal: Temporal, cache: false });
		// A counted rule is walked from its start: `between` would first look for the last of its dates, millennia ahead.
		if (!rruleString.includes(';COUNT=')) return rule.between(from, to, true);
		return rule.all((start) => start.epochMilliseconds < to.getTime()).filter((start) => start.epochMilliseconds >= from.getTime());
	} catch (cause) {
		throw new RangeError(`cannot read the rule ${rruleString}`, { cause });
	}
}
