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
	return { open: async () => openSqlite(join(at, 'x.sqlite')), remove: async () => rmSync(at, { recursive: true }), keeps: true, isOwn: true };
});

storeContract('SQLite in memory', async () => ({ open: async () => openSqlite(':memory:'), remove: async () => {}, keeps: false, isOwn: true }));

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

test('a file of the first version opens with its documents', async () => {
	const at = folder();
	const path = join(at, 'x.sqlite');
	const first = new DatabaseSync(path);
	prepare(first, 1);
	first.exec(`
		INSERT INTO collection (key, name, generation, created, seq, alive) VALUES (1, 'desk', 'abc', 5, 2, 1);
		INSERT INTO document VALUES (1, 'a', 2, '1-x', 0, '[{"pos":1,"ids":["x",{"status":"available"},[]]}]');
		INSERT INTO revision (collection, id, rev, body) VALUES (1, 'a', '1-x', '{"n":"ü"}');
		INSERT INTO local VALUES (1, 'point', 3, '{}');
	`);
	expect(first.prepare('PRAGMA user_version').get()).toEqual({ user_version: 1 });
	first.close();

	const store = openSqlite(path);
	const desk = (await store.database('desk'))!;
	expect(await desk.info()).toMatchObject({ doc_count: 1, update_seq: '2-abc', purge_seq: '0', instance_start_time: '5', sizes: { external: 10 } });
	expect(await desk.get('a')).toEqual({ _id: 'a', _rev: '1-x', n: 'ü' });
	expect(await desk.revsLimit()).toBe(1000);
	expect(await desk.getLocal('point')).toMatchObject({ _rev: '0-3' });
	await store.close();
	openSqlite(path).close();
	rmSync(at, { recursive: true });
});

test('S3.2 a seq from a future that was lost counts as 0', async () => {
	const store = openSqlite(':memory:');
	await store.create('one');
	const db = (await store.database('one'))!;
	await db.bulkDocs([{ _id: 'a' }]);
	const generation = (await db.info()).update_seq.split('-')[1];
	expect((await db.changes({ since: `2-${generation}` })).results).toHaveLength(1);
	await store.close();
});

test('who waits is woken when the database is removed, and a handle on it never reaches one made later', async () => {
	const store = openSqlite(':memory:');
	await store.create('one');
	const db = (await store.database('one'))!;
	const removed = Promise.withResolvers<void>();
	db.watch(removed.resolve);
	await store.remove('one');
	await removed.promise;
	await store.create('one');
	const next = (await store.database('one'))!;
	await next.bulkDocs([{ _id: 'a' }]);
	await expect(db.bulkDocs([{ _id: 'b' }])).rejects.toThrow();
	expect(await db.get('a')).toBeUndefined();
	expect((await db.changes()).results).toEqual([]);
	expect((await next.allDocs()).rows).toHaveLength(1);
	await store.close();
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
