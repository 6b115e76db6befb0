import { openMango } from '../mango/mango.ts';
import { readyForWriting } from './attachment.ts';
import { idsBetween, keysOf } from './memory-range.ts';
import { compact, type Kept, purge, winnerIn } from './memory-document.ts';
import { readAttachment, readDocument, readRevisions, winnerOf } from './memory-read.ts';
import { type WriteOptions, writeOne } from './memory-write.ts';
import { lackingIn, leavesOf, REVISIONS_KEPT } from './revision-tree.ts';
import { readSeq, writeSeq } from './sequence.ts';
import type { AllDocsOptions, AllDocsRow, ChangeRow, ChangesOptions, Database, DocOptions, IncomingDoc, Mango, StoredDoc } from './store.ts';

const PURGES_KEPT = 1000;
const LOCAL = '_local/';

/** One database in memory. Nothing waits in here, so every method is one transaction. */
export class MemoryDatabase implements Database {
	readonly name: string;
	readonly mango: Mango = openMango(this);
	readonly #generation: string;
	readonly #created = String(Date.now());
	/** By id; in the order of their latest change. */
	readonly #documents = new Map<string, Kept>();
	/** By `_local/<id>`. */
	readonly #locals = new Map<string, StoredDoc>();
	readonly #watchers = new Set<() => void>();
	#seq = 0;
	#purges = 0;
	#revsLimit = REVISIONS_KEPT;
	#purgesLimit = PURGES_KEPT;
	#security: Record<string, unknown> = { members: { roles: ['_admin'] }, admins: { roles: ['_admin'] } };

	constructor(name: string, generation: string) {
		this.name = name;
		this.#generation = generation;
	}

	async info() {
		const kept = [...this.#documents.values()];
		const deleted = kept.filter((document) => winnerIn(document).deleted).length;
		const bytes = kept.reduce((sum, { bodies }) => sum + [...bodies.values()].reduce((length, { json }) => length + Buffer.byteLength(json), 0), 0);
		return {
			db_name: this.name,
			doc_count: kept.length - deleted,
			doc_del_count: deleted,
			update_seq: this.#write(this.#seq),
			purge_seq: String(this.#purges),
			sizes: { file: bytes, active: bytes, external: bytes },
			compact_running: false,
			instance_start_time: this.#created
		};
	}

	async get(id: string, options: DocOptions & { rev?: string; latest?: boolean } = {}) {
		const kept = this.#documents.get(id);
		return kept && readDocument(kept, this.#write, options);
	}

	async openRevisions(id: string, revs: readonly string[] | 'all', options: DocOptions & { latest?: boolean } = {}) {
		const kept = this.#documents.get(id);
		return kept ? readRevisions(kept, revs, this.#write, options) : revs === 'all' ? [] : revs.map((missing) => ({ missing }));
	}

	async attachment(id: string, name: string, options: { rev?: string } = {}) {
		const kept = this.#documents.get(id);
		return kept && readAttachment(kept, name, options);
	}

	async bulkDocs(docs: readonly IncomingDoc[], options: WriteOptions = {}) {
		const ready = await readyForWriting(docs);
		const before = this.#seq;
		const results = ready.map((one) => {
			const { result, kept } = writeOne(this.#documents.get(one.doc._id), one, this.#revsLimit, options);
			if (kept) this.#keep(kept);
			return result;
		});
		if (this.#seq > before) this.wake();
		return results;
	}

	async assure({ _rev }: StoredDoc) {
		return _rev;
	}

	async revsDiff(asked: Record<string, readonly string[]>) {
		const lacking = Object.entries(asked).map(([id, revs]) => [id, lackingIn(this.#documents.get(id)?.tree ?? [], revs)] as const);
		return Object.fromEntries(lacking.filter(([, { missing }]) => missing.length > 0));
	}

	async changes({ since, limit = Infinity, descending, style, includeDocs, uncounted: _, ...options }: ChangesOptions = {}) {
		const from = descending && since === undefined ? this.#seq + 1 : readSeq(since, this.#seq, this.#generation);
		const all = [...this.#documents.values()];
		const beyond = descending ? all.toReversed().filter(({ seq }) => seq < from) : all.filter(({ seq }) => seq > from);
		const rows = beyond.slice(0, limit);
		const results = rows.map((kept): ChangeRow => {
			const leaves = leavesOf(kept.tree);
			return {
				seq: this.#write(kept.seq),
				id: kept.id,
				changes: (style === 'all_docs' ? leaves : [leaves[0]]).map(({ rev }) => ({ rev })),
				...(leaves[0].deleted && { deleted: true as const }),
				...(includeDocs && { doc: winnerOf(kept, this.#write, options) })
			};
		});
		const reached = rows.at(-1)?.seq ?? (limit === 0 ? Math.min(from, this.#seq) : this.#seq);
		return { results, last_seq: this.#write(reached), pending: beyond.length - rows.length };
	}

	async allDocs(options: AllDocsOptions = {}) {
		const { keys, includeDocs, skip = 0, limit = Infinity, offset } = options;
		const alive = [...this.#documents.values()].filter((kept) => !winnerIn(kept).deleted).map(({ id }) => id);
		const rowFor = (id: string): AllDocsRow => {
			const kept = this.#documents.get(id);
			if (!kept) return { key: id, error: 'not_found' };
			const { rev, deleted } = winnerIn(kept);
			if (deleted) return { id, key: id, value: { rev, deleted: true }, ...(includeDocs && { doc: null }) };
			return { id, key: id, value: { rev }, ...(includeDocs && { doc: winnerOf(kept, this.#write, options) }) };
		};
		if (keys) return { total_rows: alive.length, offset: null, rows: keysOf(keys, options).map(rowFor) };
		const { ids, before } = idsBetween(alive, options);
		return { total_rows: alive.length, offset: offset ? Math.min(alive.length, before + skip) : null, rows: ids.slice(skip, skip + limit).map(rowFor) };
	}

	async getLocal(id: string) {
		return this.#locals.get(LOCAL + id);
	}

	async putLocal(id: string, { _id, _rev, ...fields }: Record<string, unknown>, rev: string | undefined) {
		const found = this.#locals.get(LOCAL + id);
		if (rev !== found?._rev) return undefined;
		const next = `0-${Number(found?._rev.slice(2) ?? 0) + 1}`;
		this.#locals.set(LOCAL + id, { ...structuredClone(fields), _id: LOCAL + id, _rev: next });
		return next;
	}

	async deleteLocal(id: string) {
		return this.#locals.delete(LOCAL + id);
	}

	async localDocs(options: AllDocsOptions = {}) {
		const { keys, includeDocs, skip = 0, limit = Infinity } = options;
		const asked = keys ? keysOf(keys, options) : idsBetween([...this.#locals.keys()], options).ids.slice(skip, skip + limit);
		const rows = asked.map((id): AllDocsRow => {
			const doc = this.#locals.get(id);
			return doc ? { id, key: id, value: { rev: doc._rev }, ...(includeDocs && { doc }) } : { key: id, error: 'not_found' };
		});
		return { rows };
	}

	async purge(revs: Record<string, readonly string[]>) {
		const purged = Object.entries(revs).map(([id, asked]) => {
			const kept = this.#documents.get(id);
			const { gone, rest } = kept ? purge(kept, asked) : { gone: [], rest: undefined };
			if (gone.length > 0) {
				this.#seq++;
				this.#documents.delete(id);
				if (rest) this.#documents.set(id, { ...rest, seq: this.#seq });
			}
			return [id, gone] as const;
		});
		this.#purges++;
		this.wake();
		return { purge_seq: String(this.#purges), purged: Object.fromEntries(purged) };
	}

	async compact() {
		for (const [id, kept] of this.#documents) this.#documents.set(id, compact(kept, this.#revsLimit));
	}

	async erase() {}

	revsLimit = async () => this.#revsLimit;
	setRevsLimit = async (limit: number) => void (this.#revsLimit = limit);
	purgedInfosLimit = async () => this.#purgesLimit;
	setPurgedInfosLimit = async (limit: number) => void (this.#purgesLimit = limit);
	security = async () => this.#security;
	setSecurity = async (security: Record<string, unknown>) => void (this.#security = security);

	watch(wake: () => void) {
		this.#watchers.add(wake);
		return () => void this.#watchers.delete(wake);
	}

	readonly #write = (n: number) => writeSeq(n, this.#generation);

	#keep(kept: Omit<Kept, 'seq'>): void {
		this.#documents.delete(kept.id);
		this.#documents.set(kept.id, { ...kept, seq: ++this.#seq });
	}

	/** Tells whoever waits. */
	wake(): void {
		setImmediate(() => this.#watchers.forEach((wake) => wake()));
	}
}
