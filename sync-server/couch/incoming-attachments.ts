import { DATABASE_LIMIT } from '../body.ts';
import { isObject } from '../is-object.ts';
import type { IncomingAttachment } from '../store/store.ts';
import { badRequest, CouchError } from './answer.ts';
import type { Asked } from './asked.ts';

/** How large a request may be: where attachments are taken, a document and one of the largest as base64 have room in it. */
export const bodyLimit = ({ audience, context }: Pick<Asked, 'audience' | 'context'>): number =>
	audience === 'administrator' ? DATABASE_LIMIT + 2 * context.settings.attachmentBytes : DATABASE_LIMIT;

/** How attachments come in: how large one may be, and which are not in their document but follow it. */
export type Incoming = { most: number; following?: Following | undefined };
/** The content of attachments that come outside of their document, by name. */
export type Following = ReadonlyMap<string, IncomingAttachment>;

type Told = Record<string, unknown>;

/**
 * The `_attachments` of a document on its way in. As in CouchDB what is no object is passed over, and members nobody knows
 * are dropped.
 * @returns undefined where there are none.
 * @throws CouchError in CouchDB's words, for the whole request: a name, content or size that is not taken.
 */
export function readAttachments(raw: unknown, incoming: Incoming): Record<string, IncomingAttachment> | undefined {
	if (raw === undefined) return undefined;
	if (!isObject(raw)) throw new CouchError(400, 'doc_validation', 'Bad special document member: _attachments');
	const read = Object.entries(raw).flatMap(([name, told]) => (isObject(told) ? [[checkName(name), readOne(name, told, incoming)] as const] : []));
	return read.length > 0 ? Object.fromEntries(read) : undefined;
}

function readOne(name: string, told: Told, { most, following }: Incoming): IncomingAttachment {
	const revpos = Number.isInteger(told.revpos) ? { revpos: told.revpos as number } : {};
	if (told.stub === true) return { ...revpos, stub: true };
	if (told.follows === true) {
		const content = following?.get(name);
		if (!content) throw badRequest(`Attachment ${name} follows nowhere`);
		return { ...content, ...revpos };
	}
	const { data } = told;
	const length = typeof data === 'string' ? base64Length(data) : undefined;
	if (length === undefined) throw badRequest(`Invalid attachment data for ${name}`);
	checkSize(name, length, most);
	return { ...revpos, content_type: contentType(told.content_type), data: data as string };
}

export const contentType = (told: unknown): string => (typeof told === 'string' && told !== '' ? told : 'application/octet-stream');

/** @returns the name. @throws CouchError for one that CouchDB does not take. */
export function checkName(name: string): string {
	if (name.startsWith('_')) throw badRequest(`Attachment name '${name}' starts with prohibited character '_'`);
	return name;
}

/** @throws CouchError where an attachment is larger than is taken. */
export function checkSize(name: string, length: number, most: number): void {
	if (length > most) throw new CouchError(413, 'attachment_too_large', name);
}

/** Whether a request could hold a document that is too large: only then its documents are measured. */
export const mayHoldLargeDocument = ({ audience, request: { headers } }: Pick<Asked, 'audience' | 'request'>): boolean =>
	audience === 'administrator' && (headers.has('Content-Encoding') || !(Number(headers.get('Content-Length') ?? NaN) <= DATABASE_LIMIT));

/** @throws CouchError where a document is too large, its attachments aside: CouchDB's `max_document_size`. */
export function checkDocumentSize({ _attachments, ...doc }: Record<string, unknown>): void {
	if (Buffer.byteLength(JSON.stringify(doc)) > DATABASE_LIMIT) throw new CouchError(413, 'document_too_large', String(doc._id));
}

/** How many bytes base64 stands for; undefined for what is none (`Buffer` would guess). White space means nothing. */
function base64Length(text: string): number | undefined {
	const compact = text.replace(/\s/g, '');
	const end = compact.search(/[^A-Za-z0-9+/]/);
	const padding = end === -1 ? '' : compact.slice(end);
	const isPadded = padding === '' || padding === '=' || padding === '==';
	return compact.length % 4 === 0 && isPadded ? (compact.length / 4) * 3 - padding.length : undefined;
}
