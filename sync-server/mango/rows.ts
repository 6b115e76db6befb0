import { collate, compareIds } from './collation.ts';
import type { Database, StoredDoc } from '../store/store.ts';
import { keyReader, readsConflicts } from './index-definition.ts';
import type { Plan } from './plan.ts';
import { MAX, MIN } from './ranges.ts';

/** One line of an index with its document. The key of the primary index is the id alone. */
export type Row = { id: string; key: readonly unknown[]; doc: StoredDoc };
/** Where a page ended. */
export type Place = Pick<Row, 'id' | 'key'>;
export type Reader = Pick<Database, 'allDocs' | 'get' | 'changes'>;

/** Documents per page: few at first, since most queries end there; other requests go on between two. */
const PAGE = { first: 32, most: 512 };

/** The order of an index: its keys, documents of the same key by their ids. */
export const compareRows = (a: Place, b: Place): number => collate(a.key, b.key) || compareIds(a.id, b.id);

/** An index may have read them, but nobody asked to be told. */
export const withoutConflicts = ({ _conflicts: _, ...doc }: StoredDoc): StoredDoc => doc;

/** The documents in the range of ids that the plan reads, page by page, design documents too. */
export async function* primaryRows(database: Reader, { ranges, descending }: Plan, options: { conflicts: boolean; after?: Place | undefined }): AsyncGenerator<Row[]> {
	const [{ low, high } = { low: MIN, high: MAX }] = ranges === 'empty' ? [] : ranges;
	const [first, last] = descending ? [high, low] : [low, high];
	let reached = options.after?.id;
	for (let limit = PAGE.first; ; limit = Math.min(2 * limit, PAGE.most)) {
		const startkey = reached ?? first;
		const { rows } = await database.allDocs({
			...(typeof startkey === 'string' && { startkey }),
			...(typeof last === 'string' && { endkey: last }),
			descending,
			limit: limit + 1,
			includeDocs: true,
			conflicts: options.conflicts
		});
		const fresh = rows.flatMap((row) => ('doc' in row && row.doc && row.id !== reached ? [{ id: row.id, key: [], doc: row.doc }] : []));
		if (fresh.length > 0) yield fresh;
		if (rows.length <= limit) return;
		reached = rows.at(-1)!.key;
	}
}

/** The rows of an index that nobody keeps: every document is read, then all are put in order. */
export async function* sortedRows(database: Reader, plan: Plan, options: { conflicts: boolean; after?: Place | undefined }): AsyncGenerator<Row[]> {
	const keyOf = keyReader(plan.index);
	const found: Row[] = [];
	const everything: Plan = { ...plan, ranges: [], descending: false };
	for await (const page of primaryRows(database, everything, { conflicts: options.conflicts || readsConflicts(plan.index) })) {
		for (const { id, doc } of page) {
			const key = keyOf(doc);
			if (key) found.push({ id, key, doc: options.conflicts ? doc : withoutConflicts(doc) });
		}
	}
	const direction = plan.descending ? -1 : 1;
	found.sort((a, b) => direction * compareRows(a, b));
	const { after } = options;
	yield after ? found.filter((row) => direction * compareRows(row, after) > 0) : found;
}
