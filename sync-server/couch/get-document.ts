import { parseRevision } from '../store/revision-tree.ts';
import { badRequest, json, missing, unlessKnown } from './answer.ts';
import { docOptionsOf, isTrue, revisionsOf, type Verb } from './asked.ts';
import { openRevisions } from './open-revisions.ts';
import { readableRevisions } from './readable.ts';
import { accepts, forParts, relatedAnswer } from './told-multipart.ts';

/**
 * `GET /{db}/{id}`: the winner, or the revision named (a tombstone only so, or with `deleted=true`), and beside its fields
 * what `docOptionsOf` knows. As in CouchDB `latest` means the winner, whatever `rev` says; it has an ETag where it is
 * nothing but the document. Who takes `multipart/related` gets the content of attachments behind the JSON, not in it.
 */
export const getDocument: Verb = async (asked) => {
	const { database, id, query, request } = asked;
	const open = query.get('open_revs') ?? '[]';
	const openRevs = open === 'all' ? open : revisionsOf(open);
	if (openRevs.length > 0) return openRevisions(asked, openRevs);
	const options = docOptionsOf(query);
	const inParts = options.attachments === true && accepts(request, 'multipart/related');
	const rev = isTrue(query, 'latest') ? undefined : (query.get('rev') ?? undefined);
	if (rev !== undefined && !parseRevision(rev)) throw badRequest('Invalid rev format');
	const [asOf] = rev === undefined ? [] : await readableRevisions(asked, id, [rev], {});
	const asking = { ...(inParts ? forParts(options) : options), ...(rev !== undefined && { rev }) };
	const doc = asOf && 'missing' in asOf ? undefined : await database.get(id, asking);
	if (!doc) throw missing();
	if (doc._deleted && rev === undefined && !isTrue(query, 'deleted')) throw missing('deleted');
	const isPlain = !options.revsInfo && !options.conflicts && !options.deletedConflicts && !options.localSeq;
	const answer = (headers: Record<string, string>) => (inParts ? relatedAnswer(database, doc, options, headers) : json(doc, 200, headers));
	return isPlain ? unlessKnown(request, doc._rev, answer) : answer({});
};
