import ICAL from 'ical.js';
import { type Clock, type Day, type Instant, addDays, toInstant } from '#lib/kernel/moments.ts';

/**
 * One date as a calendar shows it; `request` names it for good, so that a calendar knows it again. `cancelled` takes it out of
 * calendars that have it, `changes` is how often it was changed: they believe only what is newer.
 */
export type CalendarDate = { request: string; date: Day; from: Clock; to: Clock; title: string; place: string; cancelled?: true; changes?: number };

const time = (date: Day, clock: Clock) => ICAL.Time.fromJSDate(new Date(toInstant(clock === '24:00' ? `${addDays(date, 1)}T00:00` : `${date}T${clock}`)), true);

/**
 * A calendar in iCalendar's format (RFC 5545) with exactly these dates, one event each. Times are in UTC: a date stands for
 * itself, so no rule of a zone is needed.
 * This module carries a library (25 kB): load it only where a calendar is asked for.
 * @param name what the calendar is called; `at` when this was known.
 */
export function calendarFile({ name, at, dates }: { name: string; at: Instant; dates: readonly CalendarDate[] }): string {
	const calendar = new ICAL.Component('vcalendar');
	calendar.addPropertyWithValue('prodid', '-//Quartierslotse//DE');
	calendar.addPropertyWithValue('version', '2.0');
	calendar.addPropertyWithValue('x-wr-calname', name);
	for (const { request, date, from, to, title, place, cancelled, changes = 0 } of dates) {
		const event = new ICAL.Component('vevent');
		event.addPropertyWithValue('uid', `${request}@quartierslotse`);
		event.addPropertyWithValue('dtstamp', ICAL.Time.fromJSDate(new Date(at), true));
		event.addPropertyWithValue('dtstart', time(date, from));
		event.addPropertyWithValue('dtend', time(date, to));
		event.addPropertyWithValue('summary', title);
		event.addPropertyWithValue('location', place);
		event.addPropertyWithValue('status', cancelled ? 'CANCELLED' : 'CONFIRMED');
		event.addPropertyWithValue('sequence', changes);
		calendar.addSubcomponent(event);
	}
	return `${calendar.toString()}\r\n`;
}
