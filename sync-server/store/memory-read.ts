import { type AttachmentNote, tellAttachments } from './attachment.ts';
import { type Kept, notesIn, winnerIn } from './memory-document.ts';
import { knows, latestOf, leavesOf, lineageOf } from './revision-tree.ts';
import type { Attachment, DocOptions, OpenRevision, StoredDoc } from './store.ts';
import { addRevisions, composeDoc } from './stored-doc.ts';

type WriteSeq = (n: number) => string;
type Which = { rev?: string; latest?: boolean };

/** The winner, with what was asked for. */
export const winnerOf = (kept: Kept, write: WriteSeq, options: DocOptions): StoredDoc => revisionOf(kept, winnerIn(kept).rev, write, options)!;

/** See `Database.get`. */
export function readDocument(kept: Kept, write: WriteSeq, { rev, latest, ...options }: DocOptions & Which): StoredDoc | undefined {
	if (rev === undefined) return winnerOf(kept, write, options);
	return revisionOf(kept, latest ? (latestOf(kept.tree, rev)[0] ?? rev) : rev, write, options);
}

/** See `Database.openRevisions`. */
export function readRevisions(kept: Kept, revs: readonly string[] | 'all', write: WriteSeq, { latest, ...options }: DocOptions & Which): OpenRevision[] {
	const named = revs === 'all' ? leavesOf(kept.tree).map(({ rev }) => rev) : revs;
	const asked = latest ? [...new Set(named.flatMap((rev) => (knows(kept.tree, rev) ? latestOf(kept.tree, rev) : rev)))] : named;
	return asked.map((rev) => {
		const ok = revisionOf(kept, rev, write, options);
		return ok ? { ok } : { missing: rev };
	});
}

/** See `Database.attachment`. */
export function readAttachment(kept: Kept, name: string, { rev = winnerIn(kept).rev }: { rev?: string }): Attachment | undefined {
	const body = kept.bodies.get(rev);
	const notes = (body && notesIn(body)) ?? {};
	if (!body || !Object.hasOwn(notes, name)) return undefined;
	const { encoded_length, ...note } = notes[name]!;
	return { ...note, ...(encoded_length !== undefined && { encodedLength: encoded_length }), body: body.contents.get(name)! };
}

function revisionOf({ id, tree, bodies, seq }: Kept, rev: string, write: WriteSeq, options: DocOptions): StoredDoc | undefined {
	const body = bodies.get(rev);
	const line = body && lineageOf(tree, rev);
	if (!body || !line) return undefined;
	const notes = notesIn(body) ?? {};
	const nameOf = (note: AttachmentNote) => Object.keys(notes).find((name) => notes[name]!.digest === note.digest && notes[name]!.encoding === note.encoding)!;
	const doc = composeDoc(id, rev, line.deleted[0]!, body.json);
	return tellAttachments(addRevisions(doc, { tree: () => tree, seq: () => write(seq), hasBody: (one) => bodies.has(one) }, options), options, {
		history: () => line,
		bodyOf: (note) => body.contents.get(nameOf(note))!
	});
}
