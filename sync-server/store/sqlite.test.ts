import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { storeContract } from '../../tests/contract/store.ts';
import { prepare } from './schema.ts';
import { openSqlite } from './sqlite.ts';

const folder = () => mkdtempSync(join(tmpdir(), 'store-'));

storeContract('SQLite in a file', async () => {
	const at = folder();
	return { open: async () => openSqlite(join(at, 'x.sqlite')), remove: async () => rmSync(at, { recursive: true }), keeps: true };
});

storeContract('SQLite in memory', async () => ({ open: async () => openSqlite(':memory:'), remove: async () => {}, keeps: false }));

test('commits are on the disk before they are answered', () => {
	const at = folder();
	const file = new DatabaseSync(join(at, 'x.sqlite'));
	prepare(file);
	expect(file.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
	expect(file.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
	file.close();
	rmSync(at, { recursive: true });
});

test('what was deleted is in no file any more', async () => {
	const at = folder();
	const store = openSqlite(join(at, 'x.sqlite'));
	await store.create('desk');
	const desk = (await store.database('desk'))!;
	const [first] = await desk.bulkDocs([{ _id: 'contact:1', mail: 'geheim@example.org' }]);
	await desk.bulkDocs([{ _id: 'contact:1', _rev: (first as { rev: string }).rev, _deleted: true }]);
	await store.close();
	for (const file of readdirSync(at)) expect(readFileSync(join(at, file)).includes('geheim@example.org'), file).toBe(false);
	rmSync(at, { recursive: true });
});

test('a file of a newer version is not opened', () => {
	const at = folder();
	const path = join(at, 'x.sqlite');
	const newer = new DatabaseSync(path);
	newer.exec('PRAGMA user_version = 99');
	newer.close();
	expect(() => openSqlite(path)).toThrow('newer version');
	rmSync(at, { recursive: true });
});
