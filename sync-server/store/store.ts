/**
 * The one border between the server and what keeps its documents, in CouchDB's terms. Everything above it runs on any
 * engine. A write is acknowledged only after it is durable.
 */

/**
 * A document with its revision. CouchDB's other members only where asked for or true: `_deleted`, `_revisions`,
 * `_revs_info`, `_conflicts`, `_deleted_conflicts`, `_local_seq`, `_attachments`.
 */
export type StoredDoc = Record<string, unknown> & { _id: string; _rev: string; _deleted?: true; _attachments?: Record<string, StoredAttachment> };
/** A document on its way in. With `newEdits: false` it carries `_rev` and usually `_revisions`. */
export type IncomingDoc = Record<string, unknown> & { _id: string; _rev?: string; _deleted?: boolean; _attachments?: Record<string, IncomingAttachment> };

/**
 * An attachment as a document names it: its content as base64 where that was asked for, else a stub. `digest` and `length`
 * are of the content as it was given: before the engine packed it, or as packed as it came.
 */
export type StoredAttachment = { content_type: string; digest: string; revpos: number; encoding?: 'gzip'; encoded_length?: number } & (
	| { data: string }
	| { stub: true; length: number }
);
/**
 * An attachment on its way in: new content, or a stub of the one that the revision before has under this name (of the same
 * `revpos`, where it says one); any other stub is a row `missing_stub`. Content is base64 or bytes; bytes may come packed,
 * with the length they are told with. `revpos` of content counts with `newEdits: false` only.
 */
export type IncomingAttachment = { content_type?: string; revpos?: number } & (
	| { data: string }
	| { data: Uint8Array; encoding?: 'gzip'; length?: number }
	| { stub: true }
);
/** The content of one attachment, as it is kept: packed where `encoding` says so. */
export type Attachment = {
	content_type: string;
	digest: string;
	length: number;
	revpos: number;
	encoding?: 'gzip';
	encodedLength?: number;
	body: Uint8Array;
};

/** Why a document was not written: CouchDB's words, and where a field is meant our code and its name. */
export type Refusal = { error: string; reason: string; code?: string; field?: string };

/** CouchDB's row of `_bulk_docs`. */
export type WriteResult = { id: string; rev: string; ok: true } | ({ id: string; rev?: string } & Refusal);

/**
 * Decides inside the write transaction whether a document may be written over the current winner.
 * @returns why not, as CouchDB's `{error, reason}`, or undefined.
 */
export type Guard = (doc: IncomingDoc, winner: StoredDoc | undefined) => Refusal | undefined;

export type DatabaseInfo = {
	db_name: string;
	doc_count: number;
	doc_del_count: number;
	update_seq: string;
	purge_seq: string;
	/** Bytes: what the database takes on the disk, what of it is in use, and the documents alone. */
	sizes: { file: number; active: number; external: number };
	compact_running: boolean;
	instance_start_time: string;
};

/** What to tell of a document beside its fields. */
export type DocOptions = {
	revs?: boolean;
	revsInfo?: boolean;
	conflicts?: boolean;
	deletedConflicts?: boolean;
	localSeq?: boolean;
	/** The content of attachments, instead of stubs. */
	attachments?: boolean;
	/** Content only of attachments that are newer than the newest of these revisions the document has. */
	attsSince?: readonly string[];
	attEncodingInfo?: boolean;
};

export type ChangeRow = { seq: string; id: string; changes: { rev: string }[]; deleted?: true; doc?: StoredDoc };
export type ChangesPage = { results: ChangeRow[]; last_seq: string; pending: number };
export type ChangesOptions = DocOptions & {
	/**
	 * A seq of this database, `0` or `now`. An unknown or foreign one counts as 0: feeds are at-least-once.
	 * Descending it is the seq to go on from downwards; without one the newest change comes first.
	 */
	since?: string;
	limit?: number;
	descending?: boolean;
	/** `all_docs` lists every leaf, winner first. */
	style?: 'main_only' | 'all_docs';
	/** With the winner; what more to tell of it are the options above. */
	includeDocs?: boolean;
	/** Whoever reads everything page by page does not need `pending`, which costs a walk over the rest each time. */
	uncounted?: boolean;
};

/** One revision asked for by `open_revs` or `_bulk_get`. */
export type OpenRevision = { ok: StoredDoc } | { missing: string };

export type AllDocsOptions = DocOptions & {
	/** These, in this order, deleted and unknown ones too; limit, skip and descending apply to the list. */
	keys?: readonly string[];
	startkey?: string;
	endkey?: string;
	inclusiveEnd?: boolean;
	descending?: boolean;
	limit?: number;
	skip?: number;
	includeDocs?: boolean;
	/** Whether to find out `offset`: the farther in the range begins, the more that costs. */
	offset?: boolean;
};
export type AllDocsRow =
	| { id: string; key: string; value: { rev: string; deleted?: true }; doc?: StoredDoc | null }
	| { key: string; error: 'not_found' };
/** `offset` is how many documents there are before the first row; null where nobody asked, or where it means nothing (`keys`). */
export type AllDocsPage = { total_rows: number; offset: number | null; rows: AllDocsRow[] };
export type LocalDocsPage = { rows: AllDocsRow[] };

/** What a purge removed, by id. */
export type Purged = { purge_seq: string; purged: Record<string, string[]> };

export interface Database {
	readonly name: string;
	info(): Promise<DatabaseInfo>;

	/**
	 * The winner, or the revision asked for (with `latest` the leaf that superseded it). A deleted one is returned with
	 * `_deleted: true`; undefined never existed, or is not kept any more.
	 */
	get(id: string, options?: DocOptions & { rev?: string; latest?: boolean }): Promise<StoredDoc | undefined>;
	/** Revisions as replicators ask for them; `latest` answers with the leaves that superseded an asked one. */
	openRevisions(id: string, revs: readonly string[] | 'all', options?: DocOptions & { latest?: boolean }): Promise<OpenRevision[]>;
	/** The content of an attachment of the winner or of the revision named, or undefined. */
	attachment(id: string, name: string, options?: { rev?: string }): Promise<Attachment | undefined>;
	/**
	 * All of one batch in one transaction, durable when the promise resolves. One result per document, in order.
	 * @param options.keepHistory a document deleted in every branch keeps its earlier content until `compact`, as in
	 * CouchDB; otherwise that is erased at once.
	 */
	bulkDocs(docs: readonly IncomingDoc[], options?: { newEdits?: boolean; guard?: Guard; keepHistory?: boolean }): Promise<WriteResult[]>;
	/**
	 * Sees to it that a majority of the copies has what a leaf says, whoever wrote it; where there is one copy it is so.
	 * @returns the revision that they have: this one, or the one after it that says the same; undefined where it was replaced meanwhile.
	 */
	assure(leaf: StoredDoc): Promise<string | undefined>;
	/** By id, the revisions this database lacks; known ids are left out. */
	revsDiff(asked: Record<string, readonly string[]>): Promise<Record<string, { missing: string[]; possible_ancestors?: string[] }>>;
	changes(options?: ChangesOptions): Promise<ChangesPage>;
	allDocs(options?: AllDocsOptions): Promise<AllDocsPage>;

	/** Local documents (checkpoints): not in changes, no conflicts, `_rev` is `0-n`. `id` without the `_local/`. */
	getLocal(id: string): Promise<StoredDoc | undefined>;
	/** @returns the new revision, or undefined where `rev` is stale (409). */
	putLocal(id: string, doc: Record<string, unknown>, rev: string | undefined): Promise<string | undefined>;
	deleteLocal(id: string): Promise<boolean>;
	/** As `allDocs`; ids and keys are `_local/…`. */
	localDocs(options?: AllDocsOptions): Promise<LocalDocsPage>;

	/** Forgets leaves without a trace; replicas do not learn of it. Revisions that are no leaf stay. */
	purge(revs: Record<string, readonly string[]>): Promise<Purged>;
	/** Drops the bodies of all revisions but the leaves, and of histories what is over `revsLimit`; some engines only begin with it. */
	compact(): Promise<void>;
	/** Sees to it that what was deleted without `keepHistory` can be read no more: most engines do when it is deleted, CouchDB when it compacts. */
	erase(): Promise<void>;
	/** How many revisions per branch are remembered, and how many purges. */
	revsLimit(): Promise<number>;
	setRevsLimit(limit: number): Promise<void>;
	purgedInfosLimit(): Promise<number>;
	setPurgedInfosLimit(limit: number): Promise<void>;
	/** CouchDB's `_security` object, as it was put; its default where it never was. Nothing here enforces it. */
	security(): Promise<Record<string, unknown>>;
	setSecurity(security: Record<string, unknown>): Promise<void>;

	/** Queries, and the indexes they use. */
	readonly mango: Mango;

	/** Calls `wake` soon after every committed write, whoever made it, and when the database is removed; now and then for nothing. @returns how to stop. */
	watch(wake: () => void): () => void;
}

/**
 * CouchDB's Mango: what goes in and comes out is the JSON of `_find`, `_explain` and `_index`. Who may ask is not decided
 * here. Every method throws a `MangoError` for what CouchDB would refuse.
 */
export interface Mango {
	/** @param signal ends a query that nobody waits for any more. */
	find(request: Record<string, unknown>, signal?: AbortSignal): Promise<FindAnswer>;
	explain(request: Record<string, unknown>): Promise<Record<string, unknown>>;
	/** An index is a view of a design document of `language: "query"`. */
	createIndex(request: Record<string, unknown>): Promise<{ result: 'created' | 'exists'; id: string; name: string }>;
	/** The primary index, then the others by design document and name. */
	indexes(): Promise<IndexDescription[]>;
	/** With its design document, where that holds nothing else. @returns false where there is none. */
	removeIndex(index: { ddoc: string; type: string; name: string }): Promise<boolean>;
}

export type IndexDescription = { ddoc: string | null; name: string; type: string; partitioned?: boolean; def: Record<string, unknown> };
export type FindAnswer = { docs: Record<string, unknown>[]; bookmark?: string; execution_stats?: Record<string, number>; warning?: string };

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

/** What keeps the documents is out of reach or out of order. `status`: what it answered, where it did. Its message names no credentials. */
export class StoreError extends Error {
	readonly status: number | undefined;

	constructor(message: string, status?: number) {
		super(message);
		this.status = status;
	}

	/** Whether it is there, but does not let us. */
	get isForbidden(): boolean {
		return this.status === 401 || this.status === 403;
	}
}
