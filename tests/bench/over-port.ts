import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { ADMIN_PASSWORD } from '../sync/server-rig.ts';
import { ServerProcess } from '../sync/server-process.ts';

/** A CouchDB to measure beside ours: its address with the administrator's name and password, as `COUCHDB_URL` says. */
export const couchdb = process.env.COUCHDB_URL?.replace(/\/$/, '');

/** The address of our couch with the administrator's credentials in it. */
export const couchOf = ({ origin }: ServerProcess): string => `${origin.replace('//', `//admin:${encodeURIComponent(ADMIN_PASSWORD)}@`)}/db`;

/** Documents of about 250 bytes. */
export const documents = (count: number, from = 0) =>
	Array.from({ length: count }, (_, index) => ({ _id: `doc:${String(from + index).padStart(8, '0')}`, order: from + index, text: 'Wer hilft, wo und wann. '.repeat(8) }));

/** Runs with a server of its own process and ends it. */
export async function withServer<T>(work: (server: ServerProcess) => Promise<T>, env: Record<string, string> = {}): Promise<T> {
	const server = new ServerProcess();
	try {
		if ((await server.start(env)) !== undefined) throw new Error(server.printed);
		return await work(server);
	} finally {
		await server.remove();
	}
}

/** One request over a connection that is kept. @throws where the answer is no success. */
export async function send(agent: Agent, address: string, method: string, body?: unknown, headers: Record<string, string> = {}): Promise<string> {
	const url = new URL(address);
	return new Promise((resolve, reject) => {
		const auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
		const asked = request(url, { method, agent, auth, headers: { 'Content-Type': 'application/json', ...headers } }, (answer) => {
			text(answer).then((told) => (answer.statusCode! < 300 ? resolve(told) : reject(new Error(`${method} ${url.pathname}: ${answer.statusCode} ${told}`))), reject);
		});
		asked.on('error', reject);
		asked.end(body === undefined ? undefined : JSON.stringify(body));
	});
}
