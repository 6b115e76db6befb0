import { OWN } from '../context.ts';
import type { Couch } from './couchdb-http.ts';
import type { OwnDocuments } from './couchdb-own.ts';
import { pathOf, queryOf } from './couchdb-query.ts';
import { type AllDocsOptions, type AllDocsRow, type LocalDocsPage, type StoredDoc, StoreError } from './store.ts';

/**
 * Local documents of one database, those of replicas: CouchDB 3 writes over them whatever revision is named; here it is
 * compared, within this process without a gap. The server's own are kept elsewhere, where nobody passes anybody (SPEC 7.6).
 */
export class CouchLocals {
	readonly #couch: Couch;
	readonly #database: string;
	readonly #own: OwnDocuments;
	/** Writes under way, by document. */
	readonly #writing = new Map<string, Promise<unknown>>();

	constructor(couch: Couch, database: string, own: OwnDocuments) {
		this.#couch = couch;
		this.#database = database;
		this.#own = own;
	}

	async get(id: string): Promise<StoredDoc | undefined> {
		if (id.startsWith(OWN)) return this.#own.get(id);
		const { status, body } = await this.#couch.ask('GET', this.#pathOf(id));
		return status === 200 ? (body as StoredDoc) : undefined;
	}

	put(id: string, { _id, _rev, ...fields }: Record<string, unknown>, rev: string | undefined): Promise<string | undefined> {
		if (id.startsWith(OWN)) return this.#own.put(id, fields, rev);
		return this.#alone(id, async () => {
			if ((await this.get(id))?._rev !== rev) return undefined;
			const { status, body } = await this.#couch.ask('PUT', this.#pathOf(id), { body: { ...fields, ...(rev !== undefined && { _rev: rev }) } });
			if (status === 409) return undefined;
			if (status >= 300) throw new StoreError(`CouchDB at ${this.#couch.host} answered ${status} to a local document (${body.reason}).`, status);
			return String(body.rev);
		});
	}

	delete(id: string): Promise<boolean> {
		if (id.startsWith(OWN)) return this.#own.delete(id);
		return this.#alone(id, async () => {
			const found = await this.get(id);
			if (!found) return false;
			const { status } = await this.#couch.ask('DELETE', this.#pathOf(id) + queryOf({ rev: found._rev }));
			return status < 300;
		});
	}

	/** A range of the server's own has them; any other list only those of replicas. */
	async list(options: AllDocsOptions): Promise<LocalDocsPage> {
		const { keys, startkey, endkey, inclusiveEnd, descending, limit, skip, includeDocs } = options;
		if ([startkey, endkey].every((key) => key?.startsWith(`_local/${OWN}`))) return this.#own.list(options);
		const query = queryOf({ startkey, endkey, inclusive_end: inclusiveEnd, descending, limit, skip, include_docs: includeDocs });
		const path = `${this.#database}/_local_docs${query}`;
		const { body } = keys ? await this.#couch.ask('POST', path, { body: { keys }, repeatable: true }) : await this.#couch.ask('GET', path);
		return { rows: body.rows as AllDocsRow[] };
	}

	#pathOf(id: string): string {
		return this.#database + pathOf(`_local/${id}`);
	}

	/** One after the other, in the order they were asked for. */
	async #alone<T>(id: string, work: () => Promise<T>): Promise<T> {
		const before = this.#writing.get(id) ?? Promise.resolve();
		const mine = before.then(work, work);
		this.#writing.set(id, mine);
		try {
			return await mine;
		} finally {
			if (this.#writing.get(id) === mine) this.#writing.delete(id);
		}
	}
}
