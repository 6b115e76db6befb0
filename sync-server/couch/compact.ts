import { json, missing } from './answer.ts';
import type { Verb } from './asked.ts';

/** `POST /{db}/_compact`: begun, not finished, when it is answered; `GET /{db}` tells `compact_running`. No body is read, as in CouchDB. */
export const compact: Verb = async (asked) => {
	if (asked.rest !== '' && !(await asked.database.get(`_design/${asked.rest}`))) throw missing();
	if (asked.rest === '') asked.database.compact().catch((error: Error) => asked.context.log(error.stack ?? String(error)));
	return json({ ok: true }, 202);
};

/** `POST /{db}/_view_cleanup`: there are no views to clean up after. */
export const viewCleanup: Verb = async () => json({ ok: true }, 202);
