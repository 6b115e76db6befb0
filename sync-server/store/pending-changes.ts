/** Positions remembered at most, which is readers under way. */
const REMEMBERED = 1000;

/**
 * How many changes follow a seq, remembered while nothing is written: who reads page after page would have them counted
 * for each page anew, which takes the longer the more there are.
 */
export class PendingChanges {
	#last = -1;
	readonly #after = new Map<number, number>();

	/**
	 * @param last seq of the database, `total` its documents.
	 * @param page what was read: `count` rows behind `from`, to `reached`.
	 * @param counted finds it out the long way.
	 */
	after({ last, total }: { last: number; total: number }, page: { from: number; count: number; reached: number }, counted: () => number): number {
		if (this.#last !== last || this.#after.size > REMEMBERED) this.#after.clear();
		this.#last = last;
		const before = page.from === 0 ? total : this.#after.get(page.from);
		const left = page.reached === last ? 0 : before === undefined ? counted() : before - page.count;
		this.#after.set(page.reached, left);
		return left;
	}
}
