import type { ServerContext } from '../context.ts';
import { badRequest, CouchError, json, missing, notImplemented } from './answer.ts';
import type { Audience } from './access.ts';
import type { Verb } from './asked.ts';

const NAME = /^[a-z][a-z0-9_$()+/-]*$/;
/** CouchDB's `max_database_name_length`. */
const LONGEST = 238;

/** `GET /{db}`. */
export const databaseInfo: Verb = async ({ database }) =>
	json({ ...(await database.info()), props: {}, disk_format_version: 8, cluster: { q: 1, n: 1, w: 1, r: 1 } });

/** `PUT /{db}`, for the administrator. CouchDB's own names begin with `_`; of them only those it keeps accounts and replications in. */
export async function createDatabase({ store }: ServerContext, name: string, request: Request): Promise<Response> {
	if (!NAME.test(name) && name !== '_users' && name !== '_replicator' && name !== '_global_changes') {
		const allowed = 'Only lowercase characters (a-z), digits (0-9), and any of the characters _, $, (, ), +, -, and / are allowed. Must begin with a letter.';
		throw new CouchError(400, 'illegal_database_name', `Name: '${name}'. ${allowed}`);
	}
	if (name.length > LONGEST) throw new CouchError(400, 'database_name_too_long', `At least one path segment of \`${name}\` is too long.`);
	const partitioned = new URL(request.url).searchParams.get('partitioned') ?? 'false';
	if (partitioned === 'true') throw notImplemented('Databases with partitions are not kept here.');
	if (partitioned !== 'false') throw badRequest('Invalid `partitioned` parameter');
	if (await store.create(name)) return json({ ok: true }, 201, { Location: request.url.split('?')[0]! });
	throw new CouchError(412, 'file_exists', 'The database could not be created, the file already exists.');
}

/** `DELETE /{db}`, for the administrator; never what belongs to the quarter. */
export async function removeDatabase({ store }: ServerContext, name: string, audience: Audience, query: URLSearchParams): Promise<Response> {
	if (query.has('rev')) throw badRequest('You tried to DELETE a database with a ?=rev parameter. Did you mean to DELETE a document instead?');
	if (audience !== 'administrator') throw new CouchError(403, 'forbidden', 'The databases of the quarter are not deleted from outside.');
	if (await store.remove(name)) return json({ ok: true });
	throw missing('Database does not exist.');
}
