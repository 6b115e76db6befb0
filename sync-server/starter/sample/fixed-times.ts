import type { Doc } from '#lib/features/catalogue.ts';
import { datesOf } from '#lib/features/fixed-slot/rules.ts';
import { requestId } from '#lib/features/request/entity.ts';
import { RENEW_DAYS } from '#lib/features/season/entity.ts';
import { type Day, type Instant, addDays } from '#lib/kernel/moments.ts';
import { type FieldsOf, type Words, sampleEntry, sampleTitle } from '../entry.ts';
import { places } from './places.ts';
import { type Story, told } from './told.ts';

/** So long ago the season began, and so long it goes on. It ends soon enough that the office is asked what goes on. */
const SINCE = 28;
const LASTS = RENEW_DAYS - 1;

type Group = Pick<FieldsOf<'fixed-slot'>, 'group' | 'groupSize' | 'weekday' | 'from' | 'to' | 'renewal' | 'use'> & { name: string; place: 'partner-raum' | 'partner-cafe'; booked: boolean };

/** Two have their dates; one wants a time that another has; one is planned. */
const groups: Group[] = [
	{ name: 'yoga', group: 'Beispiel: Yoga im Haus', groupSize: 14, place: 'partner-raum', weekday: 1, from: '18:00', to: '19:30', booked: true },
	{ name: 'krabbeln', group: 'Beispiel: Eltern und Kinder', groupSize: 12, use: 'charitable', place: 'partner-raum', weekday: 2, from: '10:00', to: '12:00', renewal: 'extended', booked: true },
	{ name: 'tanzkreis', group: 'Beispiel: Tanzkreis', groupSize: 16, place: 'partner-raum', weekday: 1, from: '19:00', to: '20:30', renewal: 'ended', booked: false },
	{ name: 'tandem', group: 'Beispiel: Sprachtandem', groupSize: 8, place: 'partner-cafe', weekday: 4, from: '17:00', to: '19:00', booked: false }
];

const seriesOf = (nth: number) => `01890000-0000-7000-8000-0000000001${String(nth).padStart(2, '0')}`;

function seasonFrom(name: string, words: Words, from: Day, to: Day): Doc<'season'> {
	return sampleEntry('season', name, { name: sampleTitle(words), from, to, renewDays: RENEW_DAYS });
}

const slotOf = ({ name, place, booked: _, ...fields }: Group, season: Doc<'season'>, nth: number) => sampleEntry('fixed-slot', name, { ...fields, room: places[place][1], season: season._id, series: seriesOf(nth) });

/** The fixed times of a season that ends soon and of the one after it, with the dates that groups have. */
export function fixedTimes(today: Day, now: Instant, holidays: ReadonlySet<Day>): { open: Doc[]; slots: Doc<'fixed-slot'>[]; dates: Story[] } {
	const season = seasonFrom('season', ['Laufende Zeit', 'Jetzt', 'Current season'], addDays(today, -SINCE), addDays(today, LASTS));
	const next = seasonFrom('next-season', ['Nächste Zeit', 'Danach', 'Next season'], addDays(today, LASTS + 1), addDays(today, LASTS + 91));
	const slots = groups.map((group, nth) => slotOf(group, season, nth + 1));
	const { renewal: _, ...goesOn } = slotOf({ ...groups[1]!, name: 'krabbeln-next' }, next, 11);
	const dates = groups.flatMap(({ booked }, nth) => {
		const slot = slots[nth]!;
		if (!booked) return [];
		return datesOf(slot, season)
			.filter((date) => !holidays.has(date))
			.map((date, index) => dateOf(slot, date, index, now));
	});
	const ferien = sampleEntry('school-holiday', 'ferien', { name: sampleTitle(['Ferien', 'Ferien', 'School holidays']), from: addDays(today, 10), to: addDays(today, 16) });
	return { open: [season, next, ferien], slots: [...slots, { ...goesOn, follows: slots[1]!._id }], dates };
}

/** Asked for by the office before the season and confirmed at once. */
function dateOf({ group, groupSize, use, room, from, to, series }: Doc<'fixed-slot'>, date: Day, index: number, now: Instant): Story {
	const name = requestId(series, index + 1).slice('request:'.length);
	const hoursAgo = 24 * (SINCE + 7);
	return told({ name, room, date, from, to, purpose: group, group, groupSize, ...(use && { use }), series, hoursAgo, steps: [{ hoursAgo, verdict: 'confirm', result: 'confirmed' }] }, now);
}
