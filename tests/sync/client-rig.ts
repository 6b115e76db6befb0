import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type IncomingMessage, type ServerResponse, request as httpRequest } from 'node:http';
import { type Socket, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Plugin } from 'vite';

/** What can go wrong between a page and the server. `lost-answer` does the work and cuts the line before the answer. */
export type Fault = 'none' | 'cut' | 'html' | 'busy' | 'bulk-get-busy' | 'lost-answer';

export const ADMIN = { name: 'admin', password: 'a-long-test-password' };

let server: { child: ChildProcess; port: number; directory: string; token: string | undefined } | undefined;
let fault: Fault = 'none';
const asked: string[] = [];

const freePort = () =>
	new Promise<number>((resolve) => {
		const probe = createServer().listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});

async function start(directory: string): Promise<void> {
	const port = await freePort();
	const env = { ...process.env, PORT: String(port), DATA_DIR: directory, ADMIN_PASSWORD: ADMIN.password, SAMPLE: 'off', QUARTER: 'hafencity' };
	const child = spawn(process.execPath, ['sync-server/main.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
	child.unref();
	(child.stdout as Socket).unref();
	server = { child, port, directory, token: undefined };
	createInterface({ input: child.stdout }).on('line', (line) => {
		const token = /einrichten#([A-Za-z0-9_-]+)/.exec(line)?.[1];
		if (token && server) server.token = token;
	});
	for (;;) {
		if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
		const { ready } = await fetch(`http://127.0.0.1:${port}/health`).then(
			async (answer) => ({ ready: answer.ok }),
			() => ({ ready: false })
		);
		if (ready) return;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

async function stop(): Promise<void> {
	const child = server?.child;
	if (!child || child.exitCode !== null || child.signalCode !== null) return;
	const ended = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGKILL');
	await ended;
}

process.once('exit', () => {
	server?.child.kill('SIGKILL');
	if (server) rmSync(server.directory, { recursive: true, force: true });
});

function pass(incoming: IncomingMessage, outgoing: ServerResponse) {
	asked.push(`${incoming.method} ${incoming.url}`);
	if (fault === 'cut' || !server) return void incoming.socket.destroy();
	if (fault === 'html') return void outgoing.setHeader('Content-Type', 'text/html').end('<h1>Willkommen im Gäste-WLAN</h1>');
	if (fault === 'busy' || (fault === 'bulk-get-busy' && incoming.url?.includes('_bulk_get'))) return void outgoing.writeHead(503, { 'Content-Type': 'application/json' }).end('{}');
	const { method, url: path, headers } = incoming;
	incoming.socket.unref();
	const forward = httpRequest({ agent: false, host: '127.0.0.1', port: server.port, method, path, headers }, (answer) => {
		if (fault === 'lost-answer') {
			answer.resume();
			return void incoming.socket.destroy();
		}
		outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
		outgoing.flushHeaders();
		answer.pipe(outgoing);
	});
	forward.on('error', () => incoming.socket.destroy());
	outgoing.on('close', () => forward.destroy());
	incoming.pipe(forward);
}

/** Puts the real sync server, as a process of its own, behind the address of the test page. */
export const behindTestPage = (): Plugin => ({
	name: 'sync-server-behind-test-page',
	configureServer({ middlewares }) {
		middlewares.use((incoming, outgoing, next) => (/^\/(db|api)\//.test(incoming.url ?? '') ? pass(incoming, outgoing) : next()));
	},
	closeBundle: stop
});

/** What a browser test can do to the server; call them through `commands` of `vitest/browser`. */
export const serverCommands = {
	/** A new, empty server. @returns the one-time token for the first manager. */
	async freshServer(): Promise<string | undefined> {
		await stop();
		if (server) rmSync(server.directory, { recursive: true, force: true });
		fault = 'none';
		asked.length = 0;
		await start(mkdtempSync(join(tmpdir(), 'client-sync-')));
		return server?.token;
	},
	async killServer(): Promise<void> {
		await stop();
	},
	async restartServer(): Promise<void> {
		await stop();
		if (server) await start(server.directory);
	},
	async setFault(_context: unknown, wanted: Fault): Promise<void> {
		fault = wanted;
	},
	/** Requests since the last call, `METHOD /path`. */
	async askedSince(): Promise<string[]> {
		return asked.splice(0);
	}
};

declare module 'vitest/browser' {
	interface BrowserCommands {
		freshServer(): Promise<string | undefined>;
		killServer(): Promise<void>;
		restartServer(): Promise<void>;
		setFault(wanted: Fault): Promise<void>;
		askedSince(): Promise<string[]>;
	}
}
