/**
 * A seq is `<n>-<generation>` (SPEC 3.2): `n` counts the changes of one database, the generation names the life of that
 * database, so that a replica of an earlier life starts over instead of missing changes.
 */
export const writeSeq = (n: number, generation: string) => `${n}-${generation}`;

/** Where to go on: 0 for what is unknown, foreign, or from a future this database lost (an older backup was restored). */
export function readSeq(since: string | undefined, last: number, generation: string): number {
	if (since === 'now') return last;
	const [, n, life] = /^(\d{1,15})-([0-9a-f]+)$/.exec(since ?? '') ?? [];
	return life === generation && Number(n) <= last ? Number(n) : 0;
}

/** The generation in a seq of any engine: some have more after a dot. */
export const generationIn = (seq: string): string => seq.slice(seq.indexOf('-') + 1).split('.')[0]!;
