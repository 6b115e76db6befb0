/**
 * As much of PouchDB as the server's tests use. Its published types bring the DOM and a `Buffer` of their own, which would
 * change what the server's code is checked against.
 */
type Doc = { _id: string; [field: string]: unknown };
type Stored = Doc & { _rev: string; _conflicts?: string[] };
type Options = { live?: boolean; batch_size?: number };
type Outcome = { ok: boolean; docs_read: number; docs_written: number; doc_write_failures: number };
type Replication<O> = Promise<O> & {
	on(event: 'change', listener: (change: { docs: Stored[] }) => void): Replication<O>;
	on(event: 'paused' | 'complete' | 'denied', listener: (detail: unknown) => void): Replication<O>;
	once(event: 'paused', listener: () => void): Replication<O>;
	cancel(): void;
};

export default class PouchDB {
	static plugin(plugin: unknown): void;
	constructor(name: string, options: { adapter?: string; fetch?: (url: string | Request, init?: RequestInit) => Promise<Response>; skip_setup?: boolean; auth?: { username: string; password: string } });
	get(id: string, options: { open_revs: 'all' }): Promise<{ ok: Stored }[]>;
	get<D = object>(id: string, options?: { rev?: string; revs?: boolean; conflicts?: boolean; attachments?: boolean }): Promise<Stored & D>;
	put(doc: Doc): Promise<{ rev: string }>;
	getAttachment(id: string, name: string): Promise<Uint8Array>;
	putAttachment(id: string, name: string, rev: string, content: Uint8Array | string, type: string): Promise<{ rev: string }>;
	putAttachment(id: string, name: string, content: Uint8Array | string, type: string): Promise<{ rev: string }>;
	removeAttachment(id: string, name: string, rev: string): Promise<unknown>;
	remove(doc: Stored): Promise<unknown>;
	remove(id: string, rev: string): Promise<unknown>;
	changes(options: { style: 'all_docs' }): Promise<{ results: { id: string; changes: { rev: string }[] }[] }>;
	revsDiff(asked: Record<string, string[]>): Promise<Record<string, { missing?: string[] }>>;
	bulkDocs(docs: Doc[], options?: { new_edits: false }): Promise<unknown>;
	allDocs<D = object>(options?: { keys?: string[]; startkey?: string; endkey?: string; include_docs?: boolean }): Promise<{ rows: { id: string; value: { rev: string }; doc?: Stored & D }[] }>;
	info(): Promise<{ doc_count: number }>;
	destroy(): Promise<unknown>;
	replicate: { to(target: PouchDB | string, options?: Options): Replication<Outcome>; from(source: PouchDB | string, options?: Options): Replication<Outcome> };
	sync(other: PouchDB, options?: Options): Replication<{ push: Outcome; pull: Outcome }>;
}
