import type { IncomingDoc } from '../../sync-server/store/store.ts';

/** A revision whose hash is this letter, as often as needed. */
export const revision = (generation: number, hash: string) => `${generation}-${hash.padEnd(32, hash)}`;
/** A document as a replicator brings it; `hashes` newest first. */
export const replicated = (id: string, hashes: string[], more: Record<string, unknown> = {}): IncomingDoc => ({
	_id: id,
	_rev: revision(hashes.length, hashes[0]!),
	_revisions: { start: hashes.length, ids: hashes.map((hash) => hash.padEnd(32, hash)) },
	...more
});
