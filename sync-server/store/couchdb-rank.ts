import { generationOf } from './revision-tree.ts';
import type { OpenRevision } from './store.ts';

type Ranked = { _rev: string; _deleted?: boolean };

/** As CouchDB ranks leaves: alive before deleted, longer before shorter, hash by ASCII. */
export function ranksBefore(one: Ranked, other: Ranked): boolean {
	if (!one._deleted !== !other._deleted) return !one._deleted;
	const difference = generationOf(one._rev) - generationOf(other._rev);
	return difference === 0 ? one._rev > other._rev : difference > 0;
}

/** The winner first; CouchDB lists leaves in no order that would tell. */
export const inRank = (leaves: readonly OpenRevision[]): OpenRevision[] =>
	[...leaves].sort((one, other) => ('ok' in one && 'ok' in other ? (ranksBefore(one.ok, other.ok) ? -1 : 1) : 0));
