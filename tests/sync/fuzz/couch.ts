import { type App, createApp } from '../../../sync-server/app.ts';
import { defaults } from '../../../sync-server/settings.ts';
import { openCouchdb } from '../../../sync-server/store/couchdb.ts';
import { openSqlite } from '../../../sync-server/store/sqlite.ts';
import type { Store } from '../../../sync-server/store/store.ts';
import { ADMIN_PASSWORD } from '../server-rig.ts';

const ADDRESS = { base: 'http://couch.in.process/db', host: 'couch.in.process', authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}` };

/** What may happen to a request on its way to CouchDB; `unheard`: it does what it should, and nobody is told. */
export type Fate = 'arrives' | 'lost' | 'unheard' | 'busy';
/** Waits until a request may go. */
export type Turn = (what: string) => Promise<Fate>;

const broken = () => new TypeError('the line broke');

/** What stands for a CouchDB: another server of ours over a file. It goes on, whatever becomes of those that keep their documents there. */
export class Couch {
	/** What it keeps, past everything. */
	readonly store: Store;
	readonly #app: App;

	constructor(path: string) {
		this.store = openSqlite(path);
		this.#app = createApp({ store: this.store, settings: { ...defaults, quarter: 'couch', adminPassword: ADMIN_PASSWORD }, secret: 'of the CouchDB', build: '/nowhere' });
	}

	/** One server's own way to it. Each of its requests but its feeds waits for its turn, so that another server's come between. */
	async open(quarter: string, turn?: Turn): Promise<Store> {
		let isOpen = false;
		const fetch = async (input: string, init: RequestInit): Promise<Response> => {
			const { pathname, searchParams } = new URL(input);
			const isFeed = searchParams.get('feed') === 'longpoll';
			const fate = isOpen && turn && !isFeed ? await turn(`${init.method} ${decodeURIComponent(pathname.slice('/db'.length))}`) : 'arrives';
			if (fate === 'lost') throw broken();
			if (fate === 'busy') return new Response('<h1>Service Unavailable</h1>', { status: 503 });
			const answer = await this.#app.fetch(new Request(input, init), { address: 'the sync server' });
			if (fate === 'unheard') throw broken();
			return answer;
		};
		const { store } = await openCouchdb(ADDRESS, quarter, fetch as typeof globalThis.fetch);
		isOpen = true;
		return store;
	}

	async close(): Promise<void> {
		this.#app.close();
		await this.store.close();
	}
}
