import type { Doc } from '#lib/features/catalogue.ts';
import { type Letting, lettingId } from '#lib/features/letting/entity.ts';
import { type Clock, type Day, type Instant, addDays, toInstant } from '#lib/kernel/moments.ts';
import { type FieldsOf, sample, sampleEntry, sampleTitle } from '../entry.ts';
import { at, nextOpen, onWeekday, openDay } from './dates.ts';
import { places } from './places.ts';
import { OFFICE, type Story, type Told, told } from './told.ts';

/** What an hour of the roof terrace and its deposit cost, as its terms say. */
const HOUR = 800;
const DEPOSIT = 5000;

const room = places['partner-terrasse'][1];
const checked = (when: Instant, wrong?: string): Letting['handover'] => ({
	at: when,
	by: OFFICE,
	items: ['Tische und Stühle', 'Boden', 'Türen und Fenster'].map((item) => ({ item, ok: item !== wrong, ...(item === wrong && { note: 'Beispiel: Am Boden ist ein Fleck.' }) })),
	headcount: 18
});

type Let = { name: string; purpose: string; date: Day; from: Clock; hours: number; person: number; asked: number; noted?: (date: Day) => Partial<FieldsOf<'letting'>> };

const before = (date: Day, days: number) => addDays(date, -days);
const signed = (date: Day) => ({ contractOn: before(date, 5), contractHow: 'signed' as const, deposit: DEPOSIT, depositPaidOn: before(date, 4) });

/** One for each place in the way from contract to deposit. */
const lets = (today: Day, holidays: ReadonlySet<Day>): Let[] => [
	{
		name: 'jubilaeum', purpose: 'Jubiläum', date: nextOpen(addDays(today, -9), holidays, -1), from: '12:00', hours: 4, person: 40, asked: 24 * 30,
		noted: (date) => ({
			...signed(date), fee: 4 * HOUR, feePaidOn: before(date, 4), depositReturnedOn: addDays(date, 2),
			keyPerson: OFFICE, keyAt: at(date, '11:30'), returnPerson: OFFICE, returnAt: at(date, '16:30'), handover: checked(toInstant(at(date, '11:35'))), returned: checked(toInstant(at(date, '16:25')))
		})
	},
	{
		name: 'richtfest', purpose: 'Richtfest', date: nextOpen(addDays(today, -2), holidays, -1), from: '15:00', hours: 4, person: 41, asked: 24 * 20,
		noted: (date) => ({
			...signed(date), fee: 4 * HOUR,
			keyPerson: OFFICE, keyAt: at(date, '14:30'), returnPerson: OFFICE, returnAt: at(date, '19:30'), handover: checked(toInstant(at(date, '14:30'))), returned: checked(toInstant(at(date, '19:40')), 'Boden')
		})
	},
	{
		name: 'taufe', purpose: 'Taufe', date: nextOpen(addDays(today, 1), holidays), from: '08:30', hours: 2, person: 42, asked: 24 * 14,
		noted: (date) => ({
			...signed(date), fee: 2 * HOUR, feePaidOn: before(date, 4), keyNumber: 'Beispiel 7',
			keyPerson: OFFICE, keyAt: at(addDays(today, -1), '17:00'), returnPerson: OFFICE, returnAt: at(date, '11:30'), handover: checked(toInstant(at(addDays(today, -1), '17:05')))
		})
	},
	{
		name: 'abschied', purpose: 'Abschiedsfeier', date: nextOpen(addDays(today, 3), holidays), from: '15:00', hours: 2, person: 43, asked: 24 * 9,
		noted: (date) => ({ contractOn: addDays(today, -2), contractHow: 'agreed', fee: 2 * HOUR, deposit: DEPOSIT, keyPerson: OFFICE, keyAt: at(date, '14:30'), returnPerson: OFFICE, returnAt: at(date, '17:30') })
	},
	{ name: 'seminar', purpose: 'Seminar', date: nextOpen(addDays(today, 5), holidays), from: '12:00', hours: 2, person: 44, asked: 24 * 6 }
];

/** Bookings of the roof terrace with their contracts, money and keys; what is noted of the last is nothing yet. */
export function sampleLettings(today: Day, now: Instant, holidays: ReadonlySet<Day>): { stories: Story[]; noted: Doc<'letting'>[] } {
	const lettings = lets(today, holidays).map(({ name, purpose, date, from, hours, person, asked, noted }) => {
		const to = `${String(Number(from.slice(0, 2)) + hours).padStart(2, '0')}${from.slice(2)}`;
		const wish: Told = { name: `sample-${name}`, room, date, from, to, purpose: `Beispiel: ${purpose}`, groupSize: 18, use: 'private', price: hours * HOUR, person, hoursAgo: asked, steps: [{ hoursAgo: asked - 20, verdict: 'confirm', result: 'confirmed' }] };
		const story = told(wish, now);
		return { story, noted: noted ? [{ ...sample('letting', '', { request: story.request._id, ...noted(date) }), _id: lettingId(story.request._id) }] : [] };
	});
	return { stories: lettings.map(({ story }) => story), noted: lettings.flatMap(({ noted }) => noted) };
}

/** The community room is closed on a Monday that a group has booked. */
export const sampleClosure = (today: Day, holidays: ReadonlySet<Day>): Doc<'closure'> => {
	const monday = openDay(onWeekday(today, 'MO', 1), holidays);
	return sampleEntry('closure', 'heizung', { name: sampleTitle(['Heizung wird repariert', 'Die Heizung wird repariert', 'The heating is repaired']), house: places['partner-raum'][0], room: places['partner-raum'][1], from: monday, to: addDays(monday, 1), holiday: false });
};
