import { randomBytes, randomUUID } from 'node:crypto';
import type { Couch } from './couchdb-http.ts';
import { StoreError } from './store.ts';

/** What all servers of one quarter share. */
export type Instance = { uuid: string; secret: string };

const DOCUMENT = '/server:instance';
/** Servers that start at once for the first time: whoever comes second reads what the first one wrote. */
const TRIES = 5;
/** Its documents change often, and nobody replicates them. */
const REVISIONS = 50;

/**
 * The uuid that replicas know this store by, and the key of the session signatures: made at the first start, in a database of
 * the server's own. An ordinary document, because a cluster keeps its copies of those alike (docs/decisions/0006).
 */
export async function openInstance(couch: Couch, database: string): Promise<Instance> {
	for (let tries = 0; tries < TRIES; tries++) {
		const { status, body } = await couch.ask('GET', database + DOCUMENT);
		if (status === 200) return { uuid: String(body.uuid), secret: String(body.secret) };
		const made = await couch.ask('PUT', database, { repeatable: true }).catch(unlessThere);
		if (made && made.status >= 300 && made.status !== 412) throw new StoreError(`CouchDB at ${couch.host} answered ${made.status} to PUT ${database}.`, made.status);
		if (made && made.status < 300) await couch.ask('PUT', `${database}/_revs_limit`, { body: REVISIONS, repeatable: true });
		await couch.ask('PUT', database + DOCUMENT, { body: { uuid: randomUUID().replaceAll('-', ''), secret: randomBytes(32).toString('hex') } });
	}
	throw new StoreError(`CouchDB at ${couch.host} did not keep what was written to ${database}.`);
}

/** Whoever may not make databases can use one that the administrator made. */
function unlessThere(error: unknown): undefined {
	if (!(error instanceof StoreError && error.isForbidden)) throw error;
}
