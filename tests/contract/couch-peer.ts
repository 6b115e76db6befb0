import { createApp } from '../../sync-server/app.ts';
import { listen } from '../../sync-server/listen.ts';
import { defaults } from '../../sync-server/settings.ts';
import { type CouchAddress, readCouchAddress } from '../../sync-server/store/couchdb-address.ts';
import { openCouchdb } from '../../sync-server/store/couchdb.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import type { Store } from '../../sync-server/store/store.ts';

const PASSWORD = 'administrator-geheim';

/** A CouchDB to test against: `open` opens it as a sync server of that quarter would, each time another one. */
export type CouchPeer = {
	address: CouchAddress;
	fetch: typeof globalThis.fetch;
	open(quarter?: string): Promise<{ store: Store; secret: string }>;
	/** Ends it, or removes what was made in it. */
	close(): Promise<void>;
};

/**
 * The CouchDB that `COUCHDB_URL` names; else a second instance of this very server, which speaks as one.
 * @param over `port`: reached over a real port, as in production; else within the process.
 */
export async function couchPeer(over: 'port' | 'process' = 'process'): Promise<CouchPeer> {
	const url = process.env.COUCHDB_URL;
	return url ? realPeer(readCouchAddress(url)!) : ownPeer(over);
}

async function ownPeer(over: 'port' | 'process'): Promise<CouchPeer> {
	const kept = openSqlite(':memory:');
	const app = createApp({ store: kept, settings: { ...defaults, quarter: 'peer', adminPassword: PASSWORD }, build: '/nowhere' });
	const inProcess = (async (input, init) => app.fetch(new Request(input, init))) satisfies typeof globalThis.fetch;
	const listener = over === 'port' ? await listen(app.fetch, { host: '127.0.0.1', port: 0 }) : undefined;
	const base = `${listener?.address ?? 'http://couch.in.process'}/db`;
	const address = readCouchAddress(base.replace('://', `://admin:${PASSWORD}@`))!;
	const fetch = listener ? globalThis.fetch : inProcess;
	return {
		address,
		fetch,
		open: (quarter = 'hafencity') => openCouchdb(address, quarter, fetch),
		async close() {
			app.close();
			await listener?.close();
			await kept.close();
		}
	};
}

async function realPeer(address: CouchAddress): Promise<CouchPeer> {
	const ask = (method: string, path: string) => fetch(address.base + path, { method, headers: { Authorization: address.authorization ?? '' } });
	const databases = async () => (await (await ask('GET', '/_all_dbs')).json()) as string[];
	const before = new Set(await databases());
	return {
		address,
		fetch,
		open: (quarter = 'hafencity') => openCouchdb(address, quarter),
		async close() {
			for (const name of await databases()) if (!before.has(name)) await ask('DELETE', `/${encodeURIComponent(name)}`);
		}
	};
}
