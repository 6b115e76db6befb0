import { QUERY_LIMIT } from '../body.ts';
import { MangoError } from '../mango/mango-error.ts';
import { CouchError, json } from './answer.ts';
import type { Verb } from './asked.ts';
import { readObjectBody } from './object-body.ts';

/** `POST /{db}/_find`: the documents that match a selector. */
export const find: Verb = (asked) =>
	answered(async () => {
		const query = await readObjectBody(asked.request, QUERY_LIMIT);
		return asked.database.mango.find(query, asked.request.signal);
	});

/** `POST /{db}/_explain`: how `_find` would look for them. */
export const explain: Verb = (asked) => answered(async () => asked.database.mango.explain(await readObjectBody(asked.request, QUERY_LIMIT)));

/** What Mango says. @throws CouchError for what it refuses. */
export async function answered(work: () => Promise<unknown>): Promise<Response> {
	try {
		return json(await work());
	} catch (refusal) {
		throw refusal instanceof MangoError ? new CouchError(refusal.status, refusal.error, refusal.message) : refusal;
	}
}
