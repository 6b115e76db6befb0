import { type Day, type Instant, addDays, dayOf, toInstant, toLocal } from '#lib/kernel/moments.ts';
import { type OccurrenceTime, type Recurring, timesOf } from '#lib/kernel/recurring.ts';
import type { Event } from '../event/entity.ts';
import type { OfficeHour } from '../office-hour/entity.ts';

/** One date of an event or office hour, expanded for the window a device carries. */
export type Occurrence = {
	/** `<document id>@<recurrenceId>` */
	id: string;
	of: string;
	kind: 'event' | 'office-hour';
	recurrenceId: string;
	start: Instant;
	end: Instant;
	/** The day it begins on, in the quarter's zone. */
	date: Day;
	house?: string;
	room?: string;
	category?: string;
	cancelled: boolean;
};

/** `occurrencesBetween` of `kernel/recurrence.ts`, handed in so that a phone loads the rule library only where something repeats. */
export type Expand = (thing: Recurring, from: Instant, to: Instant) => OccurrenceTime[];

/** What has dates. */
export const hasDates = (doc: { kind: string }): doc is Event | OfficeHour => doc.kind === 'event' || doc.kind === 'office-hour';

/** Whether its dates need the rule library. */
export const repeats = (doc: { rrule?: string | undefined }) => doc.rrule !== undefined;

/** The days a device carries: 30 back, 18 months ahead; `to` is the first day beyond. */
export const windowAround = (today: Day): { from: Day; to: Day } => ({
	from: addDays(today, -30),
	to: Temporal.PlainDate.from(today).add({ months: 18 }).toString()
});

/** The instants the window of `windowAround` begins and ends at. */
export function instantsOf({ from, to }: { from: Day; to: Day }): { from: Instant; to: Instant } {
	return { from: toInstant(`${from}T00:00`), to: toInstant(`${to}T00:00`) };
}

/**
 * The dates of an event or office hour that touch the window `from` (inclusive) to `to` (exclusive), as rows.
 * Without a rule it has its one date, and exceptions mean nothing; a cancelled event has only cancelled dates.
 * @throws RangeError if the rule cannot be read or gives too many dates.
 */
export function occurrencesOf(doc: Event | OfficeHour, from: Instant, to: Instant, expand: Expand): Occurrence[] {
	const times = repeats(doc) ? expand(doc, from, to) : [timesOf(doc, doc.start, doc.start, false)];
	return times
		.filter(({ start, end }) => start < to && end > from)
		.map(({ recurrenceId, start, end, cancelled }) => ({
			id: `${doc._id}@${recurrenceId}`,
			of: doc._id,
			kind: doc.kind,
			recurrenceId,
			start,
			end,
			date: dayOf(toLocal(start)),
			...(doc.house === undefined ? {} : { house: doc.house }),
			...(doc.kind === 'event' && doc.room !== undefined ? { room: doc.room } : {}),
			...(doc.kind === 'event' ? { category: doc.category } : {}),
			cancelled: cancelled || (doc.kind === 'event' && doc.status === 'cancelled')
		}));
}
