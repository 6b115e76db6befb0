import { type RevTree, historyOf, leavesOf } from './revision-tree.ts';
import type { StoredDoc } from './store.ts';

/** A document from what is kept of it. `body` is the JSON of its fields. */
export const composeDoc = (id: string, rev: string, deleted: boolean, body: string): StoredDoc => ({
	_id: id,
	_rev: rev,
	...(deleted && { _deleted: true as const }),
	...(JSON.parse(body) as Record<string, unknown>)
});

/** Adds what was asked for of the document's revisions: `_revisions`, and `_conflicts` (other leaves alive) where there are any. */
export function addRevisions(doc: StoredDoc, tree: RevTree, { revs, conflicts }: { revs?: boolean | undefined; conflicts?: boolean | undefined }): StoredDoc {
	const others = conflicts ? leavesOf(tree).slice(1).filter(({ deleted }) => !deleted) : [];
	return {
		...doc,
		...(revs && { _revisions: historyOf(tree, doc._rev) }),
		...(others.length > 0 && { _conflicts: others.map(({ rev }) => rev) })
	};
}
