import { DATABASE_LIMIT, readObject } from '../body.ts';
import type { Database } from '../store/store.ts';
import { json } from './answer.ts';
import { isTrue, type Verb } from './asked.ts';
import { documentsOf } from './write.ts';

/** `POST /{db}/_bulk_get`: one entry per request, in order (SPEC 3.6). Without `rev` the winner is meant. */
export const bulkGet: Verb = async ({ request, database, query }) => {
	const { docs, revs, latest } = await readObject(request, DATABASE_LIMIT);
	const wanted = documentsOf(docs);
	if (wanted instanceof Response) return wanted;
	const options = { revs: isTrue(query, 'revs') || revs === true, latest: isTrue(query, 'latest') || latest === true };
	const results = await Promise.all(wanted.map(({ id, rev }) => entry(database, String(id), rev, options)));
	return json({ results });
};

async function entry(database: Database, id: string, rev: unknown, options: { revs: boolean; latest: boolean }) {
	const asked = typeof rev === 'string' ? rev : (await database.get(id))?._rev;
	const [found] = asked === undefined ? [] : await database.openRevisions(id, [asked], options);
	if (found && 'ok' in found) return { id, docs: [found] };
	return { id, docs: [{ error: { id, rev: asked ?? 'undefined', error: 'not_found', reason: 'missing' } }] };
}
