import { json, missing } from './answer.ts';
import { type Asked, docOptionsOf, isTrue } from './asked.ts';
import { readableRevisions } from './readable.ts';
import { accepts, forParts, mixedAnswer } from './told-multipart.ts';

/**
 * `GET /{db}/{id}?open_revs=`: all leaves, or the revisions named; with `latest` what superseded them. As JSON, or as
 * `multipart/mixed`, which CouchDB's replicator asks for: there the content of attachments follows each document.
 */
export async function openRevisions(asked: Asked, revs: readonly string[] | 'all'): Promise<Response> {
	const { database, id, query, request } = asked;
	if (revs === 'all' && !(await database.get(id))) throw missing();
	const options = docOptionsOf(query);
	const inParts = accepts(request, 'multipart/mixed');
	const found = await readableRevisions(asked, id, revs, { ...(inParts ? forParts(options) : options), latest: isTrue(query, 'latest') });
	return inParts ? mixedAnswer(database, found, options) : json(found);
}
