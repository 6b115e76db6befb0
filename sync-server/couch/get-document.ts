import { parseRevision } from '../store/revision-tree.ts';
import { badRequest, json, missing, unlessKnown } from './answer.ts';
import { type Asked, docOptionsOf, isTrue, listOf, type Verb } from './asked.ts';
import { readableRevisions } from './readable.ts';

/**
 * `GET /{db}/{id}`: the winner, or the revision named (a tombstone only so, or with `deleted=true`), and beside its fields
 * what `docOptionsOf` knows. As in CouchDB `latest` means the winner, whatever `rev` says; it has an ETag where it is
 * nothing but the document.
 */
export const getDocument: Verb = async (asked) => {
	const { database, id, query, request } = asked;
	if (query.has('open_revs')) return openRevisions(asked);
	const options = docOptionsOf(query);
	const rev = isTrue(query, 'latest') ? undefined : (query.get('rev') ?? undefined);
	if (rev !== undefined && !parseRevision(rev)) throw badRequest('Invalid rev format');
	const [asOf] = rev === undefined ? [] : await readableRevisions(asked, id, [rev], {});
	const doc = asOf && 'missing' in asOf ? undefined : await database.get(id, { ...options, ...(rev !== undefined && { rev }) });
	if (!doc) throw missing();
	if (doc._deleted && rev === undefined && !isTrue(query, 'deleted')) throw missing('deleted');
	const isPlain = !options.revsInfo && !options.conflicts && !options.deletedConflicts && !options.localSeq;
	return isPlain ? unlessKnown(request, doc._rev, (headers) => json(doc, 200, headers)) : json(doc);
};

async function openRevisions(asked: Asked): Promise<Response> {
	const { database, id, query } = asked;
	const text = query.get('open_revs')!;
	const revs = text === 'all' ? text : listOf(text, 'Invalid list of revisions');
	if (revs !== 'all' && !revs.every(parseRevision)) throw badRequest('Invalid rev format');
	if (revs === 'all' && !(await database.get(id))) throw missing();
	return json(await readableRevisions(asked, id, revs, { ...docOptionsOf(query), latest: isTrue(query, 'latest') }));
}
