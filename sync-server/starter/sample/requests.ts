import type { Doc } from '#lib/features/catalogue.ts';
import { type Day, type Instant, addDays } from '#lib/kernel/moments.ts';
import { type FieldsOf, sampleEntry } from '../entry.ts';
import { onWeekday } from './dates.ts';
import { type Place, places } from './places.ts';
import type { Use } from './plan.ts';

/** How long a sample contact is kept after the day asked for; it is invented anyway. */
const KEEP_DAYS = 30;

const ago = (now: Instant, minutes: number): Instant => new Date(Date.parse(now) - minutes * 60_000).toISOString();

type Wish = Pick<FieldsOf<'request'>, 'date' | 'from' | 'to' | 'purpose' | 'groupSize' | 'locale'> & { name: string; room: Use['room']; minutesAgo: number };

const waiting = ({ name, minutesAgo, ...wish }: Wish, now: Instant, index: number): [Doc<'contact'>, Doc<'request'>] => {
	const at = ago(now, minutesAgo);
	return [
		sampleEntry('contact', name, { name: `Beispiel Person ${index + 1}`, mail: `person${index + 1}@example.org`, keepUntil: addDays(wish.date, KEEP_DAYS) }),
		sampleEntry('request', name, { form: 'booking', ...wish, contact: `contact:sample-${name}`, madeAt: at, receivedAt: at })
	];
};

/** The first day on or after a weekday, a whole number of weeks later, that is no public holiday. */
function openDay(day: Day, holidays: ReadonlySet<Day>): Day {
	return holidays.has(day) ? openDay(addDays(day, 7), holidays) : day;
}

/**
 * Four requests that wait for the office: two for the same evening, one for a time that is taken, one that is simply free.
 * @param taken a confirmed use in the future that the third one overlaps.
 */
export function sampleRequests(today: Day, now: Instant, holidays: ReadonlySet<Day>, taken: Use | undefined): Record<string, unknown>[] {
	const room = (place: Place) => places[place][1];
	const saturday = openDay(onWeekday(today, 'SA', 1), holidays);
	const sunday = openDay(onWeekday(today, 'SU', 2), holidays);
	const wishes: Wish[] = [
		{ name: 'geburtstag', room: room('grasbrook-gemein'), date: saturday, from: '15:00', to: '19:00', purpose: 'Beispiel: Geburtstag mit der Familie', groupSize: 18, locale: 'de', minutesAgo: 26 * 60 },
		{ name: 'reunion', room: room('grasbrook-gemein'), date: saturday, from: '17:00', to: '21:00', purpose: 'Example: reunion of old friends', groupSize: 12, locale: 'en', minutesAgo: 5 * 60 },
		...(taken
			? [{ name: 'probe', room: taken.room, date: taken.date, from: taken.from, to: taken.to, purpose: 'Beispiel: Probe unserer Band', groupSize: 6, locale: 'de' as const, minutesAgo: 3 * 60 }]
			: []),
		{ name: 'turnier', room: room('spielfeld'), date: sunday, from: '14:00', to: '16:00', purpose: 'Beispiel: kleines Fußball-Turnier', groupSize: 20, locale: 'de-x-leicht', minutesAgo: 25 }
	];
	return wishes.flatMap((wish, index) => waiting(wish, now, index));
}
