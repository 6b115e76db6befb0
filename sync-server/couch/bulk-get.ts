import { DATABASE_LIMIT, readObject } from '../body.ts';
import { json } from './answer.ts';
import { type Asked, isTrue, type Verb } from './asked.ts';
import { readableRevisions } from './readable.ts';
import { documentsOf } from './write.ts';

/** `POST /{db}/_bulk_get`: one entry per request, in order (SPEC 3.6). Without `rev` the winner is meant. */
export const bulkGet: Verb = async (asked) => {
	const { request, query } = asked;
	const { docs, revs, latest } = await readObject(request, DATABASE_LIMIT);
	const wanted = documentsOf(docs);
	if (wanted instanceof Response) return wanted;
	const options = { revs: isTrue(query, 'revs') || revs === true, latest: isTrue(query, 'latest') || latest === true };
	const results = await Promise.all(wanted.map(({ id, rev }) => entry(asked, String(id), rev, options)));
	return json({ results });
};

async function entry(asked: Asked, id: string, rev: unknown, options: { revs: boolean; latest: boolean }) {
	const wanted = typeof rev === 'string' ? rev : (await asked.database.get(id))?._rev;
	const [found] = wanted === undefined ? [] : await readableRevisions(asked, id, [wanted], options);
	if (found && 'ok' in found) return { id, docs: [found] };
	return { id, docs: [{ error: { id, rev: wanted ?? 'undefined', error: 'not_found', reason: 'missing' } }] };
}
