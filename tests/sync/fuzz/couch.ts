import { type App, createApp } from '../../../sync-server/app.ts';
import { defaults } from '../../../sync-server/settings.ts';
import { openCouchdb } from '../../../sync-server/store/couchdb.ts';
import { openSqlite } from '../../../sync-server/store/sqlite.ts';
import type { IncomingDoc, Store, WriteResult } from '../../../sync-server/store/store.ts';
import { ADMIN_PASSWORD } from '../server-rig.ts';

const ADDRESS = { base: 'http://couch.in.process/db', host: 'couch.in.process', authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}` };

/** What may happen to a request on its way to CouchDB; `unheard`: it does what it should, and nobody is told. */
export type Fate = 'arrives' | 'lost' | 'unheard' | 'busy';
/** Who decides about the requests of one server, and hears of what was written though that server does not. */
export type Line = { turn(what: string): Promise<Fate>; unheard(database: string, docs: readonly IncomingDoc[], rows: readonly WriteResult[]): void };

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

	/** One server's own way to it. On a line each of its requests but its feeds waits for its turn, so that another server's come between. */
	async open(quarter: string, line?: Line): Promise<Store> {
		let isOpen = false;
		const fetch = async (input: string, init: RequestInit): Promise<Response> => {
			const { pathname, searchParams } = new URL(input);
			const isFeed = searchParams.get('feed') === 'longpoll';
			const fate = isOpen && line && !isFeed ? await line.turn(`${init.method} ${decodeURIComponent(pathname.slice('/db'.length))}`) : 'arrives';
			if (fate === 'lost') throw broken();
			if (fate === 'busy') return new Response('<h1>Service Unavailable</h1>', { status: 503 });
			const answer = await this.#app.fetch(new Request(input, init), { address: 'the sync server' });
			if (fate !== 'unheard') return answer;
			const [, database = '', verb] = pathname.slice('/db'.length).split('/').map(decodeURIComponent);
			if (verb === '_bulk_docs' && answer.status === 201) line!.unheard(database, JSON.parse(String(init.body)).docs, (await answer.json()) as WriteResult[]);
			throw broken();
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
