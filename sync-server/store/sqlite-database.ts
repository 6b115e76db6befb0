import type { DatabaseSync } from 'node:sqlite';
import { historyOf, knows, latestOf, leavesOf, parseRevision, possibleAncestors, type RevTree } from './revision-tree.ts';
import { readSeq, writeSeq } from './sequence.ts';
import { type CollectionRow, type DocumentRow, type DocumentWithBody, inTransaction, type Statements } from './sqlite-statements.ts';
import { writeBatch } from './sqlite-write.ts';
import type { AllDocsOptions, AllDocsRow, ChangeRow, ChangesOptions, Database, Guard, IncomingDoc, OpenRevision, StoredDoc } from './store.ts';
import { addRevisions, composeDoc } from './stored-doc.ts';

/** No limit, as SQLite says it. */
const ALL = -1;

const treeOf = ({ tree }: DocumentRow): RevTree => JSON.parse(tree) as RevTree;
const winnerOf = (row: DocumentWithBody) => composeDoc(row.id, row.winner, row.deleted === 1, row.body);

/** One database of the SQLite file. SQLite answers at once: the methods are promises because other engines' are. */
export class SqliteDatabase implements Database {
	readonly name: string;
	readonly #file: DatabaseSync;
	readonly #statements: Statements;
	readonly #key: number;
	readonly #generation: string;
	readonly #watchers: Set<() => void>;

	constructor(file: DatabaseSync, statements: Statements, { key, name, generation }: CollectionRow, watchers: Set<() => void>) {
		this.name = name;
		this.#file = file;
		this.#statements = statements;
		this.#key = key;
		this.#generation = generation;
		this.#watchers = watchers;
	}

	async info() {
		const { seq, alive, deleted, created } = this.#counters();
		return {
			db_name: this.name,
			doc_count: alive,
			doc_del_count: deleted,
			update_seq: writeSeq(seq, this.#generation),
			instance_start_time: String(created)
		};
	}

	async get(id: string, { rev, revs, conflicts }: { rev?: string; revs?: boolean; conflicts?: boolean } = {}) {
		const row = this.#document(id);
		if (!row) return undefined;
		const tree = treeOf(row);
		const doc = rev === undefined ? winnerOf(row) : this.#revision(id, tree, rev);
		return doc && addRevisions(doc, tree, { revs, conflicts });
	}

	async openRevisions(id: string, revs: readonly string[] | 'all', options: { revs?: boolean; latest?: boolean } = {}) {
		const row = this.#document(id);
		const tree = row ? treeOf(row) : [];
		const asked = revs !== 'all' ? revs : row ? leavesOf(tree).map(({ rev }) => rev) : [];
		return asked.map((rev): OpenRevision => {
			const doc = this.#revision(id, tree, options.latest && knows(tree, rev) ? latestOf(tree, rev) : rev);
			return doc ? { ok: addRevisions(doc, tree, options) } : { missing: rev };
		});
	}

	async bulkDocs(docs: readonly IncomingDoc[], options: { newEdits?: boolean; guard?: Guard } = {}) {
		const { results, wrote } = inTransaction(this.#file, () => writeBatch(this.#statements, this.#key, docs, options));
		if (wrote) setImmediate(() => this.#watchers.forEach((wake) => wake()));
		return results;
	}

	async revsDiff(asked: Record<string, readonly string[]>) {
		const lacking = Object.entries(asked).map(([id, revs]) => {
			const row = this.#statements.document.get(this.#key, id) as DocumentRow | undefined;
			const tree = row ? treeOf(row) : [];
			const missing = revs.filter((rev) => !knows(tree, rev));
			const ancestors = [...new Set(tree.length ? missing.flatMap((rev) => possibleAncestors(tree, rev)) : [])];
			return [id, { missing, ...(ancestors.length > 0 && { possible_ancestors: ancestors }) }] as const;
		});
		return Object.fromEntries(lacking.filter(([, { missing }]) => missing.length > 0));
	}

	async changes({ since, limit, descending, style, includeDocs, conflicts }: ChangesOptions = {}) {
		const { seq: last } = this.#counters();
		const from = readSeq(since, last, this.#generation);
		const statement = descending ? this.#statements.changesDescending : this.#statements.changes;
		const rows = statement.all({ collection: this.#key, since: from, limit: limit ?? ALL }) as DocumentWithBody[];
		const results = rows.map((row): ChangeRow => {
			const tree = treeOf(row);
			return {
				seq: writeSeq(row.seq, this.#generation),
				id: row.id,
				changes: style === 'all_docs' ? leavesOf(tree).map(({ rev }) => ({ rev })) : [{ rev: row.winner }],
				...(row.deleted === 1 && { deleted: true as const }),
				...(includeDocs && { doc: addRevisions(winnerOf(row), tree, { conflicts }) })
			};
		});
		const reached = rows.at(-1)?.seq ?? (limit === 0 ? from : last);
		const { n } = this.#statements.changesAfter.get(this.#key, descending ? last : reached) as { n: number };
		return { results, last_seq: writeSeq(reached, this.#generation), pending: n };
	}

	async allDocs(options: AllDocsOptions = {}) {
		const { alive } = this.#counters();
		const rows = options.keys ? options.keys.map((key) => this.#keyRow(key, options)) : this.#range(options);
		return { total_rows: alive, offset: options.skip ?? 0, rows };
	}

	async getLocal(id: string): Promise<StoredDoc | undefined> {
		const row = this.#statements.local.get(this.#key, id) as { rev: number; body: string } | undefined;
		return row && composeDoc(`_local/${id}`, `0-${row.rev}`, false, row.body);
	}

	async putLocal(id: string, { _id, _rev, ...fields }: Record<string, unknown>, rev: string | undefined) {
		return inTransaction(this.#file, () => {
			const found = this.#statements.local.get(this.#key, id) as { rev: number } | undefined;
			if (rev !== (found && `0-${found.rev}`)) return undefined;
			const next = (found?.rev ?? 0) + 1;
			this.#statements.putLocal.run(this.#key, id, next, JSON.stringify(fields));
			return `0-${next}`;
		});
	}

	async deleteLocal(id: string) {
		return this.#statements.dropLocal.run(this.#key, id).changes > 0;
	}

	watch(wake: () => void) {
		this.#watchers.add(wake);
		return () => void this.#watchers.delete(wake);
	}

	#counters() {
		return (this.#statements.collection.get(this.#key) ?? { seq: 0, alive: 0, deleted: 0, created: 0 }) as CollectionRow;
	}

	#document(id: string) {
		return this.#statements.documentWithBody.get({ collection: this.#key, id }) as DocumentWithBody | undefined;
	}

	/** A known revision whose body is still kept. */
	#revision(id: string, tree: RevTree, rev: string): StoredDoc | undefined {
		if (!parseRevision(rev) || !historyOf(tree, rev)) return undefined;
		const row = this.#statements.body.get(this.#key, id, rev) as { body: string } | undefined;
		const deleted = leavesOf(tree).some((leaf) => leaf.rev === rev && leaf.deleted);
		return row && composeDoc(id, rev, deleted, row.body);
	}

	#keyRow(key: string, { includeDocs, conflicts }: AllDocsOptions): AllDocsRow {
		const row = this.#document(key);
		if (!row) return { key, error: 'not_found' };
		if (row.deleted) return { id: key, key, value: { rev: row.winner, deleted: true }, ...(includeDocs && { doc: null }) };
		return aliveRow(row, includeDocs, conflicts);
	}

	#range({ startkey, endkey, inclusiveEnd = true, descending, limit, skip, includeDocs, conflicts }: AllDocsOptions): AllDocsRow[] {
		const [from, to] = descending ? [endkey, startkey] : [startkey, endkey];
		const statement = descending ? this.#statements.aliveDescending : this.#statements.alive;
		const rows = statement.all({
			collection: this.#key,
			from: from ?? '',
			to: to ?? null,
			inclusive: descending || inclusiveEnd ? 1 : 0,
			limit: limit ?? ALL,
			skip: skip ?? 0
		}) as DocumentWithBody[];
		const leaveOut = descending && !inclusiveEnd ? endkey : undefined;
		return rows.filter(({ id }) => id !== leaveOut).map((row) => aliveRow(row, includeDocs, conflicts));
	}
}

function aliveRow(row: DocumentWithBody, includeDocs: boolean | undefined, conflicts: boolean | undefined): AllDocsRow {
	const doc = includeDocs ? addRevisions(winnerOf(row), treeOf(row), { conflicts }) : undefined;
	return { id: row.id, key: row.id, value: { rev: row.winner }, ...(doc && { doc }) };
}
