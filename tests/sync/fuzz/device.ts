import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type PouchDB from 'pouchdb';
import { build } from 'vite';
import type { Client, Replica } from './client.ts';
import { type Dice, throwing } from './dice.ts';
import type { Network, Sender } from './network.ts';

export const QUARTER = 'hafencity';
const LIBRARY = 'clientCode';
/** The globals of which every device has its own. */
const OWN = ['BroadcastChannel', 'Date', 'IDBKeyRange', 'Promise', 'console', 'crypto', 'fetch', 'indexedDB', 'location', 'navigator'] as const;

/** The client's code as one script, so that each device can have its own copy of every module. */
async function bundled(): Promise<string> {
	const path = (name: string) => new URL(name, import.meta.url).pathname;
	const built = await build({
		configFile: false,
		logLevel: 'warn',
		resolve: {
			alias: [
				{ find: /^dexie$/, replacement: 'dexie/dist/modern/dexie.min.mjs' },
				{ find: /^uuid$/, replacement: path('../client-ids.ts') }
			]
		},
		// Dexie puts a Promise of its own in the place of the global one while a transaction runs.
		define: Object.fromEntries(OWN.map((name) => [name, `globalThis.${name}`])),
		build: { write: false, minify: false, target: 'esnext', lib: { entry: path('../client-code.ts'), formats: ['iife'], name: LIBRARY }, rolldownOptions: { output: { codeSplitting: false } } }
	});
	const [first] = [built].flat();
	const chunk = first && 'output' in first ? first.output[0] : undefined;
	if (!chunk || chunk.type !== 'chunk') throw new Error('the client’s code could not be bundled');
	return chunk.code;
}

/** Empties these tables of a device at once. */
export const emptied = (database: Client['database'], names: string[]): Promise<unknown> =>
	database.transaction('rw', names, () => Promise.all(names.map((name) => database.table(name).clear())));

/** Channels of one device, and of nothing else. */
function channels() {
	const open = new Set<Channel>();
	class Channel {
		onmessage: ((event: { data: unknown }) => void) | undefined;
		readonly name: string;
		constructor(name: string) {
			this.name = name;
			open.add(this);
		}
		postMessage(data: unknown) {
			for (const other of open) if (other !== this && other.name === this.name) queueMicrotask(() => other.onmessage?.({ data }));
		}
		close() {
			open.delete(this);
		}
	}
	return Channel;
}

/** A laptop of the office or a resident's phone: the real client, with an IndexedDB, a clock and a line of its own. */
export class Device implements Sender {
	readonly name: string;
	readonly code: Client;
	origin = '';
	cookie = '';
	online = true;
	/** How far its clock is off. Milliseconds. */
	skew = 0;
	replica: Replica | undefined;
	/** What the client wrote to the console. */
	complaints: string[] = [];
	#network: Network | undefined;
	#dice: Dice = throwing(0);
	#stop = new AbortController();
	#pouches = new Map<string, PouchDB>();

	readonly #PouchDB: typeof PouchDB;

	private constructor(name: string, script: string, pouch: typeof PouchDB) {
		this.name = name;
		this.#PouchDB = pouch;
		const now = () => Date.now() + this.skew;
		class DeviceDate extends Date {
			constructor(...args: [] | [string | number | Date]) {
				super(...((args.length ? args : [now()]) as [number]));
			}
			static override now = now;
		}
		const own: Record<(typeof OWN)[number], unknown> = {
			Promise,
			fetch: (url: string | Request, init?: RequestInit) => this.#network!.fetch(this, url, init),
			location: Object.defineProperty({}, 'origin', { get: () => this.origin }),
			BroadcastChannel: channels(),
			indexedDB: new IDBFactory(),
			IDBKeyRange,
			Date: DeviceDate,
			navigator: {},
			crypto: { subtle: crypto.subtle, getRandomValues: (bytes: Uint8Array) => bytes.map((_, at) => (bytes[at] = this.#dice.below(256))) },
			console: { ...console, error: (...what: unknown[]) => this.complaints.push(what.map(String).join(' ')) }
		};
		const inside = Object.create(globalThis, Object.getOwnPropertyDescriptors(own)) as object;
		this.code = new Function('globalThis', `${script}; return ${LIBRARY}.client;`)(inside) as Client;
	}

	/** @param takeOver is called before PouchDB is loaded, which keeps the immediates it finds. */
	static async all(names: readonly string[], takeOver: () => void): Promise<Device[]> {
		const script = await bundled();
		takeOver();
		const { default: pouch } = await import('pouchdb');
		pouch.plugin((await import('pouchdb-adapter-memory')).default);
		return names.map((name) => new Device(name, script, pouch));
	}

	/** Empties it, as if it were new. */
	async renew(seed: number, network: Network): Promise<void> {
		const { database } = this.code;
		await emptied(database, database.tables.map(({ name }) => name));
		this.origin = `http://${this.name}-${seed}.test`;
		Object.assign(this, { cookie: '', online: true, skew: 0, replica: undefined, complaints: [] });
		this.#network = network;
		this.#dice = throwing(seed * 31 + this.name.charCodeAt(0));
		this.#pouches.clear();
	}

	/** Begins to sync as a desk does, or as a resident's phone. */
	async start(as: 'desk' | 'resident'): Promise<void> {
		this.#stop = new AbortController();
		const { signal } = this.#stop;
		if (as === 'desk') {
			this.replica = await this.code.runReplica(this.#pouch, QUARTER, signal);
		} else {
			void this.code.mirror(QUARTER, signal);
			void this.code.courier(QUARTER, signal);
		}
	}

	/** Its tab or worker dies; what is on the device stays. */
	crash(): void {
		this.#stop.abort();
	}

	/** A replica in memory outlives the worker that opened it, like one on a disk. It is not compacted: this adapter reads bodies that it has just thrown away. */
	get #pouch() {
		const device = this;
		const Opened = this.#PouchDB;
		return function (name: string, options: ConstructorParameters<typeof PouchDB>[1]) {
			if (options.fetch) return new Opened(name, options);
			const found = device.#pouches.get(name) ?? new Opened(`${device.origin} ${name}`, { adapter: 'memory' });
			device.#pouches.set(name, found);
			return found;
		};
	}

	async remove(): Promise<void> {
		this.crash();
		for (const pouch of this.#pouches.values()) await pouch.destroy();
	}
}
