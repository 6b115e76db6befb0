import { type AttachmentNote, notesFor, type ReadyDoc } from './attachment.ts';
import { bodyOf, hashOf, type Place, placeOf } from './place.ts';
import { grow, knows, leavesOf, type Revisions, type RevTree } from './revision-tree.ts';
import { keepAttachments } from './sqlite-attachments.ts';
import type { Collection, CollectionRow, DocumentRow, DocumentWithBody } from './sqlite-statements.ts';
import { composeDoc } from './stored-doc.ts';
import type { Guard, WriteResult } from './store.ts';

/** How a batch is written; see `Database.bulkDocs`. */
export type WriteOptions = { newEdits?: boolean; guard?: Guard; keepHistory?: boolean };

/** What a batch changes in the counters of its database. */
type Tally = { seq: number; alive: number; deleted: number; bytes: number };

/** A batch under way. */
type Batch = Collection & { before: CollectionRow; tally: Tally; newEdits: boolean; guard: Guard | undefined; keepHistory: boolean };

/**
 * Writes one batch; the caller holds the transaction.
 * @returns one result per document, in order, and whether anything was written.
 */
export function writeBatch(
	collection: Collection,
	docs: readonly ReadyDoc[],
	{ newEdits = true, guard, keepHistory = false }: WriteOptions
): { results: WriteResult[]; wrote: boolean } {
	const { statements, key } = collection;
	const before = statements.collection.get(key) as CollectionRow | undefined;
	if (!before) throw new Error('the database was removed');
	const tally: Tally = { seq: 0, alive: 0, deleted: 0, bytes: 0 };
	const batch: Batch = { ...collection, before, tally, newEdits, guard, keepHistory };
	const results = docs.map((doc) => writeOne(batch, doc));
	const wrote = tally.seq > 0;
	if (wrote) statements.count.run({ ...tally, key });
	return { results, wrote };
}

function writeOne(batch: Batch, { doc, attachments }: ReadyDoc): WriteResult {
	const { statements, key, before, tally, newEdits, guard } = batch;
	const id = doc._id;
	const found = statements.documentWithBody.get({ collection: key, id }) as DocumentWithBody | undefined;
	const tree: RevTree = found ? JSON.parse(found.tree) : [];

	const place = placeOf(doc, tree, newEdits);
	if (place === 'conflict') return { id, error: 'conflict', reason: 'Document update conflict.' };
	const known = place.hash === undefined ? undefined : `${place.generation}-${place.hash}`;
	if (known !== undefined && knows(tree, known)) return { id, rev: known, ok: true };

	const { notes, refusal: lacking } = attachments ? notesFor(id, attachments, { generation: place.generation, newEdits }, attachmentsBefore(batch, id, place)) : {};
	if (lacking) return { id, ...(doc._rev && { rev: doc._rev }), ...lacking };
	const body = bodyOf(doc, notes);
	const hash = place.hash ?? hashOf(doc, place, body);
	const history: Revisions = { start: place.generation, ids: [hash, ...place.ancestors].slice(0, newEdits ? before.revs_kept : undefined) };
	const rev = `${history.start}-${hash}`;
	if (knows(tree, rev)) return { id, rev, ok: true };

	const refusal = guard?.(doc, found && composeDoc(id, found.winner, found.deleted === 1, found.body));
	if (refusal) return { id, ...(doc._rev && { rev: doc._rev }), ...refusal };

	const grown = grow(tree, history, doc._deleted === true, before.revs_kept);
	const leaves = leavesOf(grown.tree);
	const { lastInsertRowid } = statements.putBody.run(key, id, rev, body);
	if (notes) keepAttachments(batch, lastInsertRowid, notes, attachments!);
	tally.bytes += Buffer.byteLength(body);
	const isErased = leaves[0].deleted && !batch.keepHistory;
	tally.bytes -= forgetBodies(batch, id, isErased ? exceptLeaves(batch, id, grown.tree) : grown.forgotten);
	const deleted = leaves[0].deleted ? 1 : 0;
	tally.seq += 1;
	count(tally, found, deleted);
	statements.putDocument.run(key, id, before.seq + tally.seq, leaves[0].rev, deleted, JSON.stringify(grown.tree));
	return { id, rev, ok: true };
}

/** The attachments of the nearest ancestor that is kept. */
function attachmentsBefore({ statements, key }: Batch, id: string, { generation, ancestors }: Place): Record<string, AttachmentNote> | undefined {
	for (const [index, hash] of ancestors.entries()) {
		const kept = statements.body.get(key, id, `${generation - 1 - index}-${hash}`) as { body: string } | undefined;
		if (kept) return (JSON.parse(kept.body) as { _attachments?: Record<string, AttachmentNote> })._attachments;
	}
	return undefined;
}

function count(tally: Tally, found: DocumentRow | undefined, deleted: 0 | 1): void {
	if (found) tally[found.deleted ? 'deleted' : 'alive'] -= 1;
	tally[deleted ? 'deleted' : 'alive'] += 1;
}

/** The revisions with a body that are no leaf (any more). */
export function exceptLeaves({ statements, key }: Collection, id: string, tree: RevTree): string[] {
	const kept = new Set(tree.length > 0 ? leavesOf(tree).map(({ rev }) => rev) : []);
	return (statements.bodyRevs.all(key, id) as { rev: string }[]).map(({ rev }) => rev).filter((rev) => !kept.has(rev));
}

/** @returns how many bytes they took. */
export function forgetBodies({ statements, key }: Collection, id: string, revs: readonly string[]): number {
	return revs.reduce((sum, rev) => sum + ((statements.dropBody.get(key, id, rev) as { n: number } | undefined)?.n ?? 0), 0);
}
