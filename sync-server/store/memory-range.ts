import type { AllDocsOptions } from './store.ts';

/** Ids sort by their bytes in UTF-8. */
const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** Those of the ids that a range holds, in its order, and how many of all stand before the first. */
export function idsBetween(ids: readonly string[], { startkey, endkey, inclusiveEnd = true, descending }: AllDocsOptions): { ids: string[]; before: number } {
	const order = descending ? (one: string, other: string) => byBytes(other, one) : byBytes;
	const sorted = ids.toSorted(order);
	const first = startkey === undefined ? 0 : sorted.filter((id) => order(id, startkey) < 0).length;
	const isInside = (id: string) => endkey === undefined || order(id, endkey) < 0 || (inclusiveEnd && id === endkey);
	return { ids: sorted.slice(first).filter(isInside), before: first };
}

/** The keys asked for, cut as a range is. */
export function keysOf(keys: readonly string[], { descending, skip = 0, limit = Infinity }: AllDocsOptions): readonly string[] {
	return (descending ? keys.toReversed() : keys).slice(skip, skip + limit);
}
