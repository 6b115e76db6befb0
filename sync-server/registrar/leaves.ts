import type { Database, IncomingDoc, StoredDoc } from '../store/store.ts';

/** Every revision of a document that nobody has replaced, as a majority of a cluster's copies knows them: the winner first, tombstones last. */
export async function leavesOf(database: Database, id: string): Promise<StoredDoc[]> {
	const leaves = await database.openRevisions(id, 'all', { revs: true });
	return leaves.flatMap((leaf) => ('ok' in leaf ? [leaf.ok] : []));
}

export const isAlive = ({ _deleted }: StoredDoc) => !_deleted;

/** Writes over the revision a document names. @returns the new revision, undefined where somebody else was faster. */
export async function replace(database: Database, { _revisions, ...doc }: IncomingDoc): Promise<string | undefined> {
	const [result] = await database.bulkDocs([doc]);
	if (result && 'ok' in result) return result.rev;
	if (result?.error === 'conflict') return undefined;
	throw new Error(`${doc._id} could not be written: ${result?.error}`);
}
