import { readObject, DATABASE_LIMIT } from '../body.ts';
import { json, missing } from './answer.ts';
import type { Asked, Verb } from './asked.ts';

/** `POST /{db}/_compact`: begun, not finished, when it is answered; `GET /{db}` tells `compact_running`. */
export const compact: Verb = async (asked) => {
	await emptyObject(asked);
	if (asked.rest !== '' && !(await asked.database.get(`_design/${asked.rest}`))) throw missing();
	if (asked.rest === '') asked.database.compact().catch((error: Error) => asked.context.log(error.stack ?? String(error)));
	return json({ ok: true }, 202);
};

/** `POST /{db}/_view_cleanup`: there are no views to clean up after. */
export const viewCleanup: Verb = async (asked) => {
	await emptyObject(asked);
	return json({ ok: true }, 202);
};

/** Nothing is read from these bodies, but a foreign page could not send JSON without asking first. */
async function emptyObject({ request }: Asked): Promise<void> {
	if (request.headers.get('Content-Length') === '0' || !request.body) return;
	await readObject(request, DATABASE_LIMIT);
}
