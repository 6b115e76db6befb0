import { badRequest, couchError, json, missing } from './answer.ts';
import { type Asked, isTrue, type Verb } from './asked.ts';
import { readableRevisions } from './readable.ts';

/** `GET /{db}/{id}`: `rev`, `revs`, `conflicts`; `open_revs` and `latest` as replicators ask. */
export const getDocument: Verb = async (asked) => {
	const { database, id, query } = asked;
	if (id.startsWith('_')) return missing();
	if (query.has('open_revs')) return openRevisions(asked);
	const rev = query.get('rev') ?? undefined;
	const options = { revs: isTrue(query, 'revs'), conflicts: isTrue(query, 'conflicts') };
	const [asOf] = rev === undefined ? [] : await readableRevisions(asked, id, [rev], {});
	const doc = asOf && 'missing' in asOf ? undefined : await database.get(id, { ...options, ...(rev !== undefined && { rev }) });
	if (!doc) return missing();
	if (doc._deleted && rev === undefined) return couchError(404, 'not_found', 'deleted');
	return json(doc, 200, { ETag: `"${doc._rev}"` });
};

async function openRevisions(asked: Asked): Promise<Response> {
	const { database, id, query } = asked;
	const revs = revisionsAsked(query.get('open_revs')!);
	if (!revs) return badRequest('open_revs must be all or a JSON array of revisions.');
	if (revs === 'all' && !(await database.get(id))) return missing();
	return json(await readableRevisions(asked, id, revs, { revs: isTrue(query, 'revs'), latest: isTrue(query, 'latest') }));
}

function revisionsAsked(text: string): string[] | 'all' | undefined {
	if (text === 'all') return text;
	try {
		const value: unknown = JSON.parse(text);
		return Array.isArray(value) && value.every((rev) => typeof rev === 'string') ? value : undefined;
	} catch {
		return undefined;
	}
}
