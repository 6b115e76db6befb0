import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real server process with its own empty data directory. */
export type Server = {
	port: number;
	origin: string;
	/** Path and token of the one-time link the first start prints. */
	setupPath: string;
	/** Stops and starts again on the same port and data. */
	restart: () => Promise<void>;
	stop: () => Promise<void>;
};

const root = new URL('../../', import.meta.url).pathname;

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const { port } = probe.address() as AddressInfo;
	await new Promise((resolve) => probe.close(resolve));
	return port;
}

/**
 * Starts `sync-server/main.ts` and waits until it says that it is ready. Fails with all it printed if it does not.
 * @param home the project whose server and build run: this one, or a copy.
 */
export async function startServer(env: Record<string, string> = {}, home = root): Promise<Server> {
	const port = await freePort();
	const dataDir = await mkdtemp(join(tmpdir(), 'quartierslotse-'));
	const origin = `http://127.0.0.1:${port}`;
	let child: ChildProcess | undefined;
	let printed = '';

	const start = async () => {
		printed = '';
		const own = spawn(join(root, 'node_modules/.bin/node'), ['sync-server/main.ts'], {
			cwd: home,
			env: { PATH: process.env.PATH, ...env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		child = own;
		own.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		own.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
		const deadline = Date.now() + 60_000;
		while (!(await ready(origin))) {
			if (own.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start:\n${printed}`);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	};
	const stop = async () => {
		if (!child || child.exitCode !== null) return;
		const gone = once(child, 'exit');
		child.kill('SIGTERM');
		await gone;
	};
	await start();
	return {
		port,
		origin,
		get setupPath() {
			const [link] = /\/buero\/einrichten#[\w-]+/.exec(printed) ?? [];
			if (!link) throw new Error(`the server printed no setup link:\n${printed}`);
			return link;
		},
		restart: async () => {
			await stop();
			await start();
		},
		stop: async () => {
			await stop();
			await rm(dataDir, { recursive: true, force: true });
		}
	};
}

async function ready(origin: string): Promise<boolean> {
	const answer = await fetch(`${origin}/health`).catch(() => undefined);
	return answer?.ok ?? false;
}
