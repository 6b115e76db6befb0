import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../tests/sync/command.ts';
import { ServerProcess } from '../../tests/sync/server-process.ts';
import { decision, event } from '../../tests/sync/server-rig.ts';
import { openSqlite } from '../store/sqlite.ts';
import { storeFile } from './file.ts';

vi.setConfig({ testTimeout: 120_000 });

let server: ServerProcess;
let folder: string;
beforeEach(() => {
	server = new ServerProcess();
	folder = mkdtempSync(join(tmpdir(), 'keeping-'));
});
afterEach(async () => {
	await server.remove();
	rmSync(folder, { recursive: true, force: true });
});

const EVENTS = '/db/hafencity-public';
const BATCH = 7;
const idsOf = (batch: number) => Array.from({ length: BATCH }, (_, index) => `event:${batch}.${index}`);

/** Writes batch after batch until told to stop; `acknowledged` counts the ones that were answered. */
function writing(at: ServerProcess) {
	const state = { acknowledged: 0, stopped: false };
	const write = async () => {
		while (!state.stopped) {
			const docs = idsOf(state.acknowledged).map((id) => event(id.slice('event:'.length)));
			const answer = await at.fetch(`${EVENTS}/_bulk_docs`, { method: 'POST', body: JSON.stringify({ docs }) });
			expect(answer.status).toBe(201);
			state.acknowledged++;
		}
	};
	const done = write();
	return { state, stop: () => ((state.stopped = true), done) };
}

const here = async (at: ServerProcess) => {
	const { rows } = (await (await at.fetch(`${EVENTS}/_all_docs`)).json()) as { rows: { id: string }[] };
	return new Set(rows.map(({ id }) => id).filter((id) => id.startsWith('event:')));
};
const lifeOf = async (at: ServerProcess) => {
	const { uuid } = (await (await at.fetch('/db/')).json()) as { uuid: string };
	const { update_seq } = (await (await at.fetch(EVENTS)).json()) as { update_seq: string };
	return { uuid, generation: update_seq.split('-')[1] };
};

test('S6.1, S6.3 under load: what was acknowledged before the backup is in it, of each later batch all or nothing; the restored server serves', async () => {
	await server.start();
	const copy = join(folder, 'copy.sqlite');
	const load = writing(server);
	await expect.poll(() => load.state.acknowledged, { timeout: 60_000 }).toBeGreaterThan(20);
	const before = load.state.acknowledged;
	const made = await run('backup', [copy], { DATA_DIR: server.dataDir });
	const after = load.state.acknowledged;
	await load.stop();
	expect(made).toMatchObject({ code: 0, said: expect.stringMatching(/^Copied .+ MB, checked\. Documents: .*hafencity-public \d+/) });
	expect(after, 'the server went on writing').toBeGreaterThan(before);
	expect(statSync(copy).mode & 0o777).toBe(0o600);
	expect(readdirSync(folder), 'one file, nothing beside it').toEqual(['copy.sqlite']);
	const life = await lifeOf(server);
	await server.end('SIGKILL');

	const dataDir = join(folder, 'restored');
	expect(await run('restore', [copy], { DATA_DIR: dataDir })).toMatchObject({ code: 0, said: expect.stringContaining('new generation') });
	expect(readdirSync(dataDir)).toEqual(['quartierslotse.sqlite']);
	await server.start({ DATA_DIR: dataDir });
	expect((await server.fetch('/health')).status).toBe(200);
	const found = await here(server);
	for (let batch = 0; batch < before; batch++) expect(idsOf(batch).filter((id) => !found.has(id))).toEqual([]);
	for (let batch = before; found.size > batch * BATCH; batch++) expect(idsOf(batch).filter((id) => !found.has(id))).toEqual([]);
	const next = await lifeOf(server);
	expect(next.uuid).not.toBe(life.uuid);
	expect(next.generation).not.toBe(life.generation);
	expect((await server.fetch(`${EVENTS}/event:afterwards`, { method: 'PUT', body: JSON.stringify(event('afterwards')) })).status).toBe(201);
});

test('S2.16 after a restore any office account brings back what others had decided before it, and nothing of afterwards', async () => {
	const password = 'eine lange Losung';
	const authorization = { Authorization: `Basic ${btoa(`sam:${password}`)}` };
	/** A colleague's decision, out of sam's replica. */
	const push = async (doc: object) => {
		const body = JSON.stringify({ docs: [{ ...doc, _rev: '1-a' }], new_edits: false });
		const answer = await server.fetch('/db/hafencity-desk/_bulk_docs', { method: 'POST', headers: authorization, body });
		return [answer.status, await answer.json()];
	};
	const refused = [201, [expect.objectContaining({ error: 'forbidden', field: 'decidedBy' })]];
	const at = (minutes: number) => ({ decidedAt: new Date(Date.now() + minutes * 60_000).toISOString() });
	const before = decision('before', at(-60));
	await server.start();
	const sam = { type: 'user', name: 'sam', roles: ['staff'], password };
	expect((await server.fetch('/db/_users/org.couchdb.user:sam', { method: 'PUT', body: JSON.stringify(sam) })).status).toBe(201);
	const copy = join(folder, 'copy.sqlite');
	expect((await run('backup', [copy], { DATA_DIR: server.dataDir })).code).toBe(0);
	expect(await push(before), 'in another’s name').toEqual(refused);
	await server.end('SIGKILL');

	const dataDir = join(folder, 'restored');
	expect((await run('restore', [copy], { DATA_DIR: dataDir })).code).toBe(0);
	await server.start({ DATA_DIR: dataDir });
	expect(await push(before)).toEqual([201, []]);
	expect(await push(decision('after', at(60)))).toEqual(refused);
});

/** A store with one document, closed. */
async function storeIn(dataDir: string) {
	mkdirSync(dataDir, { recursive: true });
	const store = openSqlite(storeFile(dataDir));
	await store.create('hafencity-desk');
	await (await store.database('hafencity-desk'))!.bulkDocs([{ _id: 'contact:1', name: 'K' }]);
	return store;
}

test('S6.1 a backup of a server that is not running is one too', async () => {
	await (await storeIn(join(folder, 'data'))).close();
	expect(await run('backup', [join(folder, 'copy')], { DATA_DIR: join(folder, 'data') })).toMatchObject({ code: 0, said: expect.stringContaining('hafencity-desk 1') });
});

test('S6.2 a backup replaces nothing unless told to, and says what else is wrong in a sentence', async () => {
	const store = await storeIn(join(folder, 'data'));
	const copy = join(folder, 'copy');
	const env = { DATA_DIR: join(folder, 'data') };
	writeFileSync(copy, 'precious');
	expect(await run('backup', [copy], env)).toMatchObject({ code: 1, said: expect.stringMatching(/exists; .*--overwrite[^\n]*\n$/) });
	expect(readFileSync(copy, 'utf8')).toBe('precious');
	expect((await run('backup', ['--overwrite', copy], env)).code).toBe(0);
	await store.close();
	const failures = [
		[[], env],
		[['a', 'b'], env],
		[['--everything', copy], env],
		[[join(folder, 'no', 'such', 'folder')], env],
		[[join(folder, 'other')], { DATA_DIR: join(folder, 'nowhere') }],
		[[join(folder, 'other')], { ...env, SYNC_STORE: 'http://127.0.0.1:5984' }],
		[[join(folder, 'other')], { ...env, PORT: 'achtzig' }]
	] as const;
	for (const [args, settings] of failures) expect(await run('backup', args, settings)).toMatchObject({ code: 1, said: expect.stringMatching(/^[^\n]+\n$/) });
	expect(readdirSync(folder).sort()).toEqual(['copy', 'data']);
});

test('S6.4 a restore refuses what is no whole copy of ours, a folder that holds anything, and touches nothing then', async () => {
	const store = await storeIn(join(folder, 'data'));
	const copy = join(folder, 'copy');
	expect((await run('backup', [copy], { DATA_DIR: join(folder, 'data') })).code).toBe(0);
	const whole = readFileSync(copy);

	const spoilt = (name: string, spoil: (path: string) => void) => {
		const path = join(folder, name);
		writeFileSync(path, whole);
		spoil(path);
		return path;
	};
	const changed = (sql: string) => (path: string) => {
		const file = new DatabaseSync(path);
		file.exec(sql);
		file.close();
	};
	const target = join(folder, 'target');
	const refused = [
		[join(folder, 'nothing'), /cannot be read/],
		[spoilt('text', (path) => writeFileSync(path, 'no database, whatever its name says'.repeat(200))), /cannot be read/],
		[spoilt('short', (path) => writeFileSync(path, whole.subarray(0, whole.length - 4096))), /damaged|cannot be read/],
		[spoilt('page', (path) => writeFileSync(path, Buffer.concat([whole.subarray(0, 8192), Buffer.alloc(4096, 7), whole.subarray(12_288)]))), /damaged|cannot be read/],
		[spoilt('newer', changed('PRAGMA user_version = 99')), /newer version/],
		[spoilt('other', changed('DROP TABLE local')), /no database of this server/],
		[storeFile(join(folder, 'data')), /npm run backup/]
	] as const;
	for (const [path, reason] of refused) {
		expect(await run('restore', [path], { DATA_DIR: target }), path).toMatchObject({ code: 1, said: expect.stringMatching(reason) });
		expect(existsSync(target), path).toBe(false);
	}
	await store.close();

	mkdirSync(target);
	writeFileSync(join(target, 'session-key'), 'x');
	expect(await run('restore', [copy], { DATA_DIR: target })).toMatchObject({ code: 1, said: expect.stringMatching(/is not empty[^\n]+\n$/) });
	expect(readdirSync(target)).toEqual(['session-key']);
	expect(await run('restore', [copy], { DATA_DIR: join(folder, 'fresh'), SYNC_STORE: 'https://couch.example' })).toMatchObject({ code: 1, said: expect.stringContaining('CouchDB') });
});
