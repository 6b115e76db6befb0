import type { Answer, Couch } from './couchdb-http.ts';
import { type Purged, StoreError } from './store.ts';

/** CouchDB's `max_document_id_number`: more in one request it refuses. */
const MOST = 100;

/** Has CouchDB forget these leaves, in as many requests as it wants. @returns what is gone, by document. */
export async function purge(couch: Couch, database: string, revs: Record<string, readonly string[]>): Promise<Purged['purged']> {
	const wanted = Object.entries(revs).flatMap(([id, list]) => list.map((rev) => ({ id, rev })));
	const gone = new Map(Object.keys(revs).map((id) => [id, [] as string[]]));
	for (let at = 0; at < wanted.length; at += MOST) {
		const part = Map.groupBy(wanted.slice(at, at + MOST), ({ id }) => id);
		const body = Object.fromEntries([...part].map(([id, list]) => [id, list.map(({ rev }) => rev)]));
		const answer: Answer = await couch.ask('POST', `${database}/_purge`, { body, repeatable: true });
		if (answer.status >= 300) throw new StoreError(`CouchDB at ${couch.host} answered ${answer.status} to _purge.`, answer.status);
		for (const [id, list] of Object.entries(answer.body.purged as Purged['purged'])) gone.get(id)?.push(...list);
	}
	return Object.fromEntries(gone);
}
