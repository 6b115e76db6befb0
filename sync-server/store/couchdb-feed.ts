import { setTimeout as wait } from 'node:timers/promises';
import type { Couch } from './couchdb-http.ts';
import { queryOf } from './couchdb-query.ts';

/** Milliseconds that CouchDB lets one question wait, and until the line is taken for dead. */
const WAITING = 25_000;
const DEAD = 40_000;
/** Milliseconds until a feed that broke, or ended at once with nothing, is opened again. */
const PAUSE = { first: 100, most: 10_000 };
const AT_ONCE = 1000;
/** Milliseconds by which the other copies of a cluster have what one of them told. */
const AGAIN = 1000;
/** Rows per answer; only how far they reach is looked at. */
const ROWS = 1000;

/**
 * The one open feed of a database in this process (SPEC 7.5): asked for the next change as long as somebody waits, whoever
 * makes it, and told to all of them. What happens while it is broken is told when it is back.
 */
export class CouchFeed {
	readonly #couch: Couch;
	readonly #database: string;
	readonly #onNews: () => void;
	readonly #watchers = new Set<() => void>();
	#since: string | undefined;
	#running: AbortController | undefined;
	#isBroken = false;
	#again: NodeJS.Timeout | undefined;
	/** Whether there are several copies: then who is woken may ask one that does not have it yet, and looks once more. */
	hasCopies = false;

	/** @param onNews called before the watchers are, whether there are any or not. */
	constructor(couch: Couch, database: string, onNews: () => void) {
		this.#couch = couch;
		this.#database = database;
		this.#onNews = onNews;
	}

	/** @returns how to stop. */
	watch(wake: () => void): () => void {
		this.#watchers.add(wake);
		if (!this.#running) {
			this.#onNews();
			this.#running = new AbortController();
			void this.#run(this.#running.signal);
		}
		return () => {
			this.#watchers.delete(wake);
			if (this.#watchers.size === 0) this.close();
		};
	}

	/** Whether it brings every change. */
	get isOpen(): boolean {
		return this.#running !== undefined && this.#since !== undefined && !this.#isBroken;
	}

	/** Tells everybody that something was, or may have been, written. */
	wake(): void {
		this.#onNews();
		for (const wake of [...this.#watchers]) wake();
	}

	close(): void {
		clearTimeout(this.#again);
		this.#running?.abort();
		this.#running = undefined;
	}

	async #run(signal: AbortSignal): Promise<void> {
		for (let pause = PAUSE.first; !signal.aborted; ) {
			const began = Date.now();
			try {
				const isNew = await this.#next(signal);
				this.#isBroken = false;
				// A node that is being maintained ends every feed at once.
				if (isNew || Date.now() - began > AT_ONCE) {
					pause = PAUSE.first;
					continue;
				}
			} catch {
				this.#isBroken = true;
			}
			if (!signal.aborted) await wait(pause, undefined, { signal }).catch(() => {});
			pause = Math.min(pause * 2, PAUSE.most);
		}
	}

	/** Waits for what comes after what is known. What came before the feed was open is told once it is. @returns whether there was something. */
	async #next(signal: AbortSignal): Promise<boolean> {
		const waits = this.#since === undefined ? { since: 'now' } : { since: this.#since, feed: 'longpoll', timeout: WAITING };
		const { status, body } = await this.#couch.ask('GET', `${this.#database}/_changes${queryOf({ ...waits, limit: ROWS })}`, {
			feed: { patience: DEAD, signal }
		});
		const isNew = this.#since === undefined || (body.results as unknown[] | undefined)?.length !== 0;
		this.#since = status === 200 ? String(body.last_seq) : undefined;
		if (status !== 200) throw new Error(`the feed was answered ${status}`);
		if (!signal.aborted && (isNew || this.hasCopies)) this.wake();
		if (!signal.aborted && isNew && this.hasCopies) this.#lookAgain();
		return isNew;
	}

	#lookAgain(): void {
		clearTimeout(this.#again);
		this.#again = setTimeout(() => this.wake(), AGAIN).unref();
	}
}
