import { createHash } from 'node:crypto';
import { generationOf, grow, historyOf, isHistoryOf, knows, leavesOf, parseRevision, type Revisions, type RevTree } from './revision-tree.ts';
import type { Collection, CollectionRow, DocumentRow, DocumentWithBody } from './sqlite-statements.ts';
import { composeDoc } from './stored-doc.ts';
import type { Guard, IncomingDoc, WriteResult } from './store.ts';

/** How a batch is written; see `Database.bulkDocs`. */
export type WriteOptions = { newEdits?: boolean; guard?: Guard; keepHistory?: boolean };

/** What a batch changes in the counters of its database. */
type Tally = { seq: number; alive: number; deleted: number; bytes: number };

/** A batch under way. */
type Batch = Collection & { before: CollectionRow; tally: Tally; historyFor: History; guard: Guard | undefined; keepHistory: boolean };

/**
 * Writes one batch; the caller holds the transaction.
 * @returns one result per document, in order, and whether anything was written.
 */
export function writeBatch(
	collection: Collection,
	docs: readonly IncomingDoc[],
	{ newEdits = true, guard, keepHistory = false }: WriteOptions
): { results: WriteResult[]; wrote: boolean } {
	const { statements, key } = collection;
	const before = statements.collection.get(key) as CollectionRow;
	const tally: Tally = { seq: 0, alive: 0, deleted: 0, bytes: 0 };
	const batch: Batch = { ...collection, before, tally, historyFor: newEdits ? nextHistory : givenHistory, guard, keepHistory };
	const results = docs.map((doc) => writeOne(batch, doc));
	const wrote = tally.seq > 0;
	if (wrote) statements.count.run({ ...tally, key });
	return { results, wrote };
}

/** Where a document's revision stands: its history, or that it conflicts. */
type History = (doc: IncomingDoc, tree: RevTree, body: string, kept: number) => Revisions | 'conflict';

function writeOne(batch: Batch, doc: IncomingDoc): WriteResult {
	const { statements, key, before, tally, historyFor, guard } = batch;
	const id = doc._id;
	const found = statements.documentWithBody.get({ collection: key, id }) as DocumentWithBody | undefined;
	const tree: RevTree = found ? JSON.parse(found.tree) : [];
	const body = bodyOf(doc);

	const history = historyFor(doc, tree, body, before.revs_kept);
	if (history === 'conflict') return { id, error: 'conflict', reason: 'Document update conflict.' };
	const rev = `${history.start}-${history.ids[0]}`;
	if (knows(tree, rev)) return { id, rev, ok: true };

	const refusal = guard?.(doc, found && composeDoc(id, found.winner, found.deleted === 1, found.body));
	if (refusal) return { id, ...(doc._rev && { rev: doc._rev }), ...refusal };

	const grown = grow(tree, history, doc._deleted === true, before.revs_kept);
	const leaves = leavesOf(grown.tree);
	statements.putBody.run(key, id, rev, body);
	tally.bytes += Buffer.byteLength(body);
	const isErased = leaves[0].deleted && !batch.keepHistory;
	tally.bytes -= forgetBodies(batch, id, isErased ? exceptLeaves(batch, id, grown.tree) : grown.forgotten);
	const deleted = leaves[0].deleted ? 1 : 0;
	tally.seq += 1;
	count(tally, found, deleted);
	statements.putDocument.run(key, id, before.seq + tally.seq, leaves[0].rev, deleted, JSON.stringify(grown.tree));
	return { id, rev, ok: true };
}

/** An edit in the ordinary way: it must name the leaf it replaces; a deleted document may be written anew without. */
export const nextHistory: History = (doc, tree, body, kept) => {
	const parent = parentOf(doc, tree);
	if (parent === 'conflict') return parent;
	const hash = createHash('md5').update(JSON.stringify([doc._deleted === true, parent ?? null, body])).digest('hex');
	const past = parent === undefined ? undefined : historyOf(tree, parent);
	return { start: generationOf(parent) + 1, ids: [hash, ...(past?.ids ?? [])].slice(0, kept) };
};

function parentOf(doc: IncomingDoc, tree: RevTree): string | undefined | 'conflict' {
	if (tree.length === 0) return doc._rev === undefined ? undefined : 'conflict';
	const leaves = leavesOf(tree);
	if (doc._rev === undefined) return leaves[0].deleted ? leaves[0].rev : 'conflict';
	return leaves.some(({ rev }) => rev === doc._rev) ? doc._rev : 'conflict';
}

/** A revision made elsewhere brings its own history. @throws TypeError where it does not; the border checks that before. */
export const givenHistory: History = (doc) => {
	const revision = parseRevision(doc._rev);
	if (!revision) throw new TypeError(`not a revision: ${doc._rev}`);
	if (doc._revisions === undefined) return { start: revision.generation, ids: [revision.hash] };
	if (!isHistoryOf(doc._rev!, doc._revisions)) throw new TypeError(`not the history of ${doc._rev}`);
	return doc._revisions;
};

/** What a document holds beside CouchDB's own members. */
export function bodyOf({ _id, _rev, _deleted, _revisions, _attachments, ...fields }: IncomingDoc): string {
	return JSON.stringify(fields);
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
