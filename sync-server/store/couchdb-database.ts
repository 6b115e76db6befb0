import { attachmentOf } from './couchdb-attachment.ts';
import { CouchFeed } from './couchdb-feed.ts';
import type { Answer, Asking, Couch } from './couchdb-http.ts';
import { CouchLocals } from './couchdb-locals.ts';
import { askMango } from './couchdb-mango.ts';
import { openOwn } from './couchdb-own.ts';
import { CouchPages } from './couchdb-pages.ts';
import { purge } from './couchdb-purge.ts';
import { docParameters, pathOf, queryOf } from './couchdb-query.ts';
import { inRank } from './couchdb-rank.ts';
import { openRevisionReader } from './couchdb-revisions.ts';
import { unwrapSeq, wrapSeq } from './couchdb-seq.ts';
import { writeDocs } from './couchdb-write.ts';
import { type AllDocsOptions, type AllDocsPage, type ChangeRow, type ChangesOptions, type ChangesPage, type Database, type DatabaseInfo, type DocOptions, type Guard, type IncomingDoc, type Mango, type Purged, type StoredDoc, StoreError } from './store.ts';

/** `n`: how many copies there are. */
type CouchInfo = DatabaseInfo & { cluster: { n: number } };

/** One database of a CouchDB. What CouchDB does itself is asked of it; what it does not is in the files beside. */
export class CouchDatabase implements Database {
	readonly name: string;
	readonly mango: Mango;
	readonly #couch: Couch;
	/** `/<its name in CouchDB>`. */
	readonly #path: string;
	readonly #feed: CouchFeed;
	readonly #locals: CouchLocals;
	readonly #revisions: ReturnType<typeof openRevisionReader>;
	readonly #pages = new CouchPages();
	#life: string | undefined;

	/** @param instance path of the database of the server's own. */
	constructor(couch: Couch, name: string, path: string, instance: string) {
		this.name = name;
		this.#couch = couch;
		this.#path = path;
		this.#feed = new CouchFeed(couch, path, () => this.#pages.outdate());
		this.#locals = new CouchLocals(couch, path, openOwn(couch, instance, async () => `local:${name}:${await this.#currentLife()}:`));
		this.#revisions = openRevisionReader(couch, path);
		this.mango = askMango(couch, path);
	}

	async info(): Promise<DatabaseInfo> {
		const { cluster, doc_count, doc_del_count, update_seq, purge_seq, sizes, compact_running, instance_start_time } = (await this.#ask('GET', '')) as CouchInfo;
		this.#life = instance_start_time;
		this.#feed.hasCopies = cluster.n > 1;
		return {
			db_name: this.name,
			doc_count,
			doc_del_count,
			update_seq: wrapSeq(update_seq, this.#life),
			purge_seq,
			sizes,
			compact_running,
			instance_start_time
		};
	}

	async get(id: string, { rev, latest, ...options }: DocOptions & { rev?: string; latest?: boolean } = {}): Promise<StoredDoc | undefined> {
		const { status, body } = await this.#couch.ask('GET', this.#path + pathOf(id) + queryOf({ rev, latest, ...docParameters(options) }));
		if (status === 200) return body as StoredDoc;
		if (rev !== undefined || body.reason !== 'deleted') return undefined;
		const [row] = (await this.allDocs({ keys: [id] })).rows;
		return row && 'value' in row ? this.get(id, { ...options, rev: row.value.rev }) : undefined;
	}

	async openRevisions(id: string, revs: readonly string[] | 'all', options: DocOptions & { latest?: boolean } = {}) {
		return revs === 'all' ? inRank(await this.#revisions.leaves(id, options)) : this.#revisions.some(id, revs, options);
	}

	async attachment(id: string, name: string, options: { rev?: string } = {}) {
		const doc = await this.get(id, options);
		return doc && attachmentOf(this.#couch, this.#path + pathOf(id), doc, name);
	}

	/** CouchDB has no `keepHistory`: what was replaced stays readable until it is compacted (SPEC 3.9). */
	async bulkDocs(docs: readonly IncomingDoc[], options: { newEdits?: boolean; guard?: Guard; keepHistory?: boolean } = {}) {
		const results = await writeDocs(this.#couch, this.#path, docs, options);
		this.#pages.outdate();
		if (results.some((row) => 'ok' in row)) setImmediate(() => this.#feed.wake());
		return results;
	}

	async assure({ _revisions, ...leaf }: StoredDoc) {
		await this.#currentLife();
		if (!this.#feed.hasCopies) return leaf._rev;
		const [row] = await this.bulkDocs([leaf]);
		if (row && 'ok' in row) return row.rev;
		if (row?.error === 'conflict') return undefined;
		throw new StoreError(`CouchDB at ${this.#couch.host} did not take a revision again (${row?.error}).`);
	}

	async revsDiff(asked: Record<string, readonly string[]>) {
		const lacking = (await this.#ask('POST', '/_revs_diff', { body: asked, repeatable: true })) as Record<string, { missing: string[]; possible_ancestors?: string[] }>;
		return Object.fromEntries(Object.entries(lacking).filter(([, { missing }]) => missing.length > 0));
	}

	async changes(options: ChangesOptions = {}): Promise<ChangesPage> {
		return this.#pages.read(options, this.#feed.isOpen, () => this.#readChanges(options));
	}

	async allDocs({ keys, startkey, endkey, inclusiveEnd, descending, limit, skip, includeDocs, offset: isAsked, ...options }: AllDocsOptions = {}): Promise<AllDocsPage> {
		const range = { startkey, endkey, inclusive_end: inclusiveEnd, descending, limit, skip, include_docs: includeDocs };
		const path = `/_all_docs${queryOf({ ...range, ...(includeDocs && docParameters(options)) })}`;
		const { total_rows, offset, rows } = (await (keys ? this.#ask('POST', path, { body: { keys }, repeatable: true }) : this.#ask('GET', path))) as AllDocsPage;
		return { total_rows, offset: keys || !isAsked ? null : offset, rows };
	}

	getLocal = (id: string) => this.#locals.get(id);
	putLocal = (id: string, doc: Record<string, unknown>, rev: string | undefined) => this.#locals.put(id, doc, rev);
	deleteLocal = (id: string) => this.#locals.delete(id);
	localDocs = (options: AllDocsOptions = {}) => this.#locals.list(options);

	async purge(revs: Record<string, readonly string[]>): Promise<Purged> {
		const purged = await purge(this.#couch, this.#path, revs);
		const { purge_seq } = await this.info();
		return { purge_seq, purged };
	}

	/** CouchDB begins with it; it is done when `compact_running` is false again. */
	async compact() {
		await this.#ask('POST', '/_compact', { repeatable: true });
	}

	erase = () => this.compact();

	revsLimit = () => this.#number('/_revs_limit');
	setRevsLimit = (limit: number) => this.#set('/_revs_limit', limit);
	purgedInfosLimit = () => this.#number('/_purged_infos_limit');
	setPurgedInfosLimit = (limit: number) => this.#set('/_purged_infos_limit', limit);
	security = () => this.#ask('GET', '/_security');
	setSecurity = (security: Record<string, unknown>) => this.#set('/_security', security);

	watch(wake: () => void) {
		return this.#feed.watch(wake);
	}

	/** Ends the feed, and lets whoever waits look once more. */
	close() {
		this.#feed.wake();
		this.#feed.close();
	}

	/** As it was when it was last looked at; where the database is made anew meanwhile, `info` finds out. */
	async #currentLife(): Promise<string> {
		return this.#life ?? (await this.info()).instance_start_time;
	}

	async #readChanges(options: ChangesOptions): Promise<ChangesPage> {
		const { since, limit, descending, style, includeDocs, uncounted: _, ...more } = options;
		const life = await this.#currentLife();
		const from = unwrapSeq(since, life);
		const parameters = { descending, style, include_docs: includeDocs, ...docParameters(more) };
		if (descending) return this.#readBackwards(parameters, since === undefined ? Infinity : numberIn(from), limit, life);
		const page = await this.#page({ ...parameters, limit, since: from });
		const results = limit === 0 ? [] : page.results.map((row) => wrapped(row, life));
		const stays = limit === 0 && from !== 'now';
		return {
			results,
			last_seq: stays ? wrapSeq(from === '0' ? '0-0' : from, life) : wrapSeq(page.last_seq, life),
			pending: page.pending + page.results.length - results.length
		};
	}

	/** CouchDB goes backwards from the end only: what was had already is read once more. */
	async #readBackwards(parameters: Record<string, unknown>, before: number, limit: number | undefined, life: string): Promise<ChangesPage> {
		const page = await this.#page({ ...parameters, ...(before === Infinity && { limit }), since: undefined });
		const rest = page.results.filter(({ seq }) => numberIn(seq) < before);
		const results = rest.slice(0, limit).map((row) => wrapped(row, life));
		return { results, last_seq: results.at(-1)?.seq ?? wrapSeq('0-0', life), pending: page.pending + rest.length - results.length };
	}

	/** A seq that CouchDB does not know counts as 0 (SPEC 3.2). */
	async #page(parameters: Record<string, unknown> & { since: string | undefined }): Promise<ChangesPage> {
		const { status, body } = await this.#couch.ask('GET', `${this.#path}/_changes${queryOf(parameters)}`);
		if (status === 200) return body as ChangesPage;
		if (status === 400 && parameters.since !== '0') return this.#page({ ...parameters, since: '0' });
		throw new StoreError(`CouchDB at ${this.#couch.host} answered ${status} to _changes.`, status);
	}

	async #number(path: string) {
		return Number(await this.#ask('GET', path));
	}

	async #set(path: string, value: unknown) {
		await this.#ask('PUT', path, { body: value, repeatable: true });
	}

	/** What has no answer but yes. */
	async #ask(method: string, path: string, asking?: Asking): Promise<Answer['body']> {
		const { status, body } = await this.#couch.ask(method, this.#path + path, asking);
		if (status >= 300) throw new StoreError(`CouchDB at ${this.#couch.host} answered ${status} to ${method} ${path.split('?')[0]}.`, status);
		return body;
	}
}

const numberIn = (seq: string) => Number.parseInt(seq, 10);
const wrapped = (row: ChangeRow, life: string): ChangeRow => ({ ...row, seq: wrapSeq(row.seq, life) });
