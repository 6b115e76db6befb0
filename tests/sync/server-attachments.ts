import { createHash } from 'node:crypto';
import { ADMIN_PASSWORD, openServer, Visitor } from './server-rig.ts';

export const DB = '/db/files';
export const bytes = (text: string) => Buffer.from(text);
export const base64 = (text: string) => bytes(text).toString('base64');
export const md5 = (content: string | Uint8Array) => createHash('md5').update(content).digest('base64');
export const png = (text: string) => ({ content_type: 'image/png', data: base64(text) });

export type Body = string | Uint8Array<ArrayBuffer>;
type Init = { headers?: Record<string, string>; body?: Body };

/** Bytes an attachment may have at that server. */
export const MOST = 1024 * 1024;

/** A server with an empty database of the administrator, who asks. */
export async function openFiles() {
	const server = await openServer({ settings: { attachmentBytes: MOST } });
	const visitor = new Visitor(server);
	const send = async (method: string, path: string, { headers, ...init }: Init = {}) =>
		visitor.fetch(path.startsWith('/') ? path : `${DB}/${path}`, { method, headers: { Authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}`, ...headers }, ...init });
	const json = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
		const sent = body === undefined ? { headers } : { headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) };
		const answer = await send(method, path, sent);
		return { status: answer.status, body: (await answer.json()) as Record<string, any> };
	};
	/** Writes a document. @returns its revision. */
	const put = async (id: string, doc: Record<string, unknown>) => {
		const { status, body } = await json('PUT', id, doc);
		if (status !== 201) throw new Error(JSON.stringify(body));
		return body.rev as string;
	};
	await send('PUT', DB);
	return { server, visitor, send, json, put };
}
export type Files = Awaited<ReturnType<typeof openFiles>>;
