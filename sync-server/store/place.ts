import { hash as digest } from 'node:crypto';
import type { AttachmentNote } from './attachment.ts';
import { generationOf, historyOf, isHistoryOf, leavesOf, parseRevision, type RevTree } from './revision-tree.ts';
import type { IncomingDoc } from './store.ts';

/** Where a document's revision stands: behind `ancestors` (hashes, newest first). Its own hash is given, or to be made. */
export type Place = { generation: number; ancestors: readonly string[]; hash?: string };

/** @returns `conflict` for an edit over what is no leaf. @throws TypeError for a revision made elsewhere without a history of its own. */
export const placeOf = (doc: IncomingDoc, tree: RevTree, newEdits: boolean): Place | 'conflict' => (newEdits ? nextPlace(doc, tree) : givenPlace(doc));

/** An edit in the ordinary way: it must name the leaf it replaces, or nothing over what is deleted. */
function nextPlace(doc: IncomingDoc, tree: RevTree): Place | 'conflict' {
	const parent = parentOf(doc, tree);
	if (parent === 'conflict') return parent;
	const past = parent === undefined ? undefined : historyOf(tree, parent);
	return { generation: generationOf(parent) + 1, ancestors: past?.ids ?? [] };
}

/** The same edit of the same revision is the same revision, whoever makes it. */
export function hashOf(doc: IncomingDoc, { generation, ancestors }: Place, body: string): string {
	const parent = ancestors.length > 0 ? `${generation - 1}-${ancestors[0]}` : null;
	return digest('md5', JSON.stringify([doc._deleted === true, parent, body]));
}

function parentOf(doc: IncomingDoc, tree: RevTree): string | undefined | 'conflict' {
	if (tree.length === 0) return doc._rev === undefined ? undefined : 'conflict';
	const leaves = leavesOf(tree);
	// As in CouchDB: what is deleted is written anew without naming a revision, and not deleted again.
	if (leaves[0].deleted) return doc._rev === undefined && !doc._deleted ? leaves[0].rev : 'conflict';
	if (doc._rev === undefined) return 'conflict';
	return leaves.some(({ rev }) => rev === doc._rev) ? doc._rev : 'conflict';
}

/** A revision made elsewhere brings its own history. @throws TypeError where it does not; the border checks that before. */
function givenPlace(doc: IncomingDoc): Place {
	const revision = parseRevision(doc._rev);
	if (!revision) throw new TypeError(`not a revision: ${doc._rev}`);
	const { generation, hash } = revision;
	if (doc._revisions === undefined) return { generation, hash, ancestors: [] };
	if (!isHistoryOf(doc._rev!, doc._revisions)) throw new TypeError(`not the history of ${doc._rev}`);
	return { generation, hash, ancestors: doc._revisions.ids.slice(1) };
}

/** What a document holds beside CouchDB's own members, and what is noted of its attachments. */
export function bodyOf({ _id, _rev, _deleted, _revisions, _attachments, ...fields }: IncomingDoc, notes?: Record<string, AttachmentNote>): string {
	return JSON.stringify(notes ? { ...fields, _attachments: notes } : fields);
}
