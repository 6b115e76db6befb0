/**
 * The one border between the server and what keeps its documents, in CouchDB's terms. Everything above it runs on any
 * engine. A write is acknowledged only after it is durable.
 */

/** A document with its revision; `_revisions`, `_conflicts`, `_deleted` only where asked for or true. */
export type StoredDoc = Record<string, unknown> & { _id: string; _rev: string; _deleted?: true };
/** A document on its way in. With `newEdits: false` it carries `_rev` and usually `_revisions`. */
export type IncomingDoc = Record<string, unknown> & { _id: string; _rev?: string; _deleted?: boolean };

/** Why a document was not written: CouchDB's words, and where a field is meant our code and its name. */
export type Refusal = { error: string; reason: string; code?: string; field?: string };

/** CouchDB's row of `_bulk_docs`. */
export type WriteResult = { id: string; rev: string; ok: true } | ({ id: string; rev?: string } & Refusal);

/**
 * Decides inside the write transaction whether a document may be written over the current winner.
 * @returns why not, as CouchDB's `{error, reason}`, or undefined.
 */
export type Guard = (doc: IncomingDoc, winner: StoredDoc | undefined) => Refusal | undefined;

export type DatabaseInfo = { db_name: string; doc_count: number; doc_del_count: number; update_seq: string; instance_start_time: string };

export type ChangeRow = { seq: string; id: string; changes: { rev: string }[]; deleted?: true; doc?: StoredDoc };
export type ChangesPage = { results: ChangeRow[]; last_seq: string; pending: number };
export type ChangesOptions = {
	/** A seq of this database, `0` or `now`. An unknown or foreign one counts as 0: feeds are at-least-once. */
	since?: string;
	limit?: number;
	descending?: boolean;
	/** `all_docs` lists every leaf, winner first. */
	style?: 'main_only' | 'all_docs';
	includeDocs?: boolean;
	conflicts?: boolean;
};

/** One revision asked for by `open_revs` or `_bulk_get`. */
export type OpenRevision = { ok: StoredDoc } | { missing: string };

export type AllDocsOptions = {
	keys?: readonly string[];
	startkey?: string;
	endkey?: string;
	inclusiveEnd?: boolean;
	descending?: boolean;
	limit?: number;
	skip?: number;
	includeDocs?: boolean;
	conflicts?: boolean;
};
export type AllDocsRow =
	| { id: string; key: string; value: { rev: string; deleted?: true }; doc?: StoredDoc | null }
	| { key: string; error: 'not_found' };

export interface Database {
	readonly name: string;
	info(): Promise<DatabaseInfo>;

	/** The winner, or the revision asked for. A deleted winner is returned with `_deleted: true`; undefined never existed. */
	get(id: string, options?: { rev?: string; revs?: boolean; conflicts?: boolean }): Promise<StoredDoc | undefined>;
	/** Revisions as replicators ask for them; `latest` answers with the leaf that superseded an asked one. */
	openRevisions(id: string, revs: readonly string[] | 'all', options?: { revs?: boolean; latest?: boolean }): Promise<OpenRevision[]>;
	/** All of one batch in one transaction, durable when the promise resolves. One result per document, in order. */
	bulkDocs(docs: readonly IncomingDoc[], options?: { newEdits?: boolean; guard?: Guard }): Promise<WriteResult[]>;
	/** By id, the revisions this database lacks; known ids are left out. */
	revsDiff(asked: Record<string, readonly string[]>): Promise<Record<string, { missing: string[]; possible_ancestors?: string[] }>>;
	changes(options?: ChangesOptions): Promise<ChangesPage>;
	allDocs(options?: AllDocsOptions): Promise<{ total_rows: number; offset: number; rows: AllDocsRow[] }>;

	/** Local documents (checkpoints): not in changes, no conflicts, `_rev` is `0-n`. `id` without the `_local/`. */
	getLocal(id: string): Promise<StoredDoc | undefined>;
	/** @returns the new revision, or undefined where `rev` is stale (409). */
	putLocal(id: string, doc: Record<string, unknown>, rev: string | undefined): Promise<string | undefined>;
	deleteLocal(id: string): Promise<boolean>;

	/** Calls `wake` soon after every committed write. @returns how to stop. */
	watch(wake: () => void): () => void;
}

export interface Store {
	/** `sqlite`, `couchdb` or `memory`, as `/health` tells it. */
	readonly engine: string;
	/** Stable for the life of the data; part of every replication id. */
	readonly uuid: string;
	names(): Promise<string[]>;
	/** The database of this name, or undefined. */
	database(name: string): Promise<Database | undefined>;
	/** @returns false where it exists already. */
	create(name: string): Promise<boolean>;
	/** @returns false where there was none. */
	remove(name: string): Promise<boolean>;
	/** Finishes open writes and closes. */
	close(): Promise<void>;
}
