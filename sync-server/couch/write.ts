import { failure } from '#lib/kernel/failure.ts';
import { readJson } from '../body.ts';
import { OWN } from '../context.ts';
import { isObject } from '../is-object.ts';
import { restoredLately } from '../restored.ts';
import type { IncomingDoc, WriteResult } from '../store/store.ts';
import { PREFIX, prepareOwn, prepareUser, type UserDoc } from '../user-documents.ts';
import { isAdministrator } from './access.ts';
import { badRequest, json } from './answer.ts';
import type { Asked } from './asked.ts';
import { wrongWithDesign } from './design-shape.ts';
import { forbidden, guardFor, isForeign } from './guard.ts';
import { failureIn, readIncoming } from './incoming.ts';
import { bodyLimit, checkDocumentSize, type Following, mayHoldLargeDocument } from './incoming-attachments.ts';

const LOCAL = '_local/';

/**
 * Writes documents as somebody asked: each is checked on its own, those accepted are one transaction. Where the
 * administrator may write anything, a batch may also hold local documents, as with CouchDB.
 * @param following the attachments that came outside of their document.
 * @returns one row per document, in order.
 * @throws CouchError where the whole of it is refused.
 */
export async function writeDocuments(asked: Asked, raw: readonly unknown[], newEdits: boolean, following?: Following): Promise<WriteResult[]> {
	const { context, database, audience, security, actor } = asked;
	const own = await ownDocument(asked);
	const read = await Promise.all(raw.map((doc) => readOne(asked, doc, { newEdits, own, following })));
	if (mayHoldLargeDocument(asked)) for (const one of read) if ('doc' in one) checkDocumentSize(one.doc);
	const accepted = read.flatMap((one): IncomingDoc[] => ('doc' in one && !one.doc._id.startsWith(LOCAL) ? [one.doc] : []));
	const restoredAt = accepted.some((doc) => isForeign(doc, actor)) ? await restoredLately(database, context.now) : undefined;
	const guard = guardFor({ audience, actor, security, restoredAt });
	const options = { newEdits: newEdits || own !== undefined, ...(guard && { guard }), ...(audience === 'administrator' && { keepHistory: true }) };
	const written = (accepted.length > 0 ? await database.bulkDocs(accepted, options) : []).values();
	const rows: WriteResult[] = [];
	for (const one of read) {
		if ('row' in one) rows.push(one.row);
		else rows.push(one.doc._id.startsWith(LOCAL) ? await writeLocal(asked, one.doc) : written.next().value!);
	}
	return rows;
}

type Reading = { newEdits: boolean; own: UserDoc | undefined; following: Following | undefined };

async function readOne({ audience, context }: Asked, raw: unknown, { newEdits, own, following }: Reading): Promise<{ doc: IncomingDoc } | { row: WriteResult }> {
	const rowFor = (failure: Parameters<typeof forbidden>[0]) => {
		const { _id, _rev } = raw as Partial<IncomingDoc>;
		return { row: { id: typeof _id === 'string' ? _id : '', ...(typeof _rev === 'string' && { rev: _rev }), ...forbidden(failure) } };
	};
	try {
		const doc = readIncoming(raw, { newEdits, audience, attachments: { most: context.settings.attachmentBytes, following } });
		const unfit = audience === 'administrator' && doc._id.startsWith('_design/') && !doc._deleted ? wrongWithDesign(doc) : undefined;
		if (unfit !== undefined) return { row: { id: doc._id, ...(doc._rev !== undefined && { rev: doc._rev }), error: 'invalid_design_doc', reason: unfit } };
		const user = audience !== 'accounts' ? { doc } : own ? await prepareOwn(doc, own) : await prepareUser(doc);
		return user.failure ? rowFor(user.failure) : { doc: user.doc };
	} catch (error) {
		const failure = failureIn(error);
		if (!failure) throw error;
		return rowFor(failure);
	}
}

/** The user document of somebody who is no administrator: the only one they write, and not every way (SPEC 2.13). */
async function ownDocument({ database, audience, actor }: Asked): Promise<UserDoc | undefined> {
	return audience === 'accounts' && !isAdministrator(actor) ? ((await database.get(PREFIX + actor.name)) as UserDoc) : undefined;
}

async function writeLocal({ database, actor }: Asked, { _id, _rev, _deleted, _revisions, _attachments, ...fields }: IncomingDoc): Promise<WriteResult> {
	const id = _id.slice(LOCAL.length);
	if (id.startsWith(OWN) || !isAdministrator(actor)) return { id: _id, ...forbidden(failure('forbidden', '_id')) };
	if (_deleted) return (await database.deleteLocal(id)) ? { id: _id, rev: '0-0', ok: true } : { id: _id, error: 'not_found', reason: 'missing' };
	const rev = await database.putLocal(id, fields, _rev);
	return rev ? { id: _id, rev, ok: true } : { id: _id, error: 'conflict', reason: 'Document update conflict.' };
}

/** The document that is the body of a request. */
export async function documentIn(asked: Asked, { limit = bodyLimit(asked), ...options }: { anyType?: boolean; limit?: number } = {}): Promise<Record<string, unknown>> {
	const doc = await readJson(asked.request, limit, options);
	if (!isObject(doc)) throw badRequest('Document must be a JSON object');
	return doc;
}

/** What became of one document: its revision, which is its ETag, or why it was not written. */
export function answerFor([row]: WriteResult[], status: number, headers: Record<string, string> = {}): Response {
	if (!row) throw new TypeError('a document without a row');
	if ('ok' in row) return json({ ok: true, id: row.id, rev: row.rev }, status, { ...headers, ETag: `"${row.rev}"` });
	const { id: _, rev: __, ...refusal } = row;
	return json(refusal, statuses[row.error] ?? 403);
}

/** By CouchDB's name of an error its status; what is not here is a refusal of the guard. */
const statuses: Record<string, number> = { conflict: 409, document_too_large: 413, invalid_design_doc: 400, missing_stub: 412, not_found: 404, too_large: 413 };
