import { statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ServerProcess } from '../tests/sync/server-process.ts';
import { event } from '../tests/sync/server-rig.ts';

/** Each test starts real processes, which takes its time where others work on the machine. */
vi.setConfig({ testTimeout: 60_000 });

let server: ServerProcess;
beforeEach(() => void (server = new ServerProcess()));
afterEach(() => server.remove());

const oneSentence = (name: string) => new RegExp(`^${name} [^\n]+\n$`);

test.each([
	['PORT', 'achtzig'],
	['QUARTER', '../../etc'],
	['SYNC_STORE', 'http://office:geheim@127.0.0.1:1']
])('S1.1 %s=%s stops the start with one sentence', async (name, value) => {
	expect(await server.start({ [name]: value })).toBe(1);
	expect(server.printed).toMatch(oneSentence(name));
	expect(server.printed).not.toContain('geheim');
});

test('S1.1 a data directory that cannot be one, or holds something else, stops the start', async () => {
	const file = join(server.dataDir, 'file');
	writeFileSync(file, '');
	expect(await server.start({ DATA_DIR: file })).toBe(1);
	expect(server.printed).toMatch(oneSentence('DATA_DIR'));
	writeFileSync(join(server.dataDir, 'quartierslotse.sqlite'), 'this is no database, whatever its name says'.repeat(100));
	expect(await server.start()).toBe(1);
	expect(server.printed).toMatch(oneSentence('DATA_DIR'));
});

test('S1.1 a port that is in use stops the start', async () => {
	const other = createServer().listen(0, '127.0.0.1');
	await once(other, 'listening');
	const { port } = other.address() as { port: number };
	expect(await server.start({ PORT: String(port) })).toBe(1);
	expect(server.printed).toMatch(oneSentence('HOST'));
	other.close();
});

test('S1.3, S2.1 prints its address and the setup link, keeps its key to itself, and leaves with 0 while a feed waits', async () => {
	expect(await server.start()).toBeUndefined();
	expect((await server.fetch('/health')).status).toBe(200);
	await expect.poll(() => server.printed).toMatch(/http:\/\/127\.0\.0\.1:\d+\/buero\/einrichten#[\w-]{32}\n/);
	expect(statSync(join(server.dataDir, 'session-key')).mode & 0o777).toBe(0o600);

	const feed = await server.fetch('/db/hafencity-desk/_changes?feed=longpoll&since=now&heartbeat=1000');
	const writing = server.fetch('/db/hafencity-public/event:last', { method: 'PUT', body: JSON.stringify(event('last')) });
	expect((await writing).status).toBe(201);
	expect(await server.end('SIGTERM')).toBe(0);
	expect(await feed.json()).toMatchObject({ results: expect.any(Array) });

	await server.start();
	expect((await server.fetch('/db/hafencity-public/event:last')).status).toBe(200);
	expect(await server.end('SIGINT')).toBe(0);
});

test('five megabytes are refused over the wire too', async () => {
	await server.start();
	const post = (bytes: number) => server.fetch('/api/hafencity/inbox', { method: 'POST', body: JSON.stringify({ purpose: 'x'.repeat(bytes) }) });
	expect((await post(5_000_000)).status).toBe(413);
	expect((await post(100)).status, 'the server is well').toBe(422);
});
