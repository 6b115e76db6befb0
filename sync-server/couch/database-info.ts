import type { ServerContext } from '../context.ts';
import { couchError, json } from './answer.ts';
import type { Audience } from './access.ts';
import type { Verb } from './asked.ts';

const NAME = /^[a-z][a-z0-9_$()+-]{0,127}$/;

/** `GET /{db}`. */
export const databaseInfo: Verb = async ({ database }) =>
	json({ ...(await database.info()), purge_seq: '0', compact_running: false, disk_format_version: 8 });

/** `PUT /{db}`, for the administrator. */
export async function createDatabase({ store }: ServerContext, name: string): Promise<Response> {
	if (!NAME.test(name)) return couchError(400, 'illegal_database_name', 'Small letters, digits and _$()+- are allowed; begin with a letter.');
	if (await store.create(name)) return json({ ok: true }, 201);
	return couchError(412, 'file_exists', 'The database could not be created, the file already exists.');
}

/** `DELETE /{db}`, for the administrator; never what belongs to the quarter. */
export async function removeDatabase({ store }: ServerContext, name: string, audience: Audience): Promise<Response> {
	if (audience !== 'administrator') return couchError(403, 'forbidden', 'The databases of the quarter are not deleted from outside.');
	return (await store.remove(name)) ? json({ ok: true }) : couchError(404, 'not_found', 'Database does not exist.');
}
