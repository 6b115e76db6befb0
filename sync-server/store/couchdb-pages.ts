import type { ChangesOptions, ChangesPage } from './store.ts';

/** Ends remembered at most. */
const MOST = 1000;

/**
 * What this process need not ask CouchDB about changes (SPEC 7.5). All who were woken ask for the same page at once: it is
 * read once. And after the end of what is known there is nothing, as long as the open feed brings nothing: who asks there
 * (everybody who waits, and the snapshot) is told so from here.
 */
export class CouchPages {
	readonly #underWay = new Map<string, Promise<ChangesPage>>();
	/** Seqs after which there was nothing. */
	readonly #ends = new Set<string>();
	/** Counts what made the above out of date, so that an answer from before is not taken for one from after. */
	#news = 0;

	/** To be called when something was written, by whomever. */
	outdate(): void {
		this.#news++;
		this.#underWay.clear();
		this.#ends.clear();
	}

	async read(options: ChangesOptions, isFeedOpen: boolean, ask: () => Promise<ChangesPage>): Promise<ChangesPage> {
		const { since, descending, limit } = options;
		if (isFeedOpen && !descending && since !== undefined && this.#ends.has(since)) return { results: [], last_seq: since, pending: 0 };
		const key = JSON.stringify(options);
		const shared = this.#underWay.get(key);
		if (shared) return shared;
		const asked = this.#news;
		const page = ask();
		this.#underWay.set(key, page);
		try {
			const { last_seq, pending } = await page;
			if (asked === this.#news && pending === 0 && !descending && limit !== 0) this.#remember(last_seq);
			return await page;
		} finally {
			if (this.#underWay.get(key) === page) this.#underWay.delete(key);
		}
	}

	#remember(end: string): void {
		if (this.#ends.size >= MOST) this.#ends.clear();
		this.#ends.add(end);
	}
}
