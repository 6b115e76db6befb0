import { describe, expect, test } from 'vitest';
import type { Situation } from '../situation/entity.ts';
import type { Service } from './entity.ts';
import { searchOver } from './search.ts';
import { fold, partsOf, stem, vocabularyOf } from './word-forms.ts';

const service = (name: string, set: Partial<Service> & { de?: string; en?: string; leicht?: string; sentence?: string }): Service => ({
	_id: `service:${name}`,
	kind: 'service',
	schema: 0,
	name: { de: set.de ?? name, ...(set.en && { en: set.en }), ...(set.leicht && { 'de-x-leicht': set.leicht }) },
	type: 'advice',
	topics: ['money'],
	summary: { de: set.sentence ?? 'Ein Angebot.' },
	url: 'https://example.org/',
	bring: [],
	situations: set.situations ?? [],
	keywords: set.keywords ?? [],
	source: 'https://example.org/',
	checkedOn: null
});
const rent: Situation = { _id: 'situation:rent', kind: 'situation', schema: 0, phrase: { de: 'Ich kann meine Miete nicht zahlen' }, order: 1, keywords: ['Kündigung'] };
const services = [
	service('schuldnerberatung', { de: 'Schuldnerberatung', keywords: ['Mahnung', 'Inkasso'] }),
	service('mietrueckstand', { de: 'Fachstelle für Wohnungsnotfälle', keywords: ['Mietschulden', 'Räumungsklage'], situations: ['situation:rent'] }),
	service('wohngeld', { de: 'Wohngeld', en: 'Housing benefit', leicht: 'Wohn·geld', sentence: 'Zuschuss zur Miete für Haushalte mit kleinem Einkommen.' }),
	service('pflege', { de: 'Pflegestützpunkt', sentence: 'Berät alle, die Pflege brauchen.' }),
	service('kaeltehilfe', { de: 'Kältehilfe', sentence: 'Ein warmer Ort im Winter.' }),
	service('buergergeld', { de: 'Bürgergeld', keywords: ['Stütze', 'Hartz'] })
];
const search = searchOver({ services, situations: [rent], organisations: [] });
const first = (text: string) => search(text)[0]?.replace('service:', '');
const found = (text: string) => search(text).map((id) => id.replace('service:', ''));

describe('finds what people type', () => {
	test.each([
		['Kältehilfe', 'kaeltehilfe'],
		['kaeltehilfe', 'kaeltehilfe'],
		['Kaltehilfe', 'kaeltehilfe'],
		['KÄLTE', 'kaeltehilfe'],
		['Wohngled', 'wohngeld'],
		['wohng', 'wohngeld'],
		['Wohn·geld', 'wohngeld'],
		['housing', 'wohngeld'],
		['Stütze', 'buergergeld'],
		['stuetze', 'buergergeld'],
		['Inkaso', 'schuldnerberatung'],
		['Ich kann meine Miete nicht zahlen', 'mietrueckstand'],
		['Pflege', 'pflege']
	])('%s → %s', (text, name) => expect(first(text)).toBe(name));

	test('compounds both ways', () => {
		expect(found('Schulden')).toEqual(expect.arrayContaining(['schuldnerberatung', 'mietrueckstand']));
		expect(found('Mietschulden')).toEqual(expect.arrayContaining(['mietrueckstand', 'schuldnerberatung']));
		expect(found('Beratung')).toContain('schuldnerberatung');
	});
	test('a text without a word that means something finds nothing', () => {
		expect(search('')).toEqual([]);
		expect(search(' ?! ')).toEqual([]);
		expect(search('ich kann nicht')).toEqual([]);
	});
	test('nonsense finds nothing', () => expect(search('qwertzuiop')).toEqual([]));
});

test('umlauts, marks and case fold to one spelling', () => {
	expect(['Größe', 'GROESSE', 'grösse'].map(fold)).toEqual(['grosse', 'grosse', 'grosse']);
	expect(fold('Café')).toBe('cafe');
});
test('compounds come apart only into words that are known', () => {
	const vocabulary = vocabularyOf(['miete', 'schulden', 'beratung', 'geld']);
	expect(partsOf('mietschulden', vocabulary)).toEqual(['miet', 'schuld']);
	expect(partsOf('schuldnerberatung', vocabulary)).toEqual(['schuld', stem('beratung')]);
	expect(partsOf('kindergeld', vocabulary)).toEqual([]);
	expect(partsOf('haus', vocabulary)).toEqual([]);
});
test('finds the one among ten thousand', () => {
	const many = Array.from({ length: 10_000 }, (_, index) =>
		service(`entry-${index}`, { de: `Angebot ${index}`, keywords: [`Wort${index}`], sentence: `Hilfe Nummer ${index} in der Straße ${index % 97}.` })
	);
	const big = searchOver({ services: [...many, ...services], situations: [rent], organisations: [] });
	expect(big('Schuldnerberatung')[0]).toBe('service:schuldnerberatung');
	expect(big('wort4711')[0]).toBe('service:entry-4711');
});
