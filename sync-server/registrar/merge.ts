import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../is-object.ts';

export type Fields = Record<string, unknown>;
/** A field that both changed differently: `kept` stands in the document, `other` is what the losing side wanted; null where a side removed it. */
export type Clash = { field: string; kept: unknown; other: unknown };

const same = isDeepStrictEqual;
const keysOf = (...sides: Fields[]) => [...new Set(sides.flatMap((side) => Object.keys(side)))];

/** A document's own fields, without CouchDB's. */
export const fieldsOf = (doc: Fields): Fields => Object.fromEntries(Object.entries(doc).filter(([key]) => !key.startsWith('_')));

/**
 * Merges two versions of a document's fields against what both came from (SPEC 5.5). What only one side changed is taken
 * from it, texts in several languages language by language; what both changed differently keeps the winner's value and is
 * named in `clashes`. Nothing either side changed is in neither.
 * @param base the common ancestor, or undefined where its text is gone: then whatever differs is a clash.
 */
export function merge(base: Fields | undefined, winner: Fields, loser: Fields): { fields: Fields; clashes: Clash[] } {
	const fields: Fields = {};
	const clashes: Clash[] = [];
	for (const field of keysOf(winner, loser)) {
		const { value, clash } = mergeValue(base && { value: base[field] }, winner[field], loser[field]);
		if (value !== undefined) fields[field] = value;
		if (clash) clashes.push({ field, kept: value ?? null, other: loser[field] ?? null });
	}
	return { fields, clashes };
}

function mergeValue(base: { value: unknown } | undefined, winner: unknown, loser: unknown): { value: unknown; clash: boolean } {
	if (same(winner, loser)) return { value: winner, clash: false };
	if (base && same(loser, base.value)) return { value: winner, clash: false };
	if (base && same(winner, base.value)) return { value: loser, clash: false };
	if (!base || !isObject(base.value) || !isObject(winner) || !isObject(loser)) return { value: winner, clash: true };
	const { fields, clashes } = merge(base.value, winner, loser);
	return { value: fields, clash: clashes.length > 0 };
}
