import { keeping, type Kept, winnerIn } from './memory-document.ts';
import { grow, knows, leavesOf } from './revision-tree.ts';
import { bodyOf, givenHistory, nextHistory, type WriteOptions } from './sqlite-write.ts';
import type { IncomingDoc, WriteResult } from './store.ts';
import { composeDoc } from './stored-doc.ts';

export type { WriteOptions } from './sqlite-write.ts';

/** Writes one document over what is kept of it. @returns what to keep from now on, if that is something else. */
export function writeOne(
	found: Kept | undefined,
	doc: IncomingDoc,
	revsLimit: number,
	{ newEdits = true, guard, keepHistory = false }: WriteOptions
): { result: WriteResult; kept?: Omit<Kept, 'seq'> } {
	const id = doc._id;
	const tree = found?.tree ?? [];
	const body = bodyOf(doc);
	const history = (newEdits ? nextHistory : givenHistory)(doc, tree, body, revsLimit);
	if (history === 'conflict') return { result: { id, error: 'conflict', reason: 'Document update conflict.' } };
	const rev = `${history.start}-${history.ids[0]}`;
	if (knows(tree, rev)) return { result: { id, rev, ok: true } };

	const before = found && winnerIn(found);
	const refusal = guard?.(doc, before && composeDoc(id, before.rev, before.deleted, found.bodies.get(before.rev)!));
	if (refusal) return { result: { id, ...(doc._rev && { rev: doc._rev }), ...refusal } };

	const grown = grow(structuredClone(tree), history, doc._deleted === true, revsLimit);
	const leaves = leavesOf(grown.tree);
	const isErased = leaves[0].deleted && !keepHistory;
	const bodies = new Map(found?.bodies).set(rev, body);
	const stays = isErased ? (one: string) => leaves.some((leaf) => leaf.rev === one) : (one: string) => !grown.forgotten.includes(one);
	return { result: { id, rev, ok: true }, kept: { id, tree: grown.tree, bodies: keeping(bodies, stays) } };
}
