import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type Clock, type Day, type Instant, ZONE, addDays, dayOf, minutesOf, toInstant, weekdayOf } from '#lib/kernel/moments.ts';
import type { OccurrenceTime, Recurring } from '#lib/kernel/recurring.ts';
import { MOST_DATES } from '../request/entity.ts';

/** How dates that are asked for together follow each other: not at all, by a rule, or picked one by one. */
export const rhythms = ['', 'weekly', 'fortnightly', 'monthly-weekday', 'monthly-day', 'picked'] as const;
export type Rhythm = (typeof rhythms)[number];

/** What a form says about the days: the first one, how it goes on, until when; or the further ones. */
export type When = { date: Day; rhythm: Rhythm; until: string; picked: readonly Day[] };

/** The days of a series, and what is wrong with it. */
export type SeriesDays = {
	days: Day[];
	/** The first of each month that lacks the day: the 31st, the 29th of February. */
	lacking: Day[];
	failures: Failure[];
	/** Up to this day the series could be asked for; where it is too long or goes too far. */
	until?: Day;
};

type Expand = (thing: Recurring, from: Instant, to: Instant) => OccurrenceTime[];

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
/** Nobody means more than this, in days; the rule is not followed any further. */
const FARTHEST = 20 * 366;

/** Whether a rhythm is a rule, which takes the library to follow it. */
export const isRule = (rhythm: Rhythm) => rhythm !== '' && rhythm !== 'picked';

/** Which weekday of its month a day is: the first to the fourth, or the last (-1), where it is the fifth. */
export const weekInMonth = (date: Day): number => (Number(date.slice(8)) > 28 ? -1 : Math.ceil(Number(date.slice(8)) / 7));

function rruleOf(rhythm: Rhythm, date: Day): string {
	if (rhythm === 'weekly') return 'FREQ=WEEKLY';
	if (rhythm === 'fortnightly') return 'FREQ=WEEKLY;INTERVAL=2';
	if (rhythm === 'monthly-day') return `FREQ=MONTHLY;BYMONTHDAY=${Number(date.slice(8))}`;
	return `FREQ=MONTHLY;BYDAY=${weekInMonth(date)}${weekdays[weekdayOf(date) - 1]}`;
}

/**
 * The days that a form asks for, each once and in order. A rule without an end is refused by name; what can be shown of it
 * goes to the horizon all the same.
 * @param when its `date` is a day; `until` may be empty.
 * @param horizon the last day that can be asked for, and how many days ahead that is.
 * @param expand `occurrencesBetween` of `kernel/recurrence.ts`, handed in because it carries a library; not called without a rule.
 * @param each how many entries each day makes: a room and two things are three.
 */
export function daysOf(when: When, { last: horizon, days: ahead }: { last: Day; days: number }, expand: Expand, each = 1): SeriesDays {
	const most = Math.floor(MOST_DATES / each);
	const all = isRule(when.rhythm) ? ruled(when, horizon, expand) : [...new Set([when.date, ...(when.rhythm === 'picked' ? when.picked : [])])].sort();
	const field = isRule(when.rhythm) ? 'until' : 'date';
	const within = all.filter((date) => date <= horizon);
	const days = within.slice(0, most);
	const last = days.at(-1);
	const failures: Failure[] = [];
	if (isRule(when.rhythm) && !when.until) failures.push(failure('endless', 'until'));
	else if (isRule(when.rhythm) && when.until < when.date) failures.push(failure('end-before-start', 'until'));
	else if (all.length > most) failures.push(failure('too-many-dates', field, { count: all.length, most }));
	else if (isRule(when.rhythm) && within.length < all.length) failures.push(failure('beyond-horizon', 'until', { days: ahead }));
	return {
		days,
		lacking: when.rhythm === 'monthly-day' ? lackingMonths(when.date, [when.until || horizon, horizon].sort()[0] as Day) : [],
		failures,
		...(failures.length > 0 && last && isRule(when.rhythm) ? { until: last } : {})
	};
}

function ruled({ date, rhythm, until }: When, horizon: Day, expand: Expand): Day[] {
	const farthest = addDays(date, FARTHEST);
	const last = [until || horizon, farthest].sort()[0] as Day;
	if (last < date) return [date];
	const thing = { start: `${date}T12:00`, durationMinutes: 60, zone: ZONE, rrule: rruleOf(rhythm, date) };
	return expand(thing, toInstant(`${date}T00:00`), toInstant(`${addDays(last, 1)}T00:00`)).map(({ recurrenceId }) => dayOf(recurrenceId));
}

/** The months between two days that have no such day, each by its first. */
function lackingMonths(first: Day, last: Day): Day[] {
	const wanted = Number(first.slice(8));
	const found: Day[] = [];
	for (let month = `${first.slice(0, 7)}-01`; month <= last; month = `${addDays(month, 31).slice(0, 7)}-01`) {
		const end = addDays(`${addDays(month, 31).slice(0, 7)}-01`, -1);
		if (Number(end.slice(8)) < wanted) found.push(month);
	}
	return found;
}

/** A span of a day; `later` tells that it is on the day after. */
export type Part = { from: Clock; to: Clock; later?: true };

/** Whether times as they were typed go over midnight, and are not just the wrong way round: 20:00 to 01:00. */
export const isOverMidnight = (from: Clock, to: Clock) => to < from && minutesOf(from) >= 12 * 60 && minutesOf(to) <= 8 * 60;

/** The spans that typed times mean on each day. One that goes over midnight can be asked for as two, one on each day. */
export function partsOf(from: Clock, to: Clock, inTwo: boolean): Part[] {
	if (!inTwo || !isOverMidnight(from, to)) return [{ from, to }];
	return [{ from, to: '24:00' }, ...(to === '00:00' ? [] : [{ from: '00:00', to, later: true as const }])];
}
