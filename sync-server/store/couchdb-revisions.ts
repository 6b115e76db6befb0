import type { Couch } from './couchdb-http.ts';
import { docParameters, queryOf } from './couchdb-query.ts';
import { type DocOptions, type OpenRevision, type StoredDoc, StoreError } from './store.ts';

type Options = DocOptions & { latest?: boolean };
/** `_bulk_get` takes `atts_since` with the document only, not in its address. */
type Asked = { id: string; rev?: string; atts_since?: readonly string[] };
type Entry = { docs: ({ ok: StoredDoc } | { error: { error: string } })[] };
type Waiting = { asked: Asked[]; options: Options; answer(found: OpenRevision[]): void; fail(error: unknown): void };

/** Revisions asked of CouchDB in one request. */
const MOST = 1000;
/** What it says of a revision that is not there, or cannot be; anything else is its own weakness. */
const ABSENT = new Set(['not_found', 'bad_request', 'illegal_docid']);

/**
 * Reads revisions as replicators ask for them; what is asked for at the same time becomes one `_bulk_get`. Without a revision
 * it tells all leaves, put together of what a majority of the copies knows.
 */
export function openRevisionReader(couch: Couch, database: string) {
	let waiting: Waiting[] = [];

	/** Of the documents asked for together, those with the same options. */
	async function answerAll(): Promise<void> {
		const asking = Map.groupBy(waiting, ({ options }) => JSON.stringify(options));
		waiting = [];
		await Promise.all([...asking.values()].map(answerAlike));
	}

	/** What cannot be read fails for whoever asked for it, not for the others. */
	async function answerAlike(alike: Waiting[]): Promise<void> {
		try {
			const entries = await entriesOf(alike.flatMap(({ asked }) => asked), alike[0]!.options);
			for (const { asked, answer, fail } of alike) {
				const own = entries.splice(0, asked.length);
				try {
					answer(own.flatMap((entry, index) => told(entry, asked[index]!)));
				} catch (error) {
					fail(error);
				}
			}
		} catch (error) {
			for (const { fail } of alike) fail(error);
		}
	}

	async function entriesOf(docs: Asked[], { latest, ...options }: Options): Promise<Entry[]> {
		const query = queryOf({ ...docParameters(options), latest });
		const found: Entry[] = [];
		for (let at = 0; at < docs.length; at += MOST) {
			const { status, body } = await couch.ask('POST', `${database}/_bulk_get${query}`, { body: { docs: docs.slice(at, at + MOST) }, repeatable: true });
			if (status !== 200) throw new StoreError(`CouchDB at ${couch.host} answered ${status} to _bulk_get.`, status);
			found.push(...(body.results as Entry[]));
		}
		return found;
	}

	/** @throws StoreError where CouchDB could not find out: a replica that took that for missing would never ask again. */
	const told = ({ docs }: Entry, { rev }: Asked): OpenRevision[] =>
		docs.flatMap((doc) => {
			if ('ok' in doc) return { ok: doc.ok };
			if (ABSENT.has(doc.error.error)) return rev === undefined ? [] : { missing: rev };
			throw new StoreError(`CouchDB at ${couch.host} could not read a revision (${doc.error.error}).`);
		});

	const ask = (asked: Asked[], { attsSince, ...options }: Options): Promise<OpenRevision[]> =>
		new Promise((answer, fail) => {
			if (waiting.length === 0) setImmediate(() => void answerAll());
			waiting.push({ asked: asked.map((one) => ({ ...one, ...(attsSince && { atts_since: attsSince }) })), options, answer, fail });
		});

	return {
		leaves: (id: string, options: Options) => ask([{ id }], options),
		some: (id: string, revs: readonly string[], options: Options) => ask(revs.map((rev) => ({ id, rev })), options)
	};
}
