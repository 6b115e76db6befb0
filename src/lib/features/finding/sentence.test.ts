import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Looking } from './looking.ts';
import { hear } from './sentence.ts';

/** A Tuesday. */
const today = '2026-11-24';
const table: [sentence: string, said: Partial<Looking>, unheard: string[]][] = [
	['Samstag, 30 Personen, Küche, stufenlos', { date: '2026-11-28', people: '30', needs: ['kitchen', 'step-free'] }, []],
	['samstag 30 leute küche', { date: '2026-11-28', people: '30', needs: ['kitchen'] }, []],
	['Dienstag', { date: today }, []],
	['heute', { date: today }, []],
	['morgen ab 18 Uhr für 12 Menschen', { date: '2026-11-25', from: '18:00', to: '', people: '12' }, []],
	['übermorgen von 9 bis 12:30', { date: '2026-11-26', from: '09:00', to: '12:30' }, []],
	['am 12.12. von 15-19 Uhr', { date: '2026-12-12', from: '15:00', to: '19:00' }, []],
	['3.1., 8 Personen', { date: '2027-01-03', people: '8' }, []],
	['24. Dezember, 20 bis 24 Uhr', { date: '2026-12-24', from: '20:00', to: '00:00' }, []],
	['2027-02-28 drei Stunden', { date: '2027-02-28', minutes: 180 }, []],
	['Sonntag 4 Stunden Saal mit Beamer und Musikanlage, gemeinnützig', { date: '2026-11-29', minutes: 240, kind: 'hall', needs: ['projector', 'sound'], use: 'charitable' }, []],
	['Sportplatz am Freitag', { date: '2026-11-27', kind: 'pitch' }, []],
	['Raum mit Klavier und Terrasse', { kind: 'room' }, ['klavier', 'terrasse']],
	['31.2., 30 Personen', { people: '30' }, ['31.2.']],
	['19 bis 17 Uhr', {}, ['19 bis 17 uhr']],
	['Saturday for 30 people, kitchen, step-free', { date: '2026-11-28', people: '30', needs: ['kitchen', 'step-free'] }, []],
	['barrierefrei', { needs: ['step-free', 'accessible-toilet'] }, []],
	['fünf Stunden', {}, ['fünf stunden']],
	['__proto__ constructor', {}, ['__proto__', 'constructor']],
	['', {}, []]
];

describe('a sentence', { timeout: 60_000 }, () => {
	test.each(table)('%s', (sentence, said, unheard) => expect(hear(sentence, today)).toEqual({ said, unheard }));

	test('never breaks, and gives back what it has no rule for', () => {
		fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (sentence) => { hear(sentence, today); }));
		fc.assert(fc.property(fc.stringMatching(/^[xyz]{4,9}$/), (word) => { expect(hear(`Samstag ${word}`, today).unheard).toEqual([word]); }));
	});
});
