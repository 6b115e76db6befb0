import { type Day, type Instant, addDays, toInstant } from '#lib/kernel/moments.ts';
import { nextOpen, onWeekday, openDay } from './dates.ts';
import { type Place, places } from './places.ts';
import type { Use } from './plan.ts';
import { type Story, type Told, told } from './told.ts';

const room = (place: Place) => places[place][1];
const beispiel = (purpose: string) => `Beispiel: ${purpose}`;

/**
 * Requests in every state there is: two for the same evening, one for a time that is taken, one that is simply free, and what
 * was answered in every way.
 * @param taken confirmed uses in the future that others want, too.
 */
export function sampleRequests(today: Day, now: Instant, holidays: ReadonlySet<Day>, taken: readonly Use[]): Story[] {
	const saturday = (week: number) => openDay(onWeekday(today, 'SA', week), holidays);
	const sunday = (week: number) => openDay(onWeekday(today, 'SU', week), holidays);
	const wish = (name: string, place: Place, date: Day, [from, to]: readonly [string, string], purpose: string, groupSize: number): Omit<Told, 'hoursAgo'> => ({ name: `sample-${name}`, room: room(place), date, from, to, purpose, groupSize });
	const also = (name: string, use: Use | undefined, purpose: string, more: Omit<Told, keyof Use | 'name' | 'purpose' | 'groupSize'>): Told[] =>
		use ? [{ name: `sample-${name}`, room: use.room, date: use.date, from: use.from, to: use.to, purpose: beispiel(purpose), groupSize: 6, ...more }] : [];
	const late = nextOpen(addDays(today, -3), holidays, -1);
	const hoursSince = (date: Day, hours: number) => (Date.parse(now) - Date.parse(toInstant(`${date}T12:00`))) / 3_600_000 + hours;
	const confirmed = (hoursAgo: number) => ({ hoursAgo, verdict: 'confirm', result: 'confirmed' }) as const;

	const waiting: Told[] = [
		{ ...wish('geburtstag', 'grasbrook-gemein', saturday(1), ['15:00', '19:00'], beispiel('Geburtstag mit der Familie'), 18), hoursAgo: 26 },
		{ ...wish('reunion', 'grasbrook-gemein', saturday(1), ['17:00', '21:00'], 'Example: reunion of old friends', 12), locale: 'en', hoursAgo: 5 },
		...also('probe', taken[0], 'Probe unserer Band', { hoursAgo: 3 }),
		{ ...wish('turnier', 'spielfeld', sunday(2), ['14:00', '16:00'], beispiel('kleines Fußball-Turnier'), 20), locale: 'de-x-leicht', hoursAgo: 0.4 },
		...also('ensemble', taken[1], 'Konzertprobe des Ensembles', { hoursAgo: 50, steps: [{ hoursAgo: 2, verdict: 'confirm', result: 'taken' }] })
	];
	const answered: Told[] = [
		{ ...wish('hoffest', 'partner-terrasse', saturday(2), ['12:00', '15:00'], beispiel('Hoffest der Nachbarn'), 25), hoursAgo: 140, steps: [confirmed(120)] },
		{
			...wish('grillen', 'partner-terrasse', saturday(2), ['13:00', '16:00'], beispiel('Grillen mit Freunden'), 10),
			hoursAgo: 110,
			steps: [{ hoursAgo: 20, verdict: 'decline', result: 'waiting', reason: beispiel('Um diese Zeit feiern schon andere. Wird die Terrasse frei, melden wir uns.') }]
		},
		{
			...wish('kochabend', 'baaken-kueche', saturday(2), ['17:00', '20:00'], beispiel('Kochabend'), 10),
			hoursAgo: 60,
			steps: [{ hoursAgo: 4, verdict: 'offer', result: 'offered', reason: beispiel('Am Abend wird die Küche gestrichen, am Vormittag ist sie frei.'), offer: { room: room('baaken-kueche'), date: saturday(2), from: '10:00', to: '13:00' } }]
		},
		{
			...wish('malkurs', 'partner-cafe', saturday(3), ['10:00', '12:00'], beispiel('Malkurs'), 8),
			hoursAgo: 100,
			steps: [{ hoursAgo: 70, verdict: 'offer', result: 'offered', offer: { room: room('partner-cafe'), date: saturday(3), from: '14:00', to: '16:00' } }, { hoursAgo: 21, result: 'lapsed' }]
		},
		{
			...wish('stammtisch', 'partner-cafe', late, ['14:00', '16:00'], beispiel('Stammtisch'), 8),
			hoursAgo: hoursSince(late, 40),
			steps: [{ hoursAgo: 30, verdict: 'confirm', result: 'past' }]
		},
		{
			...wish('trommelnacht', 'baaken-saal', saturday(3), ['20:00', '22:00'], beispiel('Trommelnacht'), 60),
			hoursAgo: 90,
			steps: [{ hoursAgo: 66, verdict: 'decline', result: 'declined', reason: beispiel('Nach 20 Uhr ist so laute Musik in diesem Haus nicht möglich.') }]
		},
		{ ...wish('picknick', 'partner-terrasse', sunday(2), ['12:00', '15:00'], beispiel('Picknick'), 14), hoursAgo: 150, steps: [confirmed(140), { hoursAgo: 15, says: 'withdraw', result: 'withdrawn' }] },
		{
			...wish('tauschabend', 'partner-cafe', sunday(3), ['17:00', '19:00'], beispiel('Tauschabend'), 12),
			hoursAgo: 130,
			steps: [confirmed(125), { hoursAgo: 12, verdict: 'cancel', result: 'cancelled', reason: beispiel('Im Café ist ein Rohr gebrochen.') }]
		}
	];
	return [...waiting, ...answered].map((one, index) => told({ person: index + 1, ...one }, now));
}

