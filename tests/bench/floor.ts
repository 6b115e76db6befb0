import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs with the address of `floor-server.ts`: what a request costs where nothing is done but what cannot be left out. */
export async function withFloor<T>(work: (origin: string) => Promise<T>): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'quartierslotse-bench-'));
	const server = fork(join(import.meta.dirname, 'floor-server.ts'), [join(folder, 'floor.sqlite')]);
	try {
		const [origin] = (await once(server, 'message')) as [string];
		return await work(origin);
	} finally {
		server.kill();
		await once(server, 'exit');
		await rm(folder, { recursive: true, force: true });
	}
}
