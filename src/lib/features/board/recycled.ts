/**
 * Keys for a list whose elements serve again: what stays keeps its key, what is new takes the key of something that went, in their
 * order, so that nothing has to move. From one week to the next that is hundreds of elements that need not be made anew.
 */
export class Recycled {
	#keys = new Map<string, number>();

	/** @param kept its key goes with it: whoever has the focus there must not find themselves elsewhere. @returns keys in the order of the ids. */
	keysOf(ids: readonly string[], kept?: string): number[] {
		const before = this.#keys;
		const staying = new Set(ids);
		const free = [...before].flatMap(([id, key]) => (staying.has(id) || id === kept ? [] : [key]));
		let fresh = Math.max(-1, ...before.values());
		this.#keys = new Map(ids.map((id) => [id, before.get(id) ?? free.shift() ?? ++fresh]));
		return ids.map((id) => this.#keys.get(id)!);
	}
}
