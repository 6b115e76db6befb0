import { type Words, sampleEntry, sampleTitle } from '../entry.ts';
import { sampleTerms } from './partner.ts';

const SOURCE = 'https://www.hafencity.com';

const thing = (house: 'grasbrookpark' | 'baakenpark', name: string, words: Words, order: number, units: number) =>
	sampleEntry('room', `${house}-${name}`, {
		house: `house:${house}`,
		name: sampleTitle(words),
		order,
		use: 'thing',
		units,
		equipment: [],
		access: [],
		rules: [],
		bookable: true,
		source: SOURCE,
		checkedOn: null
	});

const things = [
	thing('grasbrookpark', 'beamer', ['Beamer mit Leinwand', 'Beamer mit Lein·wand', 'Projector with screen'], 20, 1),
	thing('grasbrookpark', 'lastenrad', ['Lastenrad', 'Lasten·rad', 'Cargo bike'], 21, 2),
	thing('baakenpark', 'biertische', ['Biertisch mit zwei Bänken', 'Tisch mit zwei Bänken', 'Table with two benches'], 20, 10)
];

/** Invented things that are lent, counted, each with the rule that it is back in time for the next one. */
export const sampleThings = [...things, ...things.map(({ _id }) => sampleTerms(_id, { admission: 'open', after: 15 }))];
