import { createHash } from 'node:crypto';
import { generationOf, grow, historyOf, isHistoryOf, knows, leavesOf, parseRevision, REVISIONS_KEPT, type Revisions, type RevTree } from './revision-tree.ts';
import type { CollectionRow, DocumentRow, DocumentWithBody, Statements } from './sqlite-statements.ts';
import { composeDoc } from './stored-doc.ts';
import type { Guard, IncomingDoc, WriteResult } from './store.ts';

/** What a batch changes in the counters of its database. */
type Tally = { seq: number; alive: number; deleted: number };

/**
 * Writes one batch; the caller holds the transaction.
 * @returns one result per document, in order, and whether anything was written.
 */
export function writeBatch(
	statements: Statements,
	collection: number,
	docs: readonly IncomingDoc[],
	{ newEdits = true, guard }: { newEdits?: boolean; guard?: Guard }
): { results: WriteResult[]; wrote: boolean } {
	const { seq } = statements.collection.get(collection) as CollectionRow;
	const tally: Tally = { seq, alive: 0, deleted: 0 };
	const results = docs.map((doc) => writeOne(statements, collection, tally, doc, newEdits ? nextHistory : givenHistory, guard));
	const wrote = tally.seq !== seq;
	if (wrote) statements.count.run(tally.seq, tally.alive, tally.deleted, collection);
	return { results, wrote };
}

/** Where a document's revision stands: its history, or that it conflicts. */
type History = (doc: IncomingDoc, tree: RevTree, body: string) => Revisions | 'conflict';

function writeOne(
	statements: Statements,
	collection: number,
	tally: Tally,
	doc: IncomingDoc,
	historyFor: History,
	guard: Guard | undefined
): WriteResult {
	const id = doc._id;
	const found = statements.documentWithBody.get({ collection, id }) as DocumentWithBody | undefined;
	const tree: RevTree = found ? JSON.parse(found.tree) : [];
	const body = bodyOf(doc);

	const history = historyFor(doc, tree, body);
	if (history === 'conflict') return { id, error: 'conflict', reason: 'Document update conflict.' };
	const rev = `${history.start}-${history.ids[0]}`;
	if (knows(tree, rev)) return { id, rev, ok: true };

	const refusal = guard?.(doc, found && composeDoc(id, found.winner, found.deleted === 1, found.body));
	if (refusal) return { id, ...(doc._rev && { rev: doc._rev }), ...refusal };

	const grown = grow(tree, history, doc._deleted === true);
	const leaves = leavesOf(grown.tree);
	statements.putBody.run(collection, id, rev, body);
	forgetBodies(statements, collection, id, leaves[0].deleted ? exceptLeaves(statements, collection, id, leaves) : grown.forgotten);
	const deleted = leaves[0].deleted ? 1 : 0;
	tally.seq += 1;
	count(tally, found, deleted);
	statements.putDocument.run(collection, id, tally.seq, leaves[0].rev, deleted, JSON.stringify(grown.tree));
	return { id, rev, ok: true };
}

/** An edit in the ordinary way: it must name the leaf it replaces; a deleted document may be written anew without. */
const nextHistory: History = (doc, tree, body) => {
	const parent = parentOf(doc, tree);
	if (parent === 'conflict') return parent;
	const hash = createHash('md5').update(JSON.stringify([doc._deleted === true, parent ?? null, body])).digest('hex');
	const past = parent === undefined ? undefined : historyOf(tree, parent);
	return { start: generationOf(parent) + 1, ids: [hash, ...(past?.ids ?? [])].slice(0, REVISIONS_KEPT) };
};

function parentOf(doc: IncomingDoc, tree: RevTree): string | undefined | 'conflict' {
	if (tree.length === 0) return doc._rev === undefined ? undefined : 'conflict';
	const leaves = leavesOf(tree);
	if (doc._rev === undefined) return leaves[0].deleted ? leaves[0].rev : 'conflict';
	return leaves.some(({ rev }) => rev === doc._rev) ? doc._rev : 'conflict';
}

/** A revision made elsewhere brings its own history. @throws TypeError where it does not; the border checks that before. */
const givenHistory: History = (doc) => {
	const revision = parseRevision(doc._rev);
	if (!revision) throw new TypeError(`not a revision: ${doc._rev}`);
	if (doc._revisions === undefined) return { start: revision.generation, ids: [revision.hash] };
	if (!isHistoryOf(doc._rev!, doc._revisions)) throw new TypeError(`not the history of ${doc._rev}`);
	return doc._revisions;
};

/** What a document holds beside CouchDB's own members. */
function bodyOf({ _id, _rev, _deleted, _revisions, ...fields }: IncomingDoc): string {
	return JSON.stringify(fields);
}

function count(tally: Tally, found: DocumentRow | undefined, deleted: 0 | 1): void {
	if (found) tally[found.deleted ? 'deleted' : 'alive'] -= 1;
	tally[deleted ? 'deleted' : 'alive'] += 1;
}

/** A document deleted in every branch keeps no earlier content: what is erased must not stay readable. */
function exceptLeaves(statements: Statements, collection: number, id: string, leaves: readonly { rev: string }[]): string[] {
	const kept = new Set(leaves.map(({ rev }) => rev));
	return (statements.bodyRevs.all(collection, id) as { rev: string }[]).map(({ rev }) => rev).filter((rev) => !kept.has(rev));
}

function forgetBodies(statements: Statements, collection: number, id: string, revs: readonly string[]): void {
	for (const rev of revs) statements.dropBody.run(collection, id, rev);
}
