import type { AttachmentNote } from './attachment.ts';
import { type Leaf, leavesOf, lineageOf, type RevTree, stemmed, withoutLeaves } from './revision-tree.ts';

/** What is kept of a revision: its fields (attachments as notes) as JSON, and the content of its attachments by name. */
export type Body = { json: string; contents: ReadonlyMap<string, Uint8Array> };

/** What is kept of one document: the tree of its revisions, and the bodies of those that are still readable. */
export type Kept = { id: string; tree: RevTree; bodies: ReadonlyMap<string, Body>; seq: number };

export const winnerIn = ({ tree }: Pick<Kept, 'tree'>): Leaf => leavesOf(tree)[0];

export const notesIn = ({ json }: Body) => (JSON.parse(json) as { _attachments?: Record<string, AttachmentNote> })._attachments;

/** The bodies for which `stays` says so. */
export const keeping = (bodies: Kept['bodies'], stays: (rev: string) => boolean): Kept['bodies'] => new Map([...bodies].filter(([rev]) => stays(rev)));

/** Without the bodies of what is no leaf, and with no more revisions of a branch than the database keeps. */
export function compact(kept: Kept, revsLimit: number): Kept {
	const leaves = new Set(leavesOf(kept.tree).map(({ rev }) => rev));
	return { ...kept, tree: stemmed(kept.tree, revsLimit) ?? kept.tree, bodies: keeping(kept.bodies, (rev) => leaves.has(rev)) };
}

/** Without these of its leaves. @returns those it had, and what is left, if anything is. */
export function purge(kept: Kept, revs: readonly string[]): { gone: string[]; rest: Kept | undefined } {
	const gone = leavesOf(kept.tree).map(({ rev }) => rev).filter((rev) => revs.includes(rev));
	const tree = withoutLeaves(kept.tree, new Set(gone));
	if (tree.length === 0) return { gone, rest: undefined };
	return { gone, rest: { ...kept, tree, bodies: keeping(kept.bodies, (rev) => lineageOf(tree, rev) !== undefined) } };
}
