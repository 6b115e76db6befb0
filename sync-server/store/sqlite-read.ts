import { type AttachmentNote, tellAttachments } from './attachment.ts';
import { knows, latestOf, leavesOf, lineageOf, parseRevision, type RevTree } from './revision-tree.ts';
import { writeSeq } from './sequence.ts';
import { contentOf } from './sqlite-attachments.ts';
import type { Collection, DocumentRow, DocumentWithBody } from './sqlite-statements.ts';
import type { Attachment, DocOptions, OpenRevision, StoredDoc } from './store.ts';
import { addRevisions, composeDoc, type Known } from './stored-doc.ts';

export const treeOf = ({ tree }: DocumentRow): RevTree => JSON.parse(tree) as RevTree;

export const rowOf = ({ statements, key }: Collection, id: string) =>
	statements.documentWithBody.get(key, id) as DocumentWithBody | undefined;

/** The winner of a row, with what was asked for. */
export const winnerOf = (collection: Collection, row: DocumentWithBody, options: DocOptions): StoredDoc =>
	tell(collection, row, composeDoc(row.id, row.winner, row.deleted === 1, row.body), options);

/** One document as `Database.get` gives it. */
export function readDocument(
	collection: Collection,
	id: string,
	{ rev, latest, ...options }: DocOptions & { rev?: string; latest?: boolean }
): StoredDoc | undefined {
	const row = rowOf(collection, id);
	if (!row) return undefined;
	if (rev === undefined || rev === row.winner) return winnerOf(collection, row, options);
	return revisionOf(collection, row, latest ? (latestOf(treeOf(row), rev)[0] ?? rev) : rev, options);
}

/** See `Database.openRevisions`. */
export function readRevisions(
	collection: Collection,
	id: string,
	revs: readonly string[] | 'all',
	{ latest, ...options }: DocOptions & { latest?: boolean }
): OpenRevision[] {
	const row = rowOf(collection, id);
	if (!row) return revs === 'all' ? [] : revs.map((missing) => ({ missing }));
	// Nothing comes after a winner, and most that is asked for is one.
	const latestIn = (tree: RevTree, rev: string) => (knows(tree, rev) ? latestOf(tree, rev) : [rev]);
	const named = revs === 'all' ? leavesOf(treeOf(row)).map(({ rev }) => rev) : revs;
	const asked = latest ? [...new Set(named.flatMap((rev) => (rev === row.winner ? [rev] : latestIn(treeOf(row), rev))))] : named;
	return asked.map((rev) => {
		const ok = revisionOf(collection, row, rev, options);
		return ok ? { ok } : { missing: rev };
	});
}

/** A known revision whose body is still kept. */
function revisionOf(collection: Collection, row: DocumentWithBody, rev: string, options: DocOptions): StoredDoc | undefined {
	if (rev === row.winner) return winnerOf(collection, row, options);
	const line = parseRevision(rev) && lineageOf(treeOf(row), rev);
	const kept = line && (collection.statements.body.get(collection.key, row.id, rev) as { body: string } | undefined);
	return kept && tell(collection, row, composeDoc(row.id, rev, line.deleted[0]!, kept.body), options);
}

/** A document as it is kept, with what was asked for. */
const tell = (collection: Collection, row: DocumentRow, doc: StoredDoc, options: DocOptions): StoredDoc =>
	tellAttachments(addRevisions(doc, knownOf(collection, row), options), options, {
		history: () => lineageOf(treeOf(row), doc._rev)!,
		bodyOf: (note) => contentOf(collection, note)
	});

/** See `Database.attachment`. */
export function readAttachment(collection: Collection, id: string, name: string, { rev }: { rev?: string }): Attachment | undefined {
	const doc = readDocument(collection, id, { attEncodingInfo: true, ...(rev !== undefined && { rev }) });
	const stubs = doc?._attachments ?? {};
	if (!Object.hasOwn(stubs, name)) return undefined;
	const { stub: _, encoded_length, ...stub } = stubs[name] as AttachmentNote & { stub: true };
	const encoded = encoded_length === undefined ? {} : { encodedLength: encoded_length };
	return { ...stub, ...encoded, body: contentOf(collection, stub) };
}

function knownOf({ statements, key, generation }: Collection, row: DocumentRow): Known {
	let bodies: Set<string> | undefined;
	return {
		tree: () => treeOf(row),
		seq: () => writeSeq(row.seq, generation),
		hasBody: (rev) => (bodies ??= new Set((statements.bodyRevs.all(key, row.id) as { rev: string }[]).map((kept) => kept.rev))).has(rev)
	};
}
