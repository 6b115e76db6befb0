import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checklistFrom, linesShown, moved } from './checklist.ts';

const line = (de: string, easy = '', en = '') => ({ key: de, de, easy, en });

test('what is shown means what is stored, in all its languages', () => {
	const words = fc.stringMatching(/^[a-zäöü]{1,30}$/);
	const text = fc.record({ de: words, 'de-x-leicht': words, en: words }, { requiredKeys: ['de'] });
	fc.assert(fc.property(fc.array(text, { minLength: 1, maxLength: 60 }), (list) => void expect(checklistFrom(linesShown(list)).list).toEqual(list)));
});

test('a line without German, or with too much of it, is named; none of the others is lost', () => {
	expect(checklistFrom([line('Boden'), line(' ', 'Der Boden ist sauber'), line('x', '', 'y'.repeat(201))])).toEqual({
		failures: [{ code: 'missing', field: 'lines.1.de' }, { code: 'too-long', field: 'lines.2.en' }]
	});
});

test('a list without a line is none: what holds elsewhere holds', () => {
	expect(checklistFrom([])).toEqual({ list: undefined });
});

test('a line moved up and down again stands where it stood; at an end it stays; none comes or goes', () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.nat(), { minLength: 1 }), fc.nat(), fc.constantFrom(-1 as const, 1 as const), (lines, at, by) => {
			const from = at % lines.length;
			const once = moved(lines, from, by);
			expect([...once].sort()).toEqual([...lines].sort());
			const to = from + by;
			if (to < 0 || to >= lines.length) expect(once).toEqual(lines);
			else expect(moved(once, to, -by as 1 | -1)).toEqual(lines);
		})
	);
});
