/**
 * CouchDB's order of JSON values: null, false, true, numbers, strings, arrays, objects; strings as Unicode's root
 * collation has them (`a < Ä < b`), which English does not change. `pouchdb-collate` orders strings by code units.
 */
const collator = new Intl.Collator('en');

export const compareText: (a: string, b: string) => number = collator.compare;

/** @returns below 0, 0 or above 0. */
export function collate(a: unknown, b: unknown): number {
	if (a === b) return 0;
	const rank = rankOf(a);
	if (rank !== rankOf(b)) return rank - rankOf(b);
	if (rank === NUMBER) return (a as number) - (b as number);
	if (rank === TEXT) return compareText(a as string, b as string);
	if (rank === LIST) return collateLists(a as unknown[], b as unknown[]);
	return rank === OBJECT ? collateLists(flat(a as object), flat(b as object)) : 0;
}

const [NULL, FALSE, TRUE, NUMBER, TEXT, LIST, OBJECT] = [1, 2, 3, 4, 5, 6, 7];

function rankOf(value: unknown): number {
	if (value === null || value === undefined) return NULL!;
	if (typeof value === 'boolean') return value ? TRUE! : FALSE!;
	if (typeof value === 'number') return NUMBER!;
	if (typeof value === 'string') return TEXT!;
	return Array.isArray(value) ? LIST! : OBJECT!;
}

/** Member by member, the name before its value; of equal beginnings the shorter is less. */
const flat = (value: object): unknown[] => Object.entries(value).flat();

function collateLists(a: unknown[], b: unknown[]): number {
	for (let index = 0; index < Math.min(a.length, b.length); index++) {
		const difference = collate(a[index], b[index]);
		if (difference !== 0) return difference;
	}
	return a.length - b.length;
}

/**
 * The order of `_id`s, which CouchDB does not collate: bytes of UTF-8. What is no string is less than every id.
 * @param id of a document. @param other of a selector.
 */
export function compareIds(id: unknown, other: unknown): number {
	if (typeof id !== 'string') return collate(id, other);
	return typeof other === 'string' ? Buffer.compare(Buffer.from(id), Buffer.from(other)) : 1;
}
