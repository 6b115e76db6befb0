import { notesFor, type ReadyDoc } from './attachment.ts';
import { type Body, keeping, type Kept, notesIn, winnerIn } from './memory-document.ts';
import { bodyOf, hashOf, type Place, placeOf } from './place.ts';
import { grow, knows, leavesOf } from './revision-tree.ts';
import type { Guard, WriteResult } from './store.ts';
import { composeDoc } from './stored-doc.ts';

/** How a batch is written; see `Database.bulkDocs`. */
export type WriteOptions = { newEdits?: boolean; guard?: Guard; keepHistory?: boolean };

/** Writes one document over what is kept of it. @returns what to keep from now on, if that is something else. */
export function writeOne(
	found: Kept | undefined,
	{ doc, attachments = {} }: ReadyDoc,
	revsLimit: number,
	{ newEdits = true, guard, keepHistory = false }: WriteOptions
): { result: WriteResult; kept?: Omit<Kept, 'seq'> } {
	const id = doc._id;
	const tree = found?.tree ?? [];
	const refuse = (refusal: { error: string; reason: string }) => ({ result: { id, ...(doc._rev && { rev: doc._rev }), ...refusal } });

	const place = placeOf(doc, tree, newEdits);
	if (place === 'conflict') return { result: { id, error: 'conflict', reason: 'Document update conflict.' } };
	const known = place.hash === undefined ? undefined : `${place.generation}-${place.hash}`;
	if (known !== undefined && knows(tree, known)) return { result: { id, rev: known, ok: true } };

	const parent = nearestKept(found, place);
	const { notes, refusal: lacking } = notesFor(id, attachments, { generation: place.generation, newEdits }, parent && notesIn(parent));
	if (lacking) return refuse(lacking);
	const json = bodyOf(doc, doc._attachments ? notes : undefined);
	const hash = place.hash ?? hashOf(doc, place, json);
	const ids = [hash, ...place.ancestors].slice(0, newEdits ? revsLimit : undefined);
	const rev = `${place.generation}-${hash}`;
	if (knows(tree, rev)) return { result: { id, rev, ok: true } };

	const before = found && winnerIn(found);
	const refusal = guard?.(doc, before && composeDoc(id, before.rev, before.deleted, found.bodies.get(before.rev)!.json));
	if (refusal) return refuse(refusal);

	const grown = grow(structuredClone(tree), { start: place.generation, ids }, doc._deleted === true, revsLimit);
	const leaves = leavesOf(grown.tree);
	const contents = Object.entries(attachments).map(([name, { content }]) => [name, content?.body ?? parent!.contents.get(name)!] as const);
	const bodies = new Map(found?.bodies).set(rev, { json, contents: new Map(contents) });
	const isErased = leaves[0].deleted && !keepHistory;
	const stays = isErased ? (one: string) => leaves.some((leaf) => leaf.rev === one) : (one: string) => !grown.forgotten.includes(one);
	return { result: { id, rev, ok: true }, kept: { id, tree: grown.tree, bodies: keeping(bodies, stays) } };
}

/** Whose attachments the stubs of a new revision stand for. */
function nearestKept(found: Kept | undefined, { generation, ancestors }: Place): Body | undefined {
	const revs = ancestors.map((hash, index) => `${generation - 1 - index}-${hash}`);
	return found?.bodies.get(revs.find((rev) => found.bodies.has(rev)) ?? '');
}
