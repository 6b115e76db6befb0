import { DATABASE_LIMIT, readObject } from '../body.ts';
import type { WriteResult } from '../store/store.ts';
import { badRequest, couchError, json, missing } from './answer.ts';
import { type Asked, type Verb } from './asked.ts';
import { writeDocuments } from './write.ts';

/** `PUT /{db}/{id}`: one document over the revision it names in the body, as `?rev=` or as `If-Match`. */
export const putDocument: Verb = async (asked) => {
	const { request, id, query } = asked;
	const body = await readObject(request, DATABASE_LIMIT);
	if (body._id !== undefined && body._id !== id) return badRequest('The _id of the body is another one than that of the address.');
	const rev = revisionNamed(asked, body._rev);
	if (rev instanceof Response) return rev;
	return answerFor(await writeDocuments(asked, [{ ...body, _id: id, ...(rev !== undefined && { _rev: rev }) }], query.get('new_edits') !== 'false'));
};

/** `DELETE /{db}/{id}?rev=`: leaves a tombstone. */
export const deleteDocument: Verb = async (asked) => {
	const rev = revisionNamed(asked, undefined);
	if (rev instanceof Response) return rev;
	const winner = await asked.database.get(asked.id);
	if (!winner) return missing();
	if (winner._deleted && rev === undefined) return couchError(404, 'not_found', 'deleted');
	if (rev === undefined) return conflict();
	return answerFor(await writeDocuments(asked, [{ _id: asked.id, _rev: rev, _deleted: true }], true), 200);
};

/** The revision a write goes over, named in up to three places. @returns 400 where they differ. */
function revisionNamed({ request, query }: Asked, ofBody: unknown): unknown | Response {
	const header = request.headers.get('If-Match')?.replaceAll('"', '');
	const [rev, ...others] = [ofBody, query.get('rev') ?? undefined, header].filter((named) => named !== undefined);
	return others.some((other) => other !== rev) ? badRequest('Document rev from request body and query string have different values') : rev;
}

const conflict = () => couchError(409, 'conflict', 'Document update conflict.');

function answerFor([row]: WriteResult[], status = 201): Response {
	if (!row || 'ok' in row) return json({ ok: true, id: row?.id, rev: row?.rev }, status);
	if (row.error === 'conflict') return conflict();
	const { id: _, rev: __, ...refusal } = row;
	return json(refusal, 403);
}
