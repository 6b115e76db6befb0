import { DATABASE_LIMIT } from '../body.ts';
import type { ServerContext } from '../context.ts';
import { badRequest, json } from './answer.ts';
import { listingOf } from './all-docs-query.ts';
import { readObjectBody } from './object-body.ts';

/** CouchDB's `max_db_number_for_dbs_info_req`. */
const MOST = 100;

/** `GET /_all_dbs`: names, in a range as of `_all_docs`. */
export const allDbs = async (context: ServerContext, query: URLSearchParams) => json(await namesIn(context, query));

/** `GET /_dbs_info` in the same range, `POST {keys}` for some. */
export async function dbsInfo(context: ServerContext, request: Request, query: URLSearchParams): Promise<Response> {
	if (request.method !== 'POST') return json(await infosOf(context, await namesIn(context, query)));
	const { keys } = await readObjectBody(request, DATABASE_LIMIT);
	if (keys === undefined) throw badRequest('`keys` member must exist.');
	if (!Array.isArray(keys)) throw badRequest('`keys` member must be an array.');
	if (keys.length > MOST) throw badRequest('too_many_keys');
	return json(await infosOf(context, keys.map(String)));
}

async function namesIn({ store }: ServerContext, query: URLSearchParams): Promise<string[]> {
	const { startkey, endkey, inclusiveEnd, descending, skip = 0, limit = Infinity } = listingOf(query);
	const [from, to] = descending ? [endkey, startkey] : [startkey, endkey];
	const names = (await store.names())
		.filter((name) => (from === undefined || name >= from) && (to === undefined || name <= to))
		.filter((name) => inclusiveEnd || name !== endkey);
	return (descending ? names.reverse() : names).slice(skip, skip + limit);
}

const infosOf = ({ store }: ServerContext, names: readonly string[]) =>
	Promise.all(
		names.map(async (key) => {
			const info = await (await store.database(key))?.info();
			return info ? { key, info } : { key, error: 'not_found' };
		})
	);
