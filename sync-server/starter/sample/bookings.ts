import type { Clock, Day, Instant } from '#lib/kernel/moments.ts';
import { type When, dateOf } from './dates.ts';
import { type Place, places } from './places.ts';
import { type Story, told } from './told.ts';

/** Confirmed bookings without a public event: the public sees only the time. */
const bookings: readonly (readonly [name: string, place: Place, when: When, from: Clock, to: Clock, units?: number])[] = [
	['heute-mittag', 'baaken-gemein', { inDays: 0 }, '12:30', '14:00'],
	['heute-abend', 'baaken-kueche', { inDays: 0 }, '15:00', '16:30'],
	['morgen-vormittag', 'baaken-kueche', { inDays: 1 }, '09:30', '11:30'],
	['uebermorgen', 'grasbrook-kueche', { inDays: 2 }, '16:00', '18:00'],
	['feier-1', 'baaken-gemein', { on: 'SA', week: 1 }, '13:00', '17:00'],
	['feier-2', 'grasbrook-gemein', { on: 'SU', week: 1 }, '14:00', '19:00'],
	['feier-3', 'baaken-gemein', { on: 'SU', week: 2 }, '11:00', '16:00'],
	['gruppe-1', 'grasbrook-kueche', { on: 'MO', week: 1 }, '17:00', '20:00'],
	['gruppe-2', 'grasbrook-kueche', { on: 'MO', week: 3 }, '17:00', '20:00'],
	['gruppe-3', 'baaken-werkstatt', { on: 'MO', week: 2 }, '18:00', '21:00'],
	['training-1', 'spielfeld', { on: 'WE', week: 1 }, '17:00', '19:00'],
	['training-2', 'spielfeld', { on: 'WE', week: 2 }, '17:00', '19:00'],
	['training-3', 'spielfeld', { on: 'WE', week: 3 }, '17:00', '19:00'],
	['feier-4', 'grasbrook-gemein', { on: 'SA', week: 4 }, '15:00', '21:00'],
	['feier-5', 'baaken-saal', { on: 'SU', week: 5 }, '11:00', '16:00'],
	['nachbarn-1', 'partner-raum', { on: 'SA', week: 1 }, '14:00', '18:00'],
	['nachbarn-2', 'partner-terrasse', { on: 'FR', week: 1 }, '17:00', '20:00'],
	['beamer-1', 'beamer', { on: 'SA', week: 1 }, '14:00', '20:00'],
	['lastenrad-1', 'lastenrad', { inDays: 1 }, '10:00', '13:00'],
	['lastenrad-2', 'lastenrad', { inDays: 1 }, '12:00', '16:00'],
	['tische-1', 'tische', { on: 'SA', week: 1 }, '12:00', '20:00', 8]
];

const purposes: Record<string, string> = { feier: 'Familienfeier', gruppe: 'Treffen einer Gruppe', training: 'Training', nachbarn: 'Nachbarn feiern', beamer: 'Ausleihe', lastenrad: 'Ausleihe', tische: 'Ausleihe' };

/** Those whose day is no public holiday, each asked for by the office itself and confirmed a week ago. */
export const booked = (today: Day, now: Instant, holidays: ReadonlySet<Day>): Story[] =>
	bookings
		.map(([name, place, when, from, to, units]) => ({ name, room: places[place][1], date: dateOf(when, today), from, to, ...(units && { units }) }))
		.filter(({ date }) => !holidays.has(date))
		.map(({ name, ...time }, index) =>
			told(
				{ name: `sample-${name}`, ...time, purpose: `Beispiel: ${purposes[name.split('-')[0]!] ?? 'kurzes Treffen'}`, groupSize: 8, hoursAgo: 200 + index, steps: [{ hoursAgo: 170 + index, verdict: 'confirm', result: 'confirmed' }] },
				now
			)
		);
