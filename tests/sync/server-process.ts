import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ADMIN_PASSWORD } from './server-rig.ts';

const root = new URL('../../', import.meta.url).pathname;

/** A server of its own process; it says its address, so it chooses its port itself. */
export class ServerProcess {
	readonly dataDir = mkdtempSync(join(tmpdir(), 'server-'));
	printed = '';
	origin = '';
	#child: ChildProcess | undefined;

	/** Starts it. @returns once it listens, or with the code with which it gave up. */
	async start(env: Record<string, string> = {}): Promise<number | undefined> {
		const settings = { PORT: '0', DATA_DIR: this.dataDir, ADMIN_PASSWORD, SAMPLE: 'off', ...env };
		const child = spawn(process.execPath, ['sync-server/main.ts'], { cwd: root, env: { PATH: process.env.PATH, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] });
		this.#child = child;
		this.printed = '';
		const ended = once(child, 'close').then(([code]) => code as number);
		const listening = new Promise<undefined>((resolve) => {
			const read = (chunk: Buffer) => {
				this.printed += chunk.toString();
				const [, origin] = /^Quartierslotse: (http:\S+)\/$/m.exec(this.printed) ?? [];
				if (!origin) return;
				this.origin = origin;
				resolve(undefined);
			};
			child.stdout.on('data', read);
			child.stderr.on('data', read);
		});
		return Promise.race([listening, ended]);
	}

	/** Ends it. @returns its exit code, `null` where the signal ended it. */
	async end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null> {
		const child = this.#child!;
		if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
		const closed = once(child, 'close');
		child.kill(signal);
		return ((await closed) as [number | null])[0];
	}

	async remove(): Promise<void> {
		if (this.#child) await this.end('SIGKILL');
		rmSync(this.dataDir, { recursive: true, force: true });
	}

	/** What it holds in memory now, in bytes, as the system counts it. */
	resident(): number {
		return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${this.#child!.pid}/status`, 'utf8'))![1]) * 1024;
	}

	fetch(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = { Authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}`, 'Content-Type': 'application/json', ...(init.headers as object) };
		return fetch(this.origin + path, { ...init, headers });
	}
}
