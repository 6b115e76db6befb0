import { readBytes } from '../body.ts';
import { parseRevision } from '../store/revision-tree.ts';
import type { IncomingAttachment, StoredDoc } from '../store/store.ts';
import { isAdministratorsOnly } from './access.ts';
import { badRequest, CouchError, conflict, missing } from './answer.ts';
import type { Asked, Verb } from './asked.ts';
import { attachmentAnswer } from './attachment-answer.ts';
import { bodyLimit, checkName, checkSize, contentType, type Following } from './incoming-attachments.ts';
import { revisionNamed } from './put-document.ts';
import { readableRevisions } from './readable.ts';
import { checkDigest, unpacked } from './related.ts';
import { answerFor, writeDocuments } from './write.ts';

/** `GET /{db}/{id}/{name}`: the content, of the winner or of the revision that `?rev=` names. */
export const getAttachment: Verb = async (asked) => {
	const { database, id, rest: name, query, request } = asked;
	const rev = query.get('rev') ?? undefined;
	if (rev !== undefined && !parseRevision(rev)) throw badRequest('Invalid rev format');
	const doc = await revisionOf(asked, rev);
	if (!doc) throw missing();
	if (doc._deleted && rev === undefined) throw missing('deleted');
	const found = await database.attachment(id, name, { rev: doc._rev });
	if (!found) throw withoutIt();
	return attachmentAnswer(request, found, isAdministratorsOnly(asked));
};

/** `PUT /{db}/{id}/{name}`: adds or replaces one attachment over the revision named; where none is, in a new document. */
export const putAttachment: Verb = async (asked) => {
	const name = checkName(asked.rest);
	const content = await contentSent(asked, name);
	const doc = await revisionToChange(asked);
	const _attachments = { ...doc?._attachments, [name]: { follows: true } };
	return write(asked, { ...doc, _id: asked.id, _attachments }, 201, new Map([[name, content]]));
};

/** `DELETE /{db}/{id}/{name}`: a new revision without it. */
export const deleteAttachment: Verb = async (asked) => {
	const named = await revisionToChange(asked);
	const doc = named ?? (await revisionOf(asked, undefined));
	if (!doc) throw missing();
	if (doc._deleted && !named) throw missing('deleted');
	if (!Object.hasOwn(doc._attachments ?? {}, asked.rest)) throw withoutIt();
	if (!named) throw conflict();
	const { [asked.rest]: _, ...others } = named._attachments!;
	return write(asked, { ...named, _attachments: others }, 200);
};

const withoutIt = () => missing('Document is missing attachment');

/** The winner, or the revision named where it may be read. */
async function revisionOf(asked: Asked, rev: string | undefined): Promise<StoredDoc | undefined> {
	if (rev === undefined) return asked.database.get(asked.id);
	const [found] = await readableRevisions(asked, asked.id, [rev], {});
	return found && 'ok' in found ? found.ok : undefined;
}

/** The revision that a write names, or undefined where it names none. @throws CouchError where there is no such revision. */
async function revisionToChange(asked: Asked): Promise<StoredDoc | undefined> {
	const rev = revisionNamed(asked, undefined) as string | undefined;
	if (rev === undefined) return undefined;
	const doc = await revisionOf(asked, rev);
	if (!doc) throw new CouchError(409, 'not_found', 'missing_rev');
	return doc;
}

async function write(asked: Asked, doc: Record<string, unknown>, status: number, following?: Following): Promise<Response> {
	const rows = await writeDocuments(asked, [doc], true, following);
	return answerFor(rows, status, status === 201 ? { Location: asked.request.url.split('?')[0]! } : {});
}

/** The body of a request as content: kept as it comes, also where it comes packed. */
async function contentSent(asked: Asked, name: string): Promise<IncomingAttachment> {
	const { request, request: { headers }, context: { settings: { attachmentBytes: most } } } = asked;
	const encoding = (headers.get('Content-Encoding') ?? 'identity').trim().toLowerCase();
	if (encoding !== 'gzip' && encoding !== 'identity') throw new CouchError(415, 'bad_content_type', 'Only gzip and identity content-encodings are supported');
	checkSize(name, Number(headers.get('Content-Length') ?? 0), most);
	const data = await readBytes(request, bodyLimit(asked));
	checkSize(name, data.byteLength, most);
	const md5 = headers.get('Content-MD5');
	if (md5) checkDigest(`md5-${md5}`, data);
	if (encoding === 'gzip') await unpacked(name, data, most);
	return { content_type: contentType(headers.get('Content-Type')), data, ...(encoding === 'gzip' && { encoding }) };
}
