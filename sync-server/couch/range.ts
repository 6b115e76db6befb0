/** Bytes of a body, both ends included. */
export type Range = { from: number; to: number };

/** CouchDB answers fewer than ten ranges in one body, and more with everything. */
const MOST = 9;

/**
 * What a `Range` header asks for of a body of `length` bytes, as CouchDB reads it.
 * @returns the ranges; undefined for the whole body: no header, one that is none, one that begins with `0-`, too many or
 * more than everything; `unsatisfiable` (416) where one lies outside.
 */
export function rangesOf(header: string | null, length: number): Range[] | undefined | 'unsatisfiable' {
	const [, list] = /^\s*bytes\s*=(.+)$/i.exec(header ?? '') ?? [];
	const specs = list?.split(',').map((spec) => /^\s*(\d{0,15})\s*-\s*(\d{0,15})\s*$/.exec(spec));
	if (!specs || !specs.every((spec) => spec && spec[0].trim() !== '-')) return undefined;
	const ranges = specs.map((spec) => rangeOf(spec![1]!, spec![2]!, length));
	if (ranges.some(({ from, to }) => to < from)) return 'unsatisfiable';
	const asked = ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
	if (ranges.length > MOST || asked > length) return undefined;
	return ranges.length === 1 && specs[0]![2] === '' && ranges[0]!.from === 0 ? undefined : ranges;
}

function rangeOf(first: string, last: string, length: number): Range {
	if (first === '') return { from: Math.max(0, length - Number(last)), to: length - 1 };
	return { from: Number(first), to: last === '' ? length - 1 : Math.min(Number(last), length - 1) };
}
