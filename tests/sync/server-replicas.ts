import PouchDB from 'pouchdb';
import memory from 'pouchdb-adapter-memory';
import { ORIGIN, type Visitor } from './server-rig.ts';

PouchDB.plugin(memory);

/** The server's database as a visitor's PouchDB reaches it. */
export function remoteOf(visitor: Visitor, name: string): PouchDB {
	const fetch = (url: string | Request, init: RequestInit = {}) =>
		visitor.fetch(String(url), { ...init, headers: Object.fromEntries((init.headers as Headers).entries()) });
	return new PouchDB(`${ORIGIN}/db/${name}`, { fetch, skip_setup: true });
}

let replicas = 0;
/** A fresh replica in memory. */
export const openReplica = () => new PouchDB(`replica-${replicas++}`, { adapter: 'memory' });
