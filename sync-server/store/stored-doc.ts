import { type RevTree, leavesOf, lineageOf } from './revision-tree.ts';
import type { DocOptions, StoredDoc } from './store.ts';

/** A document from what is kept of it. `body` is the JSON of its fields. */
export const composeDoc = (id: string, rev: string, deleted: boolean, body: string): StoredDoc => ({
	_id: id,
	_rev: rev,
	...(deleted && { _deleted: true as const }),
	...(JSON.parse(body) as Record<string, unknown>)
});

/** What an engine knows of a document beside one revision; asked only where an option needs it. */
export type Known = { tree(): RevTree; seq(): string; hasBody(rev: string): boolean };

/** Adds what was asked for of the document's revisions; conflicts (other leaves) only where there are any. */
export function addRevisions(doc: StoredDoc, known: Known, { revs, revsInfo, conflicts, deletedConflicts, localSeq }: DocOptions): StoredDoc {
	if (!revs && !revsInfo && !conflicts && !deletedConflicts && !localSeq) return doc;
	const tree = known.tree();
	const { start, ids, deleted } = lineageOf(tree, doc._rev)!;
	const others = conflicts || deletedConflicts ? leavesOf(tree).filter(({ rev }) => rev !== doc._rev) : [];
	const alive = others.filter((leaf) => !leaf.deleted).map(({ rev }) => rev);
	const gone = others.filter((leaf) => leaf.deleted).map(({ rev }) => rev);
	const statusOf = (rev: string, index: number) => (!known.hasBody(rev) ? 'missing' : deleted[index] ? 'deleted' : 'available');
	return {
		...doc,
		...(revs && { _revisions: { start, ids } }),
		...(revsInfo && { _revs_info: ids.map((hash, index) => `${start - index}-${hash}`).map((rev, index) => ({ rev, status: statusOf(rev, index) })) }),
		...(localSeq && { _local_seq: known.seq() }),
		...(conflicts && alive.length > 0 && { _conflicts: alive }),
		...(deletedConflicts && gone.length > 0 && { _deleted_conflicts: gone })
	};
}
