import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { type Fields, merge } from './merge.ts';

const value = fc.oneof(
	fc.constantFrom('a', 'b', 1, true, null),
	fc.record({ de: fc.constantFrom('x', 'y', 'z'), en: fc.constantFrom('x', 'y', 'z') }, { requiredKeys: ['de'] }),
	fc.array(fc.constantFrom('p', 'q'), { maxLength: 2 })
);
const fields = fc.dictionary(fc.constantFrom('title', 'about', 'start', 'place', 'languages'), value);
/** Ways of saying the same JSON: a field that is missing and one that is undefined. */
const at = (side: Fields, field: string) => side[field] ?? null;
const all = (...sides: Fields[]) => [...new Set(sides.flatMap((side) => Object.keys(side)))];

test('S5.5 nothing either side changed is lost: it stands in the document or is told', () => {
	fc.assert(
		fc.property(fields, fields, fields, (base, winner, loser) => {
			const { fields: merged, clashes } = merge(base, winner, loser);
			for (const field of all(base, winner, loser)) {
				const told = clashes.find((clash) => clash.field === field);
				if (told) {
					expect(told.other).toEqual(at(loser, field));
					expect(told.kept).toEqual(at(merged, field));
				} else if (isDeepStrictEqual(base[field], loser[field])) expect(at(merged, field)).toEqual(at(winner, field));
				else if (isDeepStrictEqual(base[field], winner[field])) expect(at(merged, field)).toEqual(at(loser, field));
				else for (const side of [winner, loser]) expectHolds(merged[field], base[field], side[field]);
			}
		})
	);
});

/** Where both changed a text without a clash, each language one of them changed is there. */
function expectHolds(merged: unknown, base: unknown, side: unknown): void {
	if (isDeepStrictEqual(merged, side)) return;
	const [there, was, is] = [merged, base, side] as Fields[];
	for (const key of all(was ?? {}, is ?? {})) if (!isDeepStrictEqual(was?.[key], is?.[key])) expect(at(there ?? {}, key)).toEqual(at(is ?? {}, key));
}

test('S5.5 who wins decides only about what clashes', () => {
	fc.assert(
		fc.property(fc.option(fields, { nil: undefined }), fields, fields, (base, one, other) => {
			const [first, second] = [merge(base, one, other), merge(base, other, one)];
			const names = (clashes: typeof first.clashes) => clashes.map(({ field }) => field).sort();
			expect(names(first.clashes)).toEqual(names(second.clashes));
			const clashing = new Set(names(first.clashes));
			const rest = (merged: Fields) => Object.fromEntries(Object.entries(merged).filter(([field]) => !clashing.has(field)));
			expect(rest(first.fields)).toEqual(rest(second.fields));
		})
	);
});

test('S5.5 merging the loser into the result again adds nothing new', () => {
	fc.assert(
		fc.property(fields, fields, fields, (base, winner, loser) => {
			const once = merge(base, winner, loser);
			expect(merge(base, once.fields, loser)).toEqual(once);
		})
	);
});

test('S5.5 without the common ancestor the winner stands and every difference is told', () => {
	expect(merge(undefined, { title: 'A', place: 'Steg' }, { title: 'B', start: 'x', place: 'Steg' })).toEqual({
		fields: { title: 'A', place: 'Steg' },
		clashes: [
			{ field: 'title', kept: 'A', other: 'B' },
			{ field: 'start', kept: null, other: 'x' }
		]
	});
});

test('S5.5 two languages of one text are two changes', () => {
	const { fields: merged, clashes } = merge({ title: { de: 'Chor', en: 'Choir' } }, { title: { de: 'Hafenchor', en: 'Choir' } }, { title: { de: 'Chor', en: 'Harbour choir' } });
	expect(merged).toEqual({ title: { de: 'Hafenchor', en: 'Harbour choir' } });
	expect(clashes).toEqual([]);
});
