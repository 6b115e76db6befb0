import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { collate } from './collation.ts';
import { collationKey } from './collation-key.ts';

const latin = fc.array(fc.constantFrom(...' !"#$%&\'()*+,-./019:;<=>?@ABZ[\\]^_`abz{|}~äöüÄÖÜßéèñçÅ§€–—«»°•·¿¡×„“”‚‘’øØæÆœŒłŁđĐeldo', 'a\u0308', 'e\u0301\u0327', 'ő'), { maxLength: 5 }).map((parts) => parts.join(''));
const value = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 2 },
		latin,
		fc.constantFrom<unknown>(null, true, false, 0, -0, 1, -1, 1.5, -1.5, 1e300, -1e-300, 42),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(fc.constantFrom('a', 'b', 'Ä'), tie('value'), { maxKeys: 2 })
	)
})).value;

describe('collation', () => {
	test('types come in CouchDB’s order, strings as Unicode has them', () => {
		const ordered = [null, false, true, -1, 0, 1.5, '', 'a', 'A', 'ä', 'Ä', 'aa', 'b', 'B', 'ss', 'SS', 'ß', 'st', [], [null], ['a'], ['a', 1], ['b'], {}, { a: 1 }, { a: 2 }, { b: 1 }, { b: 1, c: 1 }];
		for (const [index, one] of ordered.entries()) for (const [other, two] of ordered.entries()) expect(Math.sign(collate(one, two)), `${JSON.stringify(one)} ${JSON.stringify(two)}`).toBe(Math.sign(index - other));
	});

	test('keys are in the order of the values they stand for', () => {
		fc.assert(
			fc.property(fc.array(value, { minLength: 2, maxLength: 2 }), fc.array(value, { minLength: 2, maxLength: 2 }), (one, two) => {
				const [first, second] = [collationKey(one)!, collationKey(two)!];
				expect(Math.sign(Buffer.compare(first, second))).toBe(Math.sign(collate(one, two)));
			}),
			{ numRuns: 2000 }
		);
	});

	test('a string of other letters, and a very long one, has no key', () => {
		for (const text of ['Ж', '日本', 'a😀', 'a\u0001', 'x'.repeat(1001)]) expect(collationKey([text])).toBeUndefined();
		expect(collationKey([{ a: ['Ж'] }])).toBeUndefined();
	});
});
