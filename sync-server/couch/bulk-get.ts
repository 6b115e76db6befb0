import { DATABASE_LIMIT } from '../body.ts';
import { isObject } from '../is-object.ts';
import { parseRevision } from '../store/revision-tree.ts';
import type { DocOptions } from '../store/store.ts';
import { badRequest, CouchError } from './answer.ts';
import { type Asked, docOptionsOf, isTrue, type Verb } from './asked.ts';
import { wrongWith } from './incoming.ts';
import { readObjectBody } from './object-body.ts';
import { readableRevisions } from './readable.ts';
import { streamed } from './streamed.ts';

/** Of a document, not of many. */
const REFUSED = ['open_revs', 'new_edits', 'w', 'rev', 'atts_since'];
/** CouchDB's `max_bulk_get_count`. */
const MOST = 10_000;
/** Entries read at a time; their histories may be long. */
const AT_ONCE = 50;
/** Characters: a replica's batch is sent whole, which is faster. */
const BATCH = 2_000_000;

/** `POST /{db}/_bulk_get`: one entry per request, in order (SPEC 3.6). Without `rev` all leaves are meant. */
export const bulkGet: Verb = async (asked) => {
	const { request, query } = asked;
	const refused = REFUSED.find((name) => query.has(name));
	if (refused) throw badRequest(`"${refused}" query parameter is not acceptable`);
	const { docs, revs, latest } = await readObjectBody(request, DATABASE_LIMIT);
	if (docs === undefined) throw badRequest("Missing JSON list of 'docs'.");
	if (!Array.isArray(docs)) throw badRequest('`docs` parameter must be an array.');
	if (docs.length > MOST) throw new CouchError(413, 'max_bulk_get_count_exceeded', String(MOST));
	const options = { ...docOptionsOf(query), ...(revs === true && { revs }), latest: isTrue(query, 'latest') || latest === true };
	return streamed(answer(asked, docs, options), {}, BATCH);
};

type Options = DocOptions & { latest: boolean };

async function* answer(asked: Asked, docs: readonly unknown[], options: Options): AsyncGenerator<string> {
	for (let from = 0; from === 0 || from < docs.length; from += AT_ONCE) {
		const entries = await Promise.all(docs.slice(from, from + AT_ONCE).map((one) => entry(asked, one, options)));
		yield `${from === 0 ? '{"results":[' : ','}${entries.map((one) => JSON.stringify(one)).join(',')}`;
	}
	yield ']}';
}

async function entry(asked: Asked, wanted: unknown, options: Options) {
	const fault = (id: unknown, rev: unknown, error: string, reason: string) => ({ id, docs: [{ error: { id, rev, error, reason } }] });
	if (!isObject(wanted)) return fault(null, null, 'bad_request', 'document must be a JSON object');
	const { id, rev, atts_since: since = [] } = wanted;
	if (id === undefined) return fault(null, null, 'bad_request', 'document id missed');
	const wrongId = wrongWith(id, false);
	if (wrongId !== undefined) return fault(id, null, 'illegal_docid', wrongId);
	if (rev !== undefined && !parseRevision(rev)) return fault(id, rev, 'bad_request', 'Invalid rev format');
	if (!Array.isArray(since)) return fault(id, since, 'bad_request', 'att_since value must be array of revs.');
	const unknown: unknown = since.find((one) => !parseRevision(one));
	if (unknown !== undefined) return fault(id, unknown, 'bad_request', 'Invalid rev format');
	const more = since.length > 0 ? { attsSince: since as string[], attachments: true } : {};
	const found = await readableRevisions(asked, id as string, rev === undefined ? 'all' : [rev as string], { ...options, ...more });
	if (found.length === 0) return fault(id, 'undefined', 'not_found', 'missing');
	const docs = found.map((one) => ('ok' in one ? one : { error: { id, rev: one.missing, error: 'not_found', reason: 'missing' } }));
	return { id, docs };
}
