import type { Server } from 'node:http';
import { serve, type HttpBindings } from '@hono/node-server';
import type { App } from './app.ts';

/** How long connections may take to finish when the server stops, in milliseconds. */
const PATIENCE = 5000;
const SWEEP = 20;

export type Listener = {
	/** Where people reach it: `http://127.0.0.1:8080`. */
	address: string;
	/** Takes no new connection, finishes what is open. */
	close(): Promise<void>;
};

/** Puts the app on a port; 0 lets the machine choose. Rejects where the port or host cannot be had. */
export function listen(fetch: App['fetch'], { host, port }: { host: string; port: number }): Promise<Listener> {
	return new Promise((resolve, reject) => {
		const answer = (request: Request, { incoming }: HttpBindings) => {
			const address = incoming.socket.remoteAddress;
			return fetch(request, address === undefined ? {} : { address });
		};
		const server = serve({ fetch: answer as Parameters<typeof serve>[0]['fetch'], hostname: host, port }, (info) => {
			const name = host.includes(':') ? `[${host}]` : host;
			resolve({ address: `http://${name}:${info.port}`, close: () => closeServer(server) });
		}) as Server;
		server.on('error', reject);
	});
}

/** Answers under way are finished; connections kept alive for a next request are closed as soon as they are idle. */
const closeServer = (server: Server) =>
	new Promise<void>((resolve) => {
		const sweep = setInterval(() => server.closeIdleConnections(), SWEEP);
		const impatience = setTimeout(() => server.closeAllConnections(), PATIENCE);
		server.close(() => {
			clearInterval(sweep);
			clearTimeout(impatience);
			resolve();
		});
	});
