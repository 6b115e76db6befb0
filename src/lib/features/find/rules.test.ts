import { expect, test } from 'vitest';
import { matchesFor } from './rules.ts';

const things = ['Chorprobe', 'Frühstück für Zugezogene', 'Straßenfest', 'Nachbarschaftsfest'].map((de) => ({ text: { de } }));
const found = (query: string) => matchesFor(query, things).map(({ text }) => text.de);

test('finds by every typed word, without umlauts and ß, whole beginnings first', () => {
	expect(found('fruh zuge')).toEqual(['Frühstück für Zugezogene']);
	expect(found('strasse')).toEqual(['Straßenfest']);
	expect(matchesFor('nach', [{ text: { de: 'Danach' } }, { text: { de: 'Nachbarn' } }]).map(({ text }) => text.de)).toEqual(['Nachbarn', 'Danach']);
	expect(found('chor fest')).toEqual([]);
});

test('finds nothing for nothing', () => {
	expect(found('  ')).toEqual([]);
});
