import type { ChangeRow, Database } from '../store/store.ts';

const PAGE = 200;
const sentence = (error: unknown) => (error instanceof Error ? error.message : String(error));

type Following = {
	/** The local document that keeps how far it came. */
	checkpoint: string;
	/** Gets the rows without their documents; must bear being called twice for the same one. */
	take(row: ChangeRow): Promise<void>;
	log(line: string): void;
	/** How many rows are taken at a time; what of them belongs together must not depend on which is done first. */
	atOnce?: number;
	/** Milliseconds until what failed is tried again. */
	retryAfter?: number;
};

/**
 * Takes every change of a database at least once, in order (several at a time where that is allowed), from its checkpoint
 * on. A row that fails is tried again later
 * without holding up the others; the checkpoint does not pass it, so that a restart tries it too.
 */
export class Follower {
	readonly #database: Database;
	readonly #following: Following;
	readonly #running: Promise<void>;
	/** Rows that failed, by document. */
	readonly #held = new Map<string, ChangeRow>();
	/** Who wants to know when everything so far is taken. */
	#asking: (() => void)[] = [];
	#stopped = false;
	#rung = false;
	#wake = () => {};

	constructor(database: Database, following: Following) {
		this.#database = database;
		this.#following = following;
		this.#running = this.#run();
	}

	/** Resolves when the row in hand is done. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#wake();
		await this.#running;
	}

	/** Resolves when everything committed before the call has been taken, or was tried and failed. */
	settled(): Promise<void> {
		return new Promise((resolve) => {
			if (this.#stopped) return resolve();
			this.#asking.push(resolve);
			this.#ring();
		});
	}

	#ring() {
		this.#rung = true;
		this.#wake();
	}

	async #run() {
		const unwatch = this.#database.watch(() => this.#ring());
		let since: string | undefined;
		while (!this.#stopped) {
			try {
				since ??= await this.#readCheckpoint();
				since = await this.#takePage(since);
			} catch (error) {
				this.#following.log(`registrar: cannot read ${this.#database.name} (${sentence(error)})`);
				await this.#rest(true);
			}
		}
		unwatch();
		for (const answer of this.#asking) answer();
	}

	/** @returns the seq to go on from. */
	async #takePage(since: string): Promise<string> {
		this.#rung = false;
		const asked = this.#asking.length;
		const page = await this.#database.changes({ since, limit: PAGE, style: 'all_docs' });
		const { atOnce = 1 } = this.#following;
		for (let from = 0; from < page.results.length; from += atOnce) {
			if (this.#stopped) return since;
			await Promise.all(page.results.slice(from, from + atOnce).map((row) => this.#attempt(row)));
		}
		if (page.results.length) {
			if (!this.#held.size) await this.#keepCheckpoint(page.last_seq);
			return page.last_seq;
		}
		for (const answer of this.#asking.splice(0, asked)) answer();
		if (!this.#asking.length) await this.#rest(this.#held.size > 0);
		for (const row of [...this.#held.values()]) if (!this.#stopped) await this.#attempt(row);
		return since;
	}

	async #attempt(row: ChangeRow) {
		try {
			await this.#following.take(row);
			this.#held.delete(row.id);
		} catch (error) {
			if (!this.#held.has(row.id)) this.#following.log(`registrar: ${row.id} has to wait (${sentence(error)})`);
			this.#held.set(row.id, row);
		}
	}

	/** Until something was written or, where something is to be tried again, for a while. */
	#rest(again: boolean): Promise<void> {
		return new Promise((resolve) => {
			const timer = again ? setTimeout(resolve, this.#following.retryAfter ?? 5000) : undefined;
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
			if (this.#rung || this.#stopped) this.#wake();
		});
	}

	async #readCheckpoint(): Promise<string> {
		return String((await this.#database.getLocal(this.#following.checkpoint))?.seq ?? '0');
	}

	/** Another server may have written its own meanwhile; then this one's is lost, which at worst repeats some rows. */
	async #keepCheckpoint(seq: string): Promise<void> {
		const { checkpoint } = this.#following;
		const before = await this.#database.getLocal(checkpoint);
		await this.#database.putLocal(checkpoint, { seq }, before?._rev);
	}
}
