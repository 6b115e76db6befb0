import PouchDB from 'pouchdb';
import memory from 'pouchdb-adapter-memory';
import { ORIGIN, type Visitor } from './server-rig.ts';

PouchDB.plugin(memory);

/** The server's database as a visitor's PouchDB reaches it. */
export function remoteOf(visitor: Pick<Visitor, 'fetch'>, name: string): PouchDB {
	const fetch = async (url: string | Request, init: RequestInit = {}) => {
		const answer = await visitor.fetch(String(url), { ...init, headers: Object.fromEntries((init.headers as Headers).entries()) });
		// In Node PouchDB takes attachments from its own fetch by this.
		return Object.assign(answer, { buffer: async () => Buffer.from(await answer.arrayBuffer()) });
	};
	return new PouchDB(`${ORIGIN}/db/${name}`, { fetch, skip_setup: true });
}

let replicas = 0;
/** A fresh replica in memory. */
export const openReplica = () => new PouchDB(`replica-${replicas++}`, { adapter: 'memory' });
