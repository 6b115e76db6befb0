import type { PendingChanges } from './pending-changes.ts';
import { leavesOf } from './revision-tree.ts';
import { readSeq, writeSeq } from './sequence.ts';
import { rowOf, treeOf, winnerOf } from './sqlite-read.ts';
import type { Collection, CollectionRow, DocumentWithBody, LocalRow } from './sqlite-statements.ts';
import type { AllDocsOptions, AllDocsPage, AllDocsRow, ChangeRow, ChangesOptions, ChangesPage } from './store.ts';
import { composeDoc } from './stored-doc.ts';

/** No limit, as SQLite says it. */
const ALL = -1;
/** After every text: SQLite sorts bytes behind it. */
const END = new Uint8Array();
const LOCAL = '_local/';

/** A page of what changed, as `Database.changes` gives it. */
export function readChanges(
	collection: Collection,
	{ seq: last, alive, deleted }: CollectionRow,
	counts: { above: PendingChanges; below: PendingChanges },
	{ since, limit, descending, style, includeDocs, uncounted, ...options }: ChangesOptions
): ChangesPage {
	const { statements, key, generation } = collection;
	const write = (n: number) => writeSeq(n, generation);
	const from = descending && since === undefined ? last + 1 : readSeq(since, last, generation);
	// Who is told everything asks most: each feed that waits, each snapshot.
	if (!descending && from === last) return { results: [], last_seq: write(last), pending: 0 };
	const statement = descending ? statements.changesDescending : statements.changes;
	const rows = statement.all({ collection: key, since: from, limit: limit ?? ALL }) as DocumentWithBody[];
	const results = rows.map((row): ChangeRow => ({
		seq: write(row.seq),
		id: row.id,
		changes: style === 'all_docs' ? leavesOf(treeOf(row)).map(({ rev }) => ({ rev })) : [{ rev: row.winner }],
		...(row.deleted === 1 && { deleted: true as const }),
		...(includeDocs && { doc: winnerOf(collection, row, options) })
	}));
	const reached = rows.at(-1)?.seq ?? (limit === 0 ? Math.min(from, last) : last);
	const all = { last, total: alive + deleted };
	const lowest = rows.at(-1)?.seq ?? from;
	// Downwards it is the same count, from the other end.
	const pending = (): number =>
		descending
			? counts.below.after(all, { from: last + 1 - from, count: rows.length, reached: last + 1 - lowest }, () => (statements.changesBefore.get(key, lowest) as { n: number }).n)
			: counts.above.after(all, { from, count: rows.length, reached }, () => (statements.changesAfter.get(key, reached) as { n: number }).n);
	return { results, last_seq: write(reached), pending: uncounted ? 0 : pending() };
}

/** Documents by id, as `Database.allDocs` gives them. */
export function listDocuments(collection: Collection, { alive }: CollectionRow, options: AllDocsOptions): AllDocsPage {
	const { statements, key } = collection;
	if (options.keys) return { total_rows: alive, offset: null, rows: pageOf(options.keys, options).map((id) => namedRow(collection, id, options)) };
	const statement = options.descending ? statements.aliveDescending : statements.alive;
	const range = rangeOf(options);
	const rows = statement.all({ collection: key, ...range, ...cutOf(options) }) as DocumentWithBody[];
	const page = { total_rows: alive, offset: null, rows: rows.map((row) => aliveRow(collection, row, options)) };
	if (!options.offset) return page;
	const before = options.descending ? { from: range.to, to: END } : { from: '', to: range.from };
	const passed = options.startkey === undefined ? 0 : (statements.aliveIn.get({ collection: key, ...before }) as { n: number }).n;
	return { ...page, offset: Math.min(alive, passed + (options.skip ?? 0)) };
}

/** Local documents by id; ids and keys are `_local/…`. */
export function listLocals({ statements, key }: Collection, options: AllDocsOptions): AllDocsRow[] {
	const rowFor = ({ id, rev, body }: LocalRow): AllDocsRow => {
		const doc = options.includeDocs ? composeDoc(LOCAL + id, `0-${rev}`, false, body) : undefined;
		return { id: LOCAL + id, key: LOCAL + id, value: { rev: `0-${rev}` }, ...(doc && { doc }) };
	};
	if (options.keys) {
		return pageOf(options.keys, options).map((name) => {
			const row = name.startsWith(LOCAL) ? (statements.local.get(key, name.slice(LOCAL.length)) as LocalRow | undefined) : undefined;
			return row ? rowFor(row) : { key: name, error: 'not_found' };
		});
	}
	const { from, to } = rangeOf(options);
	const bound = (at: string | Uint8Array) => {
		if (typeof at !== 'string') return at;
		return at.startsWith(LOCAL) ? at.slice(LOCAL.length) : at < LOCAL ? '' : END;
	};
	const statement = options.descending ? statements.localsDescending : statements.locals;
	return (statement.all({ collection: key, from: bound(from), to: bound(to), ...cutOf(options) }) as LocalRow[]).map(rowFor);
}

/** Where to begin and before which id to end, lower first; what follows an id at once is the id with a zero. */
function rangeOf({ startkey, endkey, inclusiveEnd = true, descending }: AllDocsOptions): { from: string; to: string | Uint8Array } {
	const after = (id: string) => `${id}\0`;
	if (!descending) return { from: startkey ?? '', to: endkey === undefined ? END : inclusiveEnd ? after(endkey) : endkey };
	return { from: endkey === undefined ? '' : inclusiveEnd ? endkey : after(endkey), to: startkey === undefined ? END : after(startkey) };
}

const cutOf = ({ limit, skip }: AllDocsOptions) => ({ limit: limit ?? ALL, skip: skip ?? 0 });

function pageOf(keys: readonly string[], { descending, skip = 0, limit = Infinity }: AllDocsOptions): readonly string[] {
	return (descending ? keys.toReversed() : keys).slice(skip, skip + limit);
}

function namedRow(collection: Collection, id: string, options: AllDocsOptions): AllDocsRow {
	const row = rowOf(collection, id);
	if (!row) return { key: id, error: 'not_found' };
	if (row.deleted) return { id, key: id, value: { rev: row.winner, deleted: true }, ...(options.includeDocs && { doc: null }) };
	return aliveRow(collection, row, options);
}

function aliveRow(collection: Collection, row: DocumentWithBody, { includeDocs, ...options }: AllDocsOptions): AllDocsRow {
	return { id: row.id, key: row.id, value: { rev: row.winner }, ...(includeDocs && { doc: winnerOf(collection, row, options) }) };
}
