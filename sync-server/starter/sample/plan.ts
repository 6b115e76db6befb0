import type { Doc } from '#lib/features/catalogue.ts';
import { type Clock, type Day, ZONE, addDays, clockOf, dayOf, toInstant, toLocal } from '#lib/kernel/moments.ts';
import { occurrencesBetween } from '#lib/kernel/recurrence.ts';
import { type FieldsOf, sampleEntry, sampleTitle, text } from '../entry.ts';
import { holidayClosures } from '../holidays.ts';
import { ASKED_DAYS, PAST_DAYS, SAMPLE_DAYS, at, dateOf, firstDate, rruleOf } from './dates.ts';
import { places } from './places.ts';
import type { Regular } from './regular.ts';
import type { Single } from './singles.ts';

type Event = Doc<'event'>;
type Exception = NonNullable<FieldsOf<'event'>['exceptions']>[number];

/** The days of the sample, past ones included, on which every house is closed. */
export const holidaysFrom = (today: Day): ReadonlySet<Day> => new Set(holidayClosures(addDays(today, -PAST_DAYS), addDays(today, ASKED_DAYS)).map(({ from }) => from));

/** The dates of a recurring or single event within the sample, cancelled ones included. */
export const datesOf = (event: Pick<FieldsOf<'event'>, 'start' | 'durationMinutes' | 'zone' | 'rrule' | 'exceptions'>, today: Day) =>
	occurrencesBetween(event, toInstant(at(today, '00:00')), toInstant(at(addDays(today, SAMPLE_DAYS + 1), '00:00')));

/** A recurring event from its first date on; cancelled on public holidays. */
export function regularEvent(regular: Regular, today: Day, holidays: ReadonlySet<Day>): Event {
	const [house, room] = places[regular.place];
	const times = {
		start: at(firstDate(today, regular.every), regular.from),
		durationMinutes: regular.minutes,
		zone: ZONE,
		rrule: rruleOf(regular.every, today)
	};
	const exceptions = datesOf(times, today).flatMap(({ recurrenceId }, nth): Exception[] => {
		if (holidays.has(dayOf(recurrenceId)) || regular.cancelled === nth) return [{ recurrenceId, cancelled: true }];
		return regular.moved?.[0] === nth ? [{ recurrenceId, start: at(dayOf(recurrenceId), regular.moved[1]) }] : [];
	});
	return sampleEntry('event', regular.name, {
		title: sampleTitle(regular.title),
		about: text(regular.about),
		category: regular.category,
		...times,
		...(exceptions.length > 0 && { exceptions }),
		status: 'confirmed',
		house,
		room,
		...(regular.cost && { cost: text(regular.cost) })
	});
}

/** A single event, or none where its day is a public holiday and it needs a house. */
export function singleEvent(single: Single, today: Day, holidays: ReadonlySet<Day>): Event[] {
	const date = dateOf(single.when, today);
	if (single.place && holidays.has(date)) return [];
	const [house, room] = single.place ? places[single.place] : [];
	return [
		sampleEntry('event', single.name, {
			title: sampleTitle(single.title),
			about: text(single.about),
			category: single.category,
			start: at(date, single.from),
			durationMinutes: single.minutes,
			zone: ZONE,
			status: single.status ?? 'confirmed',
			...(house && { house, room }),
			...(single.outdoors && { place: single.outdoors }),
			...(single.cost && { cost: text(single.cost) })
		})
	];
}

/** The use of a room on one day: by an event, or by someone who asked. */
export type Use = { room: `room:${string}`; date: Day; from: Clock; to: Clock; request: string; units?: number; event?: `event:${string}` };

/** What an event occupies: its room on each of its dates that takes place. */
export function usesOf(event: Event, today: Day): Use[] {
	const { room, _id } = event;
	if (!room || event.status === 'cancelled') return [];
	return datesOf(event, today)
		.filter(({ cancelled }) => !cancelled)
		.map(({ start, end, recurrenceId }) => {
			const local = toLocal(start);
			return {
				room,
				date: dayOf(local),
				from: clockOf(local),
				to: clockOf(toLocal(end)),
				request: `${_id.slice('event:'.length)}-${dayOf(recurrenceId)}`,
				event: _id
			};
		});
}
