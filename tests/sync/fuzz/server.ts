import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../../sync-server/app.ts';
import { startRegistrar } from '../../../sync-server/registrar/registrar.ts';
import { defaults } from '../../../sync-server/settings.ts';
import { openSqlite } from '../../../sync-server/store/sqlite.ts';
import type { Database, Store } from '../../../sync-server/store/store.ts';
import { openServer } from '../server-rig.ts';
import { busyWhile } from './clockwork.ts';
import { QUARTER } from './device.ts';

/** Where the files of all runs are: in memory, where the machine has a place for that. */
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'fuzz-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const TEMPLATE = join(folder, 'template.sqlite');
const FILE = join(folder, 'run.sqlite');

/** Makes the file that every run begins with: a quarter with accounts and these documents. */
export async function prepareServer(content: Record<'public' | 'desk', Record<string, unknown>[]>): Promise<void> {
	const server = await openServer({ path: TEMPLATE });
	for (const name of ['public', 'desk'] as const) {
		const rows = await (await server.store.database(`${QUARTER}-${name}`))!.bulkDocs(content[name] as never);
		const wrong = rows.find((row) => 'error' in row);
		if (wrong) throw new Error(JSON.stringify(wrong));
	}
	await server.close();
}

/** One operation of a registrar that waits to be let through. */
type Waiting = { what: string; go: () => void };

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
					new Promise<void>((resolve) => waiting.push({ what: String(name), go: resolve })).then(() => work(...args));
			}
		});
	return { ...store, database: async (name) => slow((await store.database(name))!) };
}

/** What stands between the server and its store in one run: somebody who watches, and perhaps somebody who breaks things. */
export type Between = { app: (store: Store) => Store; registrar: (store: Store) => Store };

/** The real app over a SQLite file, with registrars that wait for each of their operations. */
export class Server {
	/** The store itself, past whatever stands between. */
	store!: Store;
	app!: App;
	/** How far its clock is off. Milliseconds. */
	skew = 0;
	/** What each registrar wants to do next. */
	registrars: Waiting[][] = [];
	readonly log: string[] = [];
	#databases!: Record<'public' | 'desk', Database>;
	readonly #between: Between;
	readonly #count: number;

	private constructor(between: Between, registrars: number) {
		this.#between = between;
		this.#count = registrars;
	}

	static async open(between: Between, registrars: number): Promise<Server> {
		for (const end of ['-wal', '-shm']) rmSync(FILE + end, { force: true });
		copyFileSync(TEMPLATE, FILE);
		const server = new Server(between, registrars);
		await server.start();
		return server;
	}

	async start(): Promise<void> {
		this.store = openSqlite(FILE);
		const [open, desk] = await Promise.all(['public', 'desk'].map((name) => this.store.database(`${QUARTER}-${name}`)));
		this.#databases = { public: open!, desk: desk! };
		const settings = { ...defaults, quarter: QUARTER };
		const now = () => new Date(Date.now() + this.skew);
		const log = (line: string) => void this.log.push(line);
		this.app = createApp({ store: this.#between.app(this.store), settings, secret: 'the same after a restart', now, log, build: '/nowhere' });
		this.registrars = Array.from({ length: this.#count }, () => {
			const waiting: Waiting[] = [];
			startRegistrar({ store: inTurns(this.#between.registrar(this.store), waiting), settings, now, log });
			return waiting;
		});
	}

	/** Ends in the middle of what its registrars are doing; the file stays. */
	async kill(): Promise<void> {
		this.registrars = [];
		this.app.close();
		await this.store.close();
	}

	/** A database as it is, past whatever stands between. */
	database = (name: 'public' | 'desk'): Database => this.#databases[name];

	serve = (request: Request, { name }: { name: string }): Promise<Response> => {
		const slow = /_session$|snapshot$/.test(new URL(request.url).pathname);
		const answer = this.app.fetch(request, { address: name });
		return slow ? busyWhile(answer) : answer;
	};
}
