import { MangoError } from '../mango/mango-error.ts';
import type { Couch } from './couchdb-http.ts';
import type { FindAnswer, IndexDescription, Mango } from './store.ts';

/** Queries are CouchDB's own business: what it is asked and what it says pass as they are, its refusals too. */
export function askMango(couch: Couch, database: string): Mango {
	async function ask(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Record<string, unknown>> {
		signal?.throwIfAborted();
		const answer = await couch.ask(method, database + path, { repeatable: true, ...(body !== undefined && { body }) });
		if (answer.status >= 300) throw new MangoError(answer.status, String(answer.body.error), String(answer.body.reason));
		return answer.body;
	}
	return {
		find: async (request, signal) => (await ask('POST', '/_find', request, signal)) as FindAnswer,
		explain: (request) => ask('POST', '/_explain', request),
		createIndex: async (request) => (await ask('POST', '/_index', request)) as { result: 'created' | 'exists'; id: string; name: string },
		indexes: async () => (await ask('GET', '/_index')).indexes as IndexDescription[],
		async removeIndex({ ddoc, type, name }) {
			const path = ['_index', ddoc.replace(/^_design\//, ''), type, name].map(encodeURIComponent).join('/');
			try {
				return (await ask('DELETE', `/${path}`)).ok === true;
			} catch (error) {
				if (error instanceof MangoError && error.status === 404) return false;
				throw error;
			}
		}
	};
}
