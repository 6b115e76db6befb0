import type { CouchPeer } from './couch-peer.ts';
import { openCouchdb } from '../../sync-server/store/couchdb.ts';
import type { Database, IncomingDoc } from '../../sync-server/store/store.ts';

/** What of a body the rewordings look at. */
type Asked = { docs: (IncomingDoc & { id: string })[]; new_edits?: boolean };

/**
 * What a CouchDB, and a cluster more so, answers otherwise than the server that stands for one in the tests: its answers are
 * reworded here.
 */
export type Rewording = (asked: { method: string; path: string; body: Asked }, answer: () => Promise<Response>) => Promise<Response>;

/** An engine whose CouchDB speaks so, with an empty database. `reword` may be changed on the way. */
export async function openReworded(peer: CouchPeer, reword: Rewording = (_, answer) => answer()) {
	const asked: string[] = [];
	const wording = { reword };
	const fetch = (async (input: string, init: RequestInit = {}) => {
		const { pathname, search } = new URL(input);
		const path = pathname.replace(/^\/db/, '') + search;
		asked.push(`${init.method} ${path}`);
		const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
		return wording.reword({ method: init.method!, path, body }, () => peer.fetch(input, init));
	}) as typeof globalThis.fetch;
	const { store } = await openCouchdb(peer.address, 'hafencity', fetch);
	await store.create('one');
	return { store, database: (await store.database('one')) as Database, asked, wording };
}
