import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../../sync-server/app.ts';
import { startRegistrar } from '../../../sync-server/registrar/registrar.ts';
import { defaults } from '../../../sync-server/settings.ts';
import { openSqlite } from '../../../sync-server/store/sqlite.ts';
import type { Database, Store } from '../../../sync-server/store/store.ts';
import { openServer, type TestServer } from '../server-rig.ts';
import { busyWhile } from './clockwork.ts';
import { Couch, type Fate, type Line } from './couch.ts';
import { QUARTER } from './device.ts';

/** Where the files of all runs are: in memory, where the machine has a place for that. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fuzz-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const FILE = join(folder, 'run.sqlite');

/** What servers keep their documents in: a file, or a CouchDB that others share. */
export type Engine = 'sqlite' | 'couchdb';
const templateFor = (engine: Engine) => join(folder, `${engine}.sqlite`);

/** Makes the files that runs begin with: a quarter with accounts and these documents. */
export async function prepareServer(content: Record<'public' | 'desk', Record<string, unknown>[]>): Promise<void> {
	await fill(await openServer({ path: templateFor('sqlite') }), content);
	const couch = new Couch(templateFor('couchdb'));
	await fill(await openServer({ store: await couch.open(QUARTER) }), content);
	await couch.close();
}

async function fill(server: TestServer, content: Record<'public' | 'desk', Record<string, unknown>[]>): Promise<void> {
	for (const name of ['public', 'desk'] as const) {
		const rows = await (await server.store.database(`${QUARTER}-${name}`))!.bulkDocs(content[name] as never);
		const wrong = rows.find((row) => 'error' in row);
		if (wrong) throw new Error(JSON.stringify(wrong));
	}
	await server.close();
}

/** One operation of a registrar that waits to be let through; over a CouchDB a request, with what happens to it. */
type Waiting = { what: string; go: (fate: Fate) => void };

/** A store whose every operation waits for its turn: so the dice decide what happens between two of them. */
function inTurns(store: Store, waiting: Waiting[]): Store {
	const slow = (database: Database): Database =>
		new Proxy(database, {
			get(target, name) {
				const value: unknown = Reflect.get(target, name, target);
				if (typeof value !== 'function') return value;
				const work = value.bind(target) as (...args: unknown[]) => unknown;
				if (name === 'watch') return work;
				return (...args: unknown[]) =>
					new Promise<void>((resolve) => waiting.push({ what: String(name), go: () => resolve() })).then(() => work(...args));
			}
		});
	return { ...store, database: async (name) => slow((await store.database(name))!) };
}

/** What stands between the server and its store in one run: somebody who watches, and perhaps somebody who breaks things. */
export type Between = { app: (store: Store) => Store; registrar: (store: Store) => Store };
/** `unheard` hears of what a registrar wrote to a CouchDB without being told. */
type Around = Between & Pick<Line, 'unheard'>;

/** The real app, with registrars that wait for each of their operations; over a CouchDB each as a server of its own. */
export class Server {
	app!: App;
	/** How far its clock is off. Milliseconds. */
	skew = 0;
	/** What each registrar wants to do next. */
	registrars: Waiting[][] = [];
	readonly log: string[] = [];
	#databases!: Record<'public' | 'desk', Database>;
	#stores: Store[] = [];
	readonly #couch: Couch | undefined;
	readonly #between: Around;
	readonly #count: number;

	private constructor(between: Around, registrars: number, couch: Couch | undefined) {
		this.#between = between;
		this.#count = registrars;
		this.#couch = couch;
	}

	static async open(between: Around, registrars: number, engine: Engine): Promise<Server> {
		for (const end of ['-wal', '-shm']) rmSync(FILE + end, { force: true });
		copyFileSync(templateFor(engine), FILE);
		const server = new Server(between, registrars, engine === 'couchdb' ? new Couch(FILE) : undefined);
		await server.start();
		return server;
	}

	async start(): Promise<void> {
		const store = this.#couch ? await this.#couch.open(QUARTER) : openSqlite(FILE);
		this.#stores = [store];
		const [open, desk] = await Promise.all(['public', 'desk'].map((name) => (this.#couch?.store ?? store).database(`${QUARTER}-${name}`)));
		this.#databases = { public: open!, desk: desk! };
		const settings = { ...defaults, quarter: QUARTER };
		const now = () => new Date(Date.now() + this.skew);
		const log = (line: string) => void this.log.push(line);
		this.app = createApp({ store: this.#between.app(store), settings, secret: 'the same after a restart', now, log, build: '/nowhere' });
		for (let count = 0; count < this.#count; count++) {
			const waiting: Waiting[] = [];
			startRegistrar({ store: await this.#forRegistrar(store, waiting), settings, now, log });
			this.registrars.push(waiting);
		}
	}

	async #forRegistrar(store: Store, waiting: Waiting[]): Promise<Store> {
		const { registrar } = this.#between;
		if (!this.#couch) return inTurns(registrar(store), waiting);
		const turn = (what: string) => new Promise<Fate>((go) => waiting.push({ what, go }));
		const own = await this.#couch.open(QUARTER, { turn, unheard: this.#between.unheard });
		this.#stores.push(own);
		return registrar(own);
	}

	/** Ends in the middle of what its registrars are doing; what it keeps stays. */
	async kill(): Promise<void> {
		this.registrars = [];
		this.app.close();
		for (const store of this.#stores) await store.close();
	}

	/** Ends for good. */
	async end(): Promise<void> {
		await this.kill();
		await this.#couch?.close();
	}

	/** Whether its registrars speak to a CouchDB over lines that can break. */
	get isOverCouch(): boolean {
		return this.#couch !== undefined;
	}

	/** A database as it is, past whatever stands between. */
	database = (name: 'public' | 'desk'): Database => this.#databases[name];

	serve = (request: Request, { name }: { name: string }): Promise<Response> => {
		const slow = /_session$|snapshot$/.test(new URL(request.url).pathname);
		const answer = this.app.fetch(request, { address: name });
		return slow ? busyWhile(answer) : answer;
	};
}
