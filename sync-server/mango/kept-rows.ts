import { collate } from './collation.ts';
import { collationKey, greatestKey, leastKey } from './collation-key.ts';
import { type IndexDefinition, keyReader, readsConflicts } from './index-definition.ts';
import type { Plan } from './plan.ts';
import { keysOf, MAX, MIN } from './ranges.ts';
import { compareRows, type Place, type Reader, type Row, withoutConflicts } from './rows.ts';

/** One line of a kept index: `key` is in the order of `collate`. */
export type Line = { key: Uint8Array; id: string };
export type LineRange = { from: Uint8Array; to: Uint8Array; descending: boolean; limit: number; after?: Line | undefined };

/** An engine that keeps the lines of indexes in order, so that a query need not read every document. */
export interface IndexKeeper {
	/** Forgets the lines of all other indexes. */
	retain(indexes: readonly IndexDefinition[]): void;
	/** Brings the lines of an index up to the present; the first time that is all documents. */
	update(index: IndexDefinition): Promise<void>;
	/** Lines from `from` on and before `to`, by key and id. */
	read(index: IndexDefinition, range: LineRange): Line[];
}

const PAGE = { first: 32, most: 512 };
/** Keys that have no bytes in the right order are behind all others, as JSON. */
const ODD = 0xff;
const END = Buffer.from([0xff, 0xff]);
const ALL_LINES = -1;

/** The line's key, for a keeper to keep. */
export const lineKey = (key: readonly unknown[]): Uint8Array => collationKey(key) ?? Buffer.concat([Buffer.from([ODD]), Buffer.from(JSON.stringify(key))]);

/** The rows of an index that is kept, page by page: the lines that are in order as they come, the odd ones put in between. */
export async function* keptRows(
	database: Reader,
	keeper: IndexKeeper,
	plan: Plan,
	{ conflicts, after }: { conflicts: boolean; after?: Place | undefined }
): AsyncGenerator<Row[]> {
	const { index, descending } = plan;
	const keyOf = keyReader(index);
	const compare = (a: Place, b: Place) => (descending ? -compareRows(a, b) : compareRows(a, b));
	const told = new Set<string>();
	/** The document of a line, unless it moved to another place since: there it comes, if that is still ahead. */
	const load = async ({ id, key: kept }: Line): Promise<Row[]> => {
		const doc = told.has(id) ? undefined : await database.get(id, { conflicts: conflicts || readsConflicts(index) });
		const key = doc && keyOf(doc);
		if (!key || Buffer.compare(lineKey(key), kept) !== 0) return [];
		if (after && compare({ id, key }, after) <= 0) return [];
		told.add(id);
		return [{ id, key, doc: conflicts ? doc : withoutConflicts(doc) }];
	};

	await keeper.update(index);
	const odd = oddPlaces(keeper, plan).sort(compare);
	const bounds = boundsOf(plan, after);
	let last: Line | undefined;
	for (let limit = PAGE.first; ; limit = Math.min(2 * limit, PAGE.most)) {
		if (last) await keeper.update(index);
		const lines = keeper.read(index, { ...bounds, descending, limit, after: last });
		const page: Row[] = [];
		for (const line of lines) {
			const [row] = await load(line);
			if (!row) continue;
			while (odd[0] && compare(odd[0], row) < 0) page.push(...(await load(odd.shift()!.line)));
			page.push(row);
		}
		const isLast = lines.length < limit;
		if (isLast) for (const { line } of odd) page.push(...(await load(line)));
		yield page;
		if (isLast) return;
		last = lines.at(-1);
	}
}

/** Where the lines without a key in order belong. */
function oddPlaces(keeper: IndexKeeper, { index, ranges }: Plan): (Place & { line: Line })[] {
	const lines = keeper.read(index, { from: Buffer.from([ODD]), to: END, descending: false, limit: ALL_LINES });
	const places = lines.map((line) => ({ id: line.id, key: JSON.parse(Buffer.from(line.key).toString('utf8', 1)) as unknown[], line }));
	const [first] = ranges === 'empty' ? [] : ranges;
	if (!first) return places;
	return places.filter(({ key: [value] }) => (first.low === MIN || collate(value, first.low) >= 0) && (first.high === MAX || collate(value, first.high) <= 0));
}

/** The lines to read, at least those that the ranges name and that come after the place where the last page ended. */
function boundsOf({ ranges, descending }: Plan, after: Place | undefined): Pick<LineRange, 'from' | 'to'> {
	const { start, end } = keysOf(ranges === 'empty' ? [] : ranges);
	const from = leastKey(start);
	const to = greatestKey(end.slice(0, -1));
	if (!after) return { from, to };
	return descending ? { from, to: [to, greatestKey(after.key)].sort(Buffer.compare)[0]! } : { from: [from, leastKey(after.key)].sort(Buffer.compare)[1]!, to };
}
