import type { Doc } from '#lib/features/catalogue.ts';
import { type Admission, termsId } from '#lib/features/terms/entity.ts';
import { type FieldsOf, type Words, entry, sampleEntry, sampleTitle, text } from '../entry.ts';

const SOURCE = 'https://www.hafencity.com';
const HOUSE = 'genossenschaft';

const house = sampleEntry('house', HOUSE, {
	name: sampleTitle(['Haus der Genossenschaft', 'Haus der Genossenschaft', 'House of the cooperative']),
	order: 10,
	status: 'open',
	about: text([
		'Erfunden: So sieht es aus, wenn eine Genossenschaft ihre Räume mit dem Viertel teilt.',
		'Das Haus ist erfunden. So teilt eine Genossenschaft ihre Räume.',
		'Invented: what it looks like when a cooperative shares its rooms with the neighbourhood.'
	]),
	hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }],
	access: [],
	rules: [],
	criteria: [],
	source: SOURCE,
	checkedOn: null
});

type Told = { name: string; words: Words; use: FieldsOf<'room'>['use']; capacity?: number; features?: FieldsOf<'room'>['features']; admission: Admission };

/** One room for each way of being let in. What is left out of `features` shows how it looks when nobody knows. */
const told: Told[] = [
	{ name: 'gemeinschaftsraum', words: ['Gemeinschaftsraum', 'Gemeinschafts·raum', 'Community room'], use: 'hall', capacity: 45, features: { kitchen: true, 'step-free': true, projector: true }, admission: 'request' },
	{ name: 'waschcafe', words: ['Waschcafé', 'Wasch·café', 'Laundry café'], use: 'meeting', capacity: 12, features: { 'step-free': true, kitchen: false }, admission: 'open' },
	{ name: 'terrasse', words: ['Dachterrasse', 'Dach·terrasse', 'Roof terrace'], use: 'hall', capacity: 30, features: { 'step-free': false }, admission: 'sponsor' },
	{ name: 'werkstatt', words: ['Holzwerkstatt', 'Holz·werkstatt', 'Wood workshop'], use: 'workshop', admission: 'members' }
];

const roomOf = ({ name, words, use, capacity, features }: Told, index: number) =>
	sampleEntry('room', `${HOUSE}-${name}`, {
		house: house._id,
		name: sampleTitle(words),
		order: index + 1,
		use,
		...(capacity && { capacity }),
		...(features && { features }),
		equipment: [],
		access: [],
		rules: [],
		bookable: true,
		source: SOURCE,
		checkedOn: null
	});

/** What is laid down about a sample room; sums are invented like the room. */
export const sampleTerms = (room: Doc<'room'>['_id'], fields: Partial<FieldsOf<'terms'>>): Doc<'terms'> => ({
	...entry('terms', termsId(room).slice('terms:'.length), { room, ...fields }),
	sample: true
});

const rooms = told.map(roomOf);

/** An invented house of a cooperative with its rooms and their terms. */
export const samplePartner = [
	house,
	...rooms,
	...told.map(({ admission, use }, index) =>
		sampleTerms(rooms[index]!._id, {
			admission,
			before: 15,
			after: 30,
			...(use === 'hall' && { quietFrom: '21:00', tariffs: [{ use: 'charitable' as const, freeUntil: '21:00' }, { use: 'private' as const, perHour: 800, deposit: 5000 }] })
		})
	)
];
