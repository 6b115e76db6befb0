import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, readFileSync, rmSync, writeSync, closeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Visitor, event, openServer, type TestServer } from '../tests/sync/server-rig.ts';
import { troubleOf } from './storage.ts';

vi.setConfig({ testTimeout: 60_000 });

const PUBLIC = '/db/hafencity-public';
let folder: string;
let path: string;
let server: TestServer;
let sam: Visitor;
/** The connection the store writes through: what cannot be had from the disk of a test is asked of it. */
let connection: DatabaseSync;
let log: string[];
let holder: ChildProcess | undefined;

async function start(): Promise<void> {
	const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
	log = [];
	server = await openServer({ path, log: (line) => log.push(line) });
	connection = exec.mock.contexts[0] as DatabaseSync;
	exec.mockRestore();
	sam = await new Visitor(server).signIn('sam');
}

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'storage-'));
	path = join(folder, 'x.sqlite');
	await start();
});
afterEach(async () => {
	holder?.kill('SIGKILL');
	await server.close();
	rmSync(folder, { recursive: true, force: true });
});

const bulk = (docs: object[]) => sam.send('POST', `${PUBLIC}/_bulk_docs`, { docs });
const idsHere = async () => ((await (await sam.fetch(`${PUBLIC}/_all_docs`)).json()) as { rows: { id: string }[] }).rows.map(({ id }) => id);
const healthIs = async () => {
	server.clock.now += 11_000;
	const answer = await sam.fetch('/health');
	return [answer.status, await answer.json()];
};
const big = (name: string) => event(name, { about: { de: 'x'.repeat(4000) } });

test('S6.8 a full disk: 507 as JSON, no half batch, reads go on; well again once there is room', async () => {
	expect((await bulk([event('before')])).status).toBe(201);
	const { page_count: pages } = connection.prepare('PRAGMA page_count').get() as { page_count: number };
	connection.exec(`PRAGMA max_page_count = ${pages + 3}`);
	const refused = await bulk(Array.from({ length: 30 }, (_, index) => big(`full${index}`)));
	expect([refused.status, await refused.json()]).toEqual([507, { error: 'storage', reason: expect.stringContaining('full') }]);
	expect(log).toEqual(['store: the disk is full (SQLITE_FULL)']);
	expect(await idsHere()).toEqual(['event:before']);
	expect((await sam.fetch('/api/hafencity/snapshot')).status).toBe(200);

	connection.exec('PRAGMA max_page_count = 1073741823');
	expect(await healthIs()).toMatchObject([200, { ready: true, writable: true }]);
	expect((await bulk([big('after')])).status).toBe(201);
	expect(connection.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
});

test('S6.8 a read-only disk: 503 with Retry-After for writes, also on /api; reads go on; not ready', async () => {
	await bulk([event('before')]);
	expect(await healthIs()).toMatchObject([200, { ready: true }]);
	connection.exec('PRAGMA query_only = ON');
	const refused = await bulk([event('no')]);
	expect([refused.status, refused.headers.get('Retry-After'), await refused.json()]).toEqual([503, '5', { error: 'store_unavailable', reason: expect.any(String) }]);
	const setup = await new Visitor(server).send('POST', '/api/setup', { token: await server.app.issueSetupToken(), name: 'neu', password: 'lang genug dafür' });
	expect(setup.status).toBe(410);
	expect(await healthIs()).toMatchObject([503, { ready: false, writable: false }]);
	expect(await idsHere()).toEqual(['event:before']);
	expect(log).toEqual(['store: the file or its disk is read-only (SQLITE_READONLY)']);
	connection.exec('PRAGMA query_only = OFF');
	expect(await healthIs()).toMatchObject([200, { ready: true, writable: true }]);
});

/** Another process that holds the file until it is killed. */
async function holdFile(): Promise<ChildProcess> {
	const script = `const { DatabaseSync } = require('node:sqlite'); const file = new DatabaseSync(process.argv[1]); file.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000);`;
	const child = spawn(process.execPath, ['-e', script, path], { stdio: ['ignore', 'pipe', 'ignore'] });
	await once(child.stdout!, 'data');
	return child;
}

test('S6.8 a file that another process holds: 503 with Retry-After, no half batch, reads go on; well again when it lets go', async () => {
	await bulk([event('before')]);
	const child = (holder = await holdFile());
	const refused = await bulk([event('a'), event('b')]);
	expect([refused.status, refused.headers.get('Retry-After'), await refused.json()]).toEqual([503, '5', { error: 'store_unavailable', reason: expect.any(String) }]);
	expect(log).toEqual(['store: another process holds the file (SQLITE_BUSY)']);
	expect(await idsHere()).toEqual(['event:before']);
	child.kill('SIGKILL');
	await once(child, 'exit');
	expect((await bulk([event('a'), event('b')])).status).toBe(201);
});

test('S6.8 a damaged page: what lies on it is 500 as JSON and logged without its content, the rest is served', async () => {
	await bulk(Array.from({ length: 60 }, (_, index) => event(`e${String(index).padStart(2, '0')}`, { about: { de: `Absatz ${index} `.repeat(200) } })));
	connection.exec('PRAGMA wal_checkpoint(TRUNCATE)');
	await server.close();
	const bytes = readFileSync(path);
	const { page_size: size } = (() => {
		const file = new DatabaseSync(path, { readOnly: true });
		const told = file.prepare('PRAGMA page_size').get() as { page_size: number };
		file.close();
		return told;
	})();
	const page = Math.floor(bytes.indexOf('Absatz 30 Absatz 30') / size);
	const handle = openSync(path, 'r+');
	writeSync(handle, Buffer.alloc(64, 0xff), 0, 64, page * size);
	closeSync(handle);

	await start();
	const answers = await Promise.all(Array.from({ length: 60 }, (_, index) => sam.fetch(`${PUBLIC}/event:e${String(index).padStart(2, '0')}`)));
	const statuses = answers.map(({ status }) => status);
	expect(statuses[30]).toBe(500);
	expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(50);
	expect(await answers[30]!.json()).toEqual({ error: 'store_damaged', reason: expect.any(String) });
	expect(new Set(log)).toEqual(new Set(['store: the file is damaged (SQLITE_CORRUPT): restore a backup']));
});

test('a mistake of ours is no trouble of the store', () => {
	expect(troubleOf(new Error('disk full'))).toBeUndefined();
	expect(troubleOf(Object.assign(new Error('UNIQUE'), { code: 'ERR_SQLITE_ERROR', errcode: 2067 }))).toBeUndefined();
	expect(troubleOf(Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode: 522 }))?.line).toContain('SQLITE_IOERR');
});
