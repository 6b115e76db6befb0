import { openMango } from '../mango/mango.ts';
import { readyForWriting } from './attachment.ts';
import { PendingChanges } from './pending-changes.ts';
import { lackingIn } from './revision-tree.ts';
import { writeSeq } from './sequence.ts';
import { keepIndexes } from './sqlite-indexes.ts';
import { listDocuments, listLocals, readChanges } from './sqlite-listing.ts';
import { compact, purge } from './sqlite-purge.ts';
import { readAttachment, readDocument, readRevisions, treeOf } from './sqlite-read.ts';
import { type Collection, type CollectionRow, type DocumentRow, inReading, inTransaction, type LocalRow } from './sqlite-statements.ts';
import { readTogether, type ReadTogether } from './sqlite-together.ts';
import { type WriteOptions, writeBatch } from './sqlite-write.ts';
import type { AllDocsOptions, ChangesOptions, Database, DocOptions, IncomingDoc, Mango, StoredDoc } from './store.ts';
import { composeDoc } from './stored-doc.ts';

/** What CouchDB 3 says of a database nobody secured. */
const UNSECURED = { members: { roles: ['_admin'] }, admins: { roles: ['_admin'] } };
const REMOVED: CollectionRow = {
	key: 0,
	name: '',
	generation: '',
	created: 0,
	seq: 0,
	alive: 0,
	deleted: 0,
	bytes: 0,
	purges: 0,
	purges_kept: 0,
	revs_kept: 0,
	security: null
};

/** One database of the SQLite file, one object as long as it is there. SQLite answers at once: the methods are promises because other engines' are. */
export class SqliteDatabase implements Database {
	readonly name: string;
	readonly mango: Mango;
	readonly #collection: Collection;
	readonly #together: ReadTogether;
	readonly #watchers = new Set<() => void>();
	/** What readers of its changes need not count. */
	readonly #pending = { above: new PendingChanges(), below: new PendingChanges() };
	#compacting = false;
	/** As it was put last; every request is decided by it. */
	#security: Record<string, unknown> | undefined;

	constructor(name: string, collection: Collection) {
		this.name = name;
		this.#collection = collection;
		this.#together = readTogether(collection.file);
		this.mango = openMango(this, keepIndexes(collection, this));
	}

	async info() {
		const { seq, alive, deleted, created, purges, bytes } = this.#row();
		const { n } = this.#collection.statements.fileBytes.get() as { n: number };
		return {
			db_name: this.name,
			doc_count: alive,
			doc_del_count: deleted,
			update_seq: writeSeq(seq, this.#collection.generation),
			purge_seq: String(purges),
			sizes: { file: n, active: bytes, external: bytes },
			compact_running: this.#compacting,
			instance_start_time: String(created)
		};
	}

	async get(id: string, options: DocOptions & { rev?: string; latest?: boolean } = {}) {
		return readDocument(this.#collection, id, options);
	}

	async openRevisions(id: string, revs: readonly string[] | 'all', options: DocOptions & { latest?: boolean } = {}) {
		return this.#together(() => readRevisions(this.#collection, id, revs, options));
	}

	async attachment(id: string, name: string, options: { rev?: string } = {}) {
		return readAttachment(this.#collection, id, name, options);
	}

	async bulkDocs(docs: readonly IncomingDoc[], options: WriteOptions = {}) {
		const ready = await readyForWriting(docs);
		const { results, wrote } = inTransaction(this.#collection.file, () => writeBatch(this.#collection, ready, options));
		if (wrote) this.wake();
		return results;
	}

	async assure({ _rev }: StoredDoc) {
		return _rev;
	}

	async revsDiff(asked: Record<string, readonly string[]>) {
		const { file, statements, key } = this.#collection;
		const lackingOf = ([id, revs]: [string, readonly string[]]) => {
			const row = statements.document.get(key, id) as DocumentRow | undefined;
			return [id, lackingIn(row ? treeOf(row) : [], revs)] as const;
		};
		const lacking = inReading(file, () => Object.entries(asked).map(lackingOf));
		return Object.fromEntries(lacking.filter(([, { missing }]) => missing.length > 0));
	}

	async changes(options: ChangesOptions = {}) {
		return readChanges(this.#collection, this.#row(), this.#pending, options);
	}

	async allDocs(options: AllDocsOptions = {}) {
		return listDocuments(this.#collection, this.#row(), options);
	}

	async getLocal(id: string): Promise<StoredDoc | undefined> {
		const row = this.#local(id);
		return row && composeDoc(`_local/${id}`, `0-${row.rev}`, false, row.body);
	}

	async putLocal(id: string, { _id, _rev, ...fields }: Record<string, unknown>, rev: string | undefined) {
		const { file, statements, key } = this.#collection;
		return inTransaction(file, () => {
			const found = this.#local(id);
			if (rev !== (found && `0-${found.rev}`)) return undefined;
			const next = (found?.rev ?? 0) + 1;
			statements.putLocal.run(key, id, next, JSON.stringify(fields));
			return `0-${next}`;
		});
	}

	async deleteLocal(id: string) {
		return this.#collection.statements.dropLocal.run(this.#collection.key, id).changes > 0;
	}

	async localDocs(options: AllDocsOptions = {}) {
		return { rows: listLocals(this.#collection, options) };
	}

	async purge(revs: Record<string, readonly string[]>) {
		const result = purge(this.#collection, revs);
		this.wake();
		return result;
	}

	async compact() {
		this.#compacting = true;
		try {
			await compact(this.#collection);
		} finally {
			this.#compacting = false;
		}
	}

	async erase() {}

	async revsLimit() {
		return this.#row().revs_kept;
	}

	async setRevsLimit(limit: number) {
		this.#collection.statements.setRevsKept.run(limit, this.#collection.key);
	}

	async purgedInfosLimit() {
		return this.#row().purges_kept;
	}

	async setPurgedInfosLimit(limit: number) {
		this.#collection.statements.setPurgesKept.run(limit, this.#collection.key);
	}

	async security() {
		this.#security ??= securityIn(this.#row());
		return this.#security;
	}

	async setSecurity(security: Record<string, unknown>) {
		this.#collection.statements.setSecurity.run(JSON.stringify(security), this.#collection.key);
		this.#security = undefined;
	}

	watch(wake: () => void) {
		this.#watchers.add(wake);
		return () => void this.#watchers.delete(wake);
	}

	/** The database's counters; empty ones where it was removed meanwhile. */
	#row(): CollectionRow {
		return (this.#collection.statements.collection.get(this.#collection.key) as CollectionRow | undefined) ?? REMOVED;
	}

	#local(id: string): LocalRow | undefined {
		return this.#collection.statements.local.get(this.#collection.key, id) as LocalRow | undefined;
	}

	/** Tells whoever waits. */
	wake(): void {
		setImmediate(() => this.#watchers.forEach((wake) => wake()));
	}
}

const securityIn = ({ security }: CollectionRow) => (security === null ? UNSECURED : (JSON.parse(security) as Record<string, unknown>));
