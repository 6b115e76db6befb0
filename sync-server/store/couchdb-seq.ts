/**
 * CouchDB's seq is `<n>-<opaque>`, another text for every reading of the same state in a cluster. Ours names the life of the
 * database before it, `<n>-<life>.<opaque>` (SPEC 3.2, 7.4): so a device knows a database that was made anew, and one that
 * merely moved on for what it is.
 */
export const wrapSeq = (raw: string, life: string) => raw.replace('-', `-${life}.`);

/** What CouchDB is asked: `now`, its own seq, or 0 for what is unknown, foreign or of another life. */
export function unwrapSeq(since: string | undefined, life: string): string {
	if (since === 'now') return since;
	const [, n, of, opaque] = /^(\d{1,15})-(\d+)\.([\w-]+)$/.exec(since ?? '') ?? [];
	return of === life ? `${n}-${opaque}` : '0';
}
