import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Visitor, openServer } from '../../tests/sync/server-rig.ts';
import { defaults } from '../settings.ts';
import { openSqlite } from '../store/sqlite.ts';
import { storeFile } from './file.ts';
import { inspect } from './inspect.ts';
import { lastDue, nightlyBackup } from './nightly.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let backupDir: string;
let clock: { now: string };
let logged: string[];
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'nightly-'));
	backupDir = join(folder, 'backups');
	clock = { now: '2026-11-24T12:00:00.000Z' };
	logged = [];
	const store = openSqlite(storeFile(folder));
	await store.create('hafencity-desk');
	await store.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const nightly = (backupKeep = 14) => nightlyBackup({ ...defaults, dataDir: folder, backupDir, backupKeep }, { now: () => new Date(clock.now), log: (line) => logged.push(line) });
const names = () => readdirSync(backupDir).sort();

test('it is due at half past three by the wall clock of the quarter, in summer and winter', () => {
	expect(lastDue(new Date('2026-11-24T02:29:59Z'))).toBe('2026-11-23T02:30:00.000Z');
	expect(lastDue(new Date('2026-11-24T02:30:00Z'))).toBe('2026-11-24T02:30:00.000Z');
	expect(lastDue(new Date('2026-07-24T01:30:00Z'))).toBe('2026-07-24T01:30:00.000Z');
});

test('S6.7 once a night; one that was missed is made up', async () => {
	const backup = nightly();
	expect(backup.state()).toEqual({ at: null, failed: false });
	await backup.look();
	expect(names()).toEqual(['quartierslotse-2026-11-24T12-00-00Z.sqlite']);
	expect(inspect(join(backupDir, names()[0]!)).databases).toEqual([{ name: 'hafencity-desk', documents: 0 }]);
	expect(backup.state()).toEqual({ at: '2026-11-24T12:00:00.000Z', failed: false });
	expect(logged).toEqual([expect.stringMatching(/^backup: quartierslotse-\S+ made, \d+\.\d MB, 0 old removed$/)]);
	clock.now = '2026-11-25T02:25:00.000Z';
	await backup.look();
	expect(names()).toHaveLength(1);
	clock.now = '2026-11-25T02:31:00.000Z';
	await Promise.all([backup.look(), backup.look()]);
	expect(names()).toHaveLength(2);
	await nightly().look();
	expect(names(), 'another start the same day').toHaveLength(2);
});

test('S6.7 as many as wanted are kept, none over 30 days, and nothing else is touched', async () => {
	mkdirSync(backupDir);
	for (const name of ['quartierslotse-2026-11-23T02-30-00Z.sqlite', 'quartierslotse-2026-11-22T02-30-00Z.sqlite', 'quartierslotse-2026-10-20T02-30-00Z.sqlite', 'mine.sqlite']) writeFileSync(join(backupDir, name), '');
	await nightly(2).look();
	expect(names()).toEqual(['mine.sqlite', 'quartierslotse-2026-11-23T02-30-00Z.sqlite', 'quartierslotse-2026-11-24T12-00-00Z.sqlite']);
	clock.now = '2027-01-15T12:00:00.000Z';
	await nightly(30).look();
	expect(names()).toEqual(['mine.sqlite', 'quartierslotse-2027-01-15T12-00-00Z.sqlite']);
});

test('S6.7 a failure is one line and stays to be seen, removes nothing, and is tried again an hour later', async () => {
	writeFileSync(backupDir, 'a file where the folder should be');
	const backup = nightly();
	await backup.look();
	await backup.look();
	expect(logged).toEqual([expect.stringMatching(/^backup: failed \([^\n]+\)$/)]);
	expect(backup.state()).toEqual({ at: null, failed: true });
	rmSync(backupDir);
	clock.now = '2026-11-24T13:00:01.000Z';
	await backup.look();
	expect(names()).toHaveLength(1);
	expect(backup.state()).toMatchObject({ failed: false });

	writeFileSync(storeFile(folder), 'no database any more');
	clock.now = '2026-11-25T12:00:00.000Z';
	await backup.look();
	expect(names(), 'what there is stays').toHaveLength(1);
	expect(backup.state()).toEqual({ at: '2026-11-24T13:00:01.000Z', failed: true });
});

test('S1.2 health tells how the backup stands; off unless asked for', async () => {
	const server = await openServer();
	const told = async () => (await (await new Visitor(server).fetch('/health')).json()) as { backup: unknown };
	expect((await told()).backup).toBe('off');
	await server.close();
	expect(nightlyBackup(defaults, { now: () => new Date(), log: () => {} }).state()).toBe('off');
});
