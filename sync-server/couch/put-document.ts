import { parseRevision } from '../store/revision-tree.ts';
import { badRequest, json } from './answer.ts';
import type { Asked, Verb } from './asked.ts';
import { isRelated, readRelated } from './related.ts';
import { answerFor, documentIn, writeDocuments } from './write.ts';

/** `PUT /{db}/{id}`: one document over the revision it names in the body, as `?rev=` or as `If-Match`; its attachments may follow it. */
export const putDocument: Verb = async (asked) => {
	const { request, id, query, audience } = asked;
	const { body, following } = isRelated(request) ? await readRelated(asked) : { body: await documentIn(asked, { anyType: true }) };
	if (audience !== 'administrator' && body._id !== undefined && body._id !== id) {
		throw badRequest('The _id of the body is another one than that of the address.');
	}
	const rev = revisionNamed(asked, body._rev);
	const doc = { ...body, _id: id, ...(rev !== undefined && { _rev: rev }) };
	const rows = await writeDocuments(asked, [doc], query.get('new_edits') !== 'false', following);
	// It is written all the same, but who asks so does not want to know how it went.
	if (query.get('batch') === 'ok') return json({ ok: true, id }, 202);
	return answerFor(rows, 201, { Location: request.url.split('?')[0]! });
};

/**
 * The revision a request goes by, named in up to three places.
 * @throws CouchError 400 where they differ, or one is none.
 */
export function revisionNamed({ request, query }: Pick<Asked, 'request' | 'query'>, ofBody: unknown): unknown {
	const ofQuery = query.get('rev') ?? undefined;
	const ofHeader = request.headers.get('If-Match')?.replaceAll('"', '');
	for (const rev of [ofQuery, ofHeader]) if (rev !== undefined && !parseRevision(rev)) throw badRequest('Invalid rev format');
	if (ofBody !== undefined && ofQuery !== undefined && ofBody !== ofQuery) {
		throw badRequest('Document rev from request body and query string have different values');
	}
	const explicit = ofBody ?? ofQuery;
	if (explicit !== undefined && ofHeader !== undefined && explicit !== ofHeader) throw badRequest('Document rev and etag have different values');
	return explicit ?? ofHeader;
}
