import type { Doc } from '#lib/features/catalogue.ts';
import { type Clock, type Day, ZONE, dayOf } from '#lib/kernel/moments.ts';
import { type FieldsOf, type Words, sampleEntry, sampleTitle, text } from '../entry.ts';
import { type Rhythm, at, dateOf, firstDate, rruleOf } from './dates.ts';
import { datesOf } from './plan.ts';

const about: Words = [
	'Erfundene Zeit: Das Büro trägt hier seine wirkliche Sprechstunde ein.',
	'Diese Zeit ist ein Beispiel. Das Büro schreibt hier die richtige Zeit.',
	'Invented time: the office enters its real office hour here.'
];

function weekly(name: string, house: FieldsOf<'office-hour'>['house'], every: Rhythm, from: Clock, today: Day, holidays: ReadonlySet<Day>): Doc<'office-hour'> {
	const times = { start: at(firstDate(today, every), from), durationMinutes: 120, zone: ZONE, rrule: rruleOf(every, today) };
	const closed = datesOf(times, today).filter(({ recurrenceId }) => holidays.has(dayOf(recurrenceId)));
	return sampleEntry('office-hour', name, {
		title: sampleTitle(['Sprechstunde', 'Sprech·stunde', 'Office hour']),
		about: text(about),
		...times,
		...(closed.length > 0 && { exceptions: closed.map(({ recurrenceId }) => ({ recurrenceId, cancelled: true })) }),
		...(house && { house }),
		popUp: false,
		languages: ['de', 'en']
	});
}

/** One weekly office hour in each open house, and one pop-up outdoors; the real times are not publicly known. */
export const sampleOfficeHours = (today: Day, holidays: ReadonlySet<Day>): Doc<'office-hour'>[] => [
	weekly('grasbrookpark', 'house:grasbrookpark', { days: ['TU'] }, '10:00', today, holidays),
	weekly('baakenpark', 'house:baakenpark', { days: ['TH'] }, '16:00', today, holidays),
	sampleEntry('office-hour', 'pop-up', {
		title: sampleTitle(['Pop-up-Sprechstunde am Wasser', 'Sprech·stunde am Wasser', 'Pop-up office hour by the water']),
		about: text(about),
		start: at(dateOf({ on: 'SA', week: 1 }, today), '11:00'),
		durationMinutes: 120,
		zone: ZONE,
		place: 'Magellan-Terrassen',
		popUp: true,
		languages: ['de', 'en']
	})
];
