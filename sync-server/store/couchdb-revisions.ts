import type { Couch } from './couchdb-http.ts';
import { docParameters, pathOf, queryOf } from './couchdb-query.ts';
import type { DocOptions, OpenRevision, StoredDoc } from './store.ts';

type Options = DocOptions & { latest?: boolean };
type Entry = { docs: ({ ok: StoredDoc } | { error: { rev: string } })[] };
type Waiting = { asked: { id: string; rev: string }[]; options: Options; answer(found: OpenRevision[]): void; fail(error: unknown): void };

/** Revisions asked of CouchDB in one request. */
const MOST = 1000;

/** Reads revisions as replicators ask for them; what is asked for at the same time becomes one `_bulk_get`. */
export function openRevisionReader(couch: Couch, database: string) {
	let waiting: Waiting[] = [];

	/** Of the documents asked for together, those with the same options. */
	async function answerAll(): Promise<void> {
		const asking = Map.groupBy(waiting, ({ options }) => JSON.stringify(options));
		waiting = [];
		await Promise.all([...asking.values()].map(answerAlike));
	}

	async function answerAlike(alike: Waiting[]): Promise<void> {
		try {
			const entries = await entriesOf(alike.flatMap(({ asked }) => asked), alike[0]!.options);
			for (const { asked, answer } of alike) {
				answer(entries.splice(0, asked.length).flatMap(({ docs }) => docs.map((doc) => ('ok' in doc ? { ok: doc.ok } : { missing: doc.error.rev }))));
			}
		} catch (error) {
			for (const { fail } of alike) fail(error);
		}
	}

	async function entriesOf(docs: { id: string; rev: string }[], { latest, ...options }: Options): Promise<Entry[]> {
		const query = queryOf({ ...docParameters(options), latest });
		const found: Entry[] = [];
		for (let at = 0; at < docs.length; at += MOST) {
			const { body } = await couch.ask('POST', `${database}/_bulk_get${query}`, { body: { docs: docs.slice(at, at + MOST) }, repeatable: true });
			found.push(...(body.results as Entry[]));
		}
		return found;
	}

	return {
		/** All leaves, as a majority of the copies knows them. */
		async leaves(id: string, options: Options): Promise<OpenRevision[]> {
			const { status, body } = await couch.ask('GET', database + pathOf(id) + queryOf({ open_revs: 'all', ...docParameters(options) }));
			return status === 200 ? (body as unknown as OpenRevision[]) : [];
		},
		some(id: string, revs: readonly string[], options: Options): Promise<OpenRevision[]> {
			return new Promise((answer, fail) => {
				if (waiting.length === 0) setImmediate(() => void answerAll());
				waiting.push({ asked: revs.map((rev) => ({ id, rev })), options, answer, fail });
			});
		}
	};
}
