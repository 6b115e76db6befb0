import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gunzipSync, gzip } from 'node:zlib';
import { generationOf, type Revisions } from './revision-tree.ts';
import type { DocOptions, IncomingAttachment, IncomingDoc, Refusal, StoredAttachment, StoredDoc } from './store.ts';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** CouchDB's `compression_level` and `compressible_types`: what is worth packing, with whatever parameters. */
const LEVEL = 8;
const packable = /^\s*(text\/.*|application\/(javascript|json|xml))(\s*;.*)?\s*$/i;

/** What a document keeps of an attachment beside its content; `digest` and `length` are of what was given. */
export type AttachmentNote = { content_type: string; revpos: number; digest: string; length: number; encoding?: 'gzip'; encoded_length?: number };
/** New content, ready to be kept: `body` is packed where the note says so. */
export type Content = { note: Omit<AttachmentNote, 'revpos'>; body: Uint8Array };
/** An attachment of a document about to be written: content, or the one that the revision before has under this name. */
export type ReadyAttachment = { revpos?: number; content?: Content };
export type ReadyDoc = { doc: IncomingDoc; attachments?: Record<string, ReadyAttachment> };

export const digestOf = (bytes: Uint8Array): string => `md5-${createHash('md5').update(bytes).digest('base64')}`;

/** Content as it was before it was packed. @param most bytes it may have: beyond that it rejects. */
export const plainOf = async ({ encoding, body }: { encoding?: string; body: Uint8Array }, most?: number): Promise<Uint8Array> =>
	encoding === 'gzip' ? unpack(body, most === undefined ? {} : { maxOutputLength: most }) : body;

/** Digests and packs the attachments of a batch off this thread, so that the transaction itself only writes. */
export async function readyForWriting(docs: readonly IncomingDoc[]): Promise<ReadyDoc[]> {
	if (!docs.some(({ _attachments }) => _attachments)) return docs.map((doc) => ({ doc }));
	return Promise.all(docs.map(async (doc) => (doc._attachments ? { doc, attachments: await readyAttachments(doc._attachments) } : { doc })));
}

async function readyAttachments(given: Record<string, IncomingAttachment>): Promise<Record<string, ReadyAttachment>> {
	const ready = Object.entries(given).map(async ([name, one]) => {
		const revpos = one.revpos === undefined ? {} : { revpos: one.revpos };
		return [name, 'stub' in one ? revpos : { ...revpos, content: await contentOf(one) }] as const;
	});
	return Object.fromEntries(await Promise.all(ready));
}

type SentBytes = { data: Uint8Array; encoding?: 'gzip'; length?: number };

async function contentOf(given: { content_type?: string } & ({ data: string } | SentBytes)): Promise<Content> {
	const { content_type = 'application/octet-stream' } = given;
	const { data, encoding, length } = typeof given.data === 'string' ? { data: Buffer.from(given.data, 'base64') } : (given as SentBytes);
	const note = { content_type, digest: digestOf(data), length: length ?? data.byteLength };
	if (encoding !== 'gzip' && !packable.test(content_type)) return { note, body: data };
	const body = encoding === 'gzip' ? data : await pack(data, { level: LEVEL });
	return { note: { ...note, encoding: 'gzip', encoded_length: body.byteLength }, body };
}

/**
 * What a new revision keeps of its attachments: content is new in this generation (where the document was written
 * elsewhere, in that which it says), a stub stands for what the revision before it has.
 * @param before the attachments of that revision.
 * @returns the notes, or CouchDB's refusal of a stub that stands for nothing.
 */
export function notesFor(
	id: string,
	attachments: Record<string, ReadyAttachment>,
	{ generation, newEdits }: { generation: number; newEdits: boolean },
	before: Record<string, AttachmentNote> = {}
): { notes: Record<string, AttachmentNote>; refusal?: undefined } | { refusal: Refusal; notes?: undefined } {
	const notes: [string, AttachmentNote][] = [];
	for (const [name, { revpos, content }] of Object.entries(attachments)) {
		const known = Object.hasOwn(before, name) ? before[name] : undefined;
		const note = content ? { ...content.note, revpos: newEdits ? generation : (revpos ?? generation) } : known;
		if (!note || (!content && revpos !== undefined && revpos !== note.revpos)) {
			return { refusal: { error: 'missing_stub', reason: `Invalid attachment stub in ${id} for ${name}` } };
		}
		notes.push([name, note]);
	}
	return { notes: Object.fromEntries(notes) };
}

/** The generation of the newest of these revisions in a history; 0 for none. What is newer is not known to who names them. */
export const newestKnown = ({ start, ids }: Revisions, revs: readonly string[]): number =>
	Math.max(0, ...revs.filter((rev) => ids[start - generationOf(rev)] === rev.slice(rev.indexOf('-') + 1)).map(generationOf));

/**
 * A document with its attachments as they are told: as stubs, or with content as base64.
 * @param doc as it is kept: its `_attachments` are notes.
 * @param contentOf reads what is kept of one.
 */
export function tellAttachments(
	doc: StoredDoc,
	{ attachments, attsSince, attEncodingInfo }: DocOptions,
	{ history, bodyOf }: { history: () => Revisions; bodyOf: (note: AttachmentNote) => Uint8Array }
): StoredDoc {
	const notes = doc._attachments as Record<string, AttachmentNote> | undefined;
	if (!notes) return doc;
	const since = attachments && attsSince ? newestKnown(history(), attsSince) : 0;
	const told = Object.entries(notes).map(([name, note]): [string, StoredAttachment] => {
		const { content_type, revpos, digest, length, encoding, encoded_length } = note;
		const content = attachments && revpos > since ? { data: base64(note, bodyOf(note)) } : { length, stub: true as const };
		return [name, { content_type, revpos, digest, ...content, ...(attEncodingInfo && encoding && { encoding, encoded_length: encoded_length! }) }];
	});
	return { ...doc, _attachments: Object.fromEntries(told) };
}

const base64 = ({ encoding }: AttachmentNote, body: Uint8Array) => {
	const plain = encoding ? gunzipSync(body) : body;
	return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString('base64');
};
