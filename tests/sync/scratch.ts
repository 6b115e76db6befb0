import { ADMIN_PASSWORD, openServer, ORIGIN } from './server-rig.ts';

export type Answer = { status: number; body: unknown; headers: Headers };

/** A server with a database of the administrator's, where everything may be written that CouchDB takes, and a way to ask it. */
export async function openScratch(name = 'scratch') {
	const server = await openServer();
	const authorization = `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}`;

	/** The answer as it comes, to `/db<path>`. A body that is no text is sent as JSON. */
	const raw = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
		const isText = typeof body === 'string' || body instanceof Uint8Array;
		return server.app.fetch(
			new Request(`${ORIGIN}/db${path}`, {
				method,
				headers: { Authorization: authorization, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
				...(body !== undefined && { body: isText ? (body as string) : JSON.stringify(body) })
			})
		);
	};
	/** Its status, JSON and headers. */
	const ask = async (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> => {
		const answer = await raw(method, path, body, headers);
		const text = await answer.text();
		return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), headers: answer.headers };
	};
	/** Its status and JSON, to `/db/<scratch><path>`. */
	const db = async (method: string, path = '', body?: unknown, headers?: Record<string, string>): Promise<[number, unknown]> => {
		const answer = await ask(method, `/${name}${path}`, body, headers);
		return [answer.status, answer.body];
	};
	/** The revision of a document written there. */
	const put = async (id: string, doc: Record<string, unknown> = {}) => ((await db('PUT', `/${id}`, doc))[1] as { rev: string }).rev;
	/** Revisions as replicators bring them. */
	const push = (...docs: Record<string, unknown>[]) => db('POST', '/_bulk_docs', { docs, new_edits: false });

	await ask('PUT', `/${name}`);
	return { server, raw, ask, db, put, push, close: () => server.close() };
}
export type Scratch = Awaited<ReturnType<typeof openScratch>>;

/** CouchDB's `{error, reason}`. */
export const refusal = (status: number, error: string, reason: string): [number, unknown] => [status, { error, reason }];
