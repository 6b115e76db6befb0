import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqlite } from './sqlite.ts';
import type { Database, Store } from './store.ts';

let folder: string;
let path: string;
let store: Store;
let db: Database;
/** Looks into the file from outside. */
let file: DatabaseSync;

beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'indexes-'));
	path = join(folder, 'store.sqlite');
	store = openSqlite(path);
	await store.create('one');
	db = (await store.database('one'))!;
	file = new DatabaseSync(path, { readOnly: true });
	await db.bulkDocs([{ _id: 'x', name: 'Anna' }, { _id: 'y', name: 'Bert' }, { _id: 'z', name: 'Жанна' }]);
	await db.mango.createIndex({ index: { fields: ['name'] }, ddoc: 'd', name: 'names' });
	await find();
});
afterEach(async () => {
	file.close();
	await store.close();
	rmSync(folder, { recursive: true, force: true });
});

const find = async () => (await db.mango.find({ selector: { name: { $gt: null } }, fields: ['_id'] })).docs.map(({ _id }) => _id);
const lines = () => (file.prepare('SELECT id FROM mango_line ORDER BY id').all() as { id: string }[]).map(({ id }) => id);
const rev = async (id: string) => (await db.get(id))!._rev;

test('S8.5 a document’s line goes with what it said, and comes with the next query', async () => {
	expect(lines()).toEqual(['x', 'y', 'z']);
	await db.bulkDocs([{ _id: 'x', _rev: await rev('x'), _deleted: true }, { _id: 'y', _rev: await rev('y'), name: 'Berta' }]);
	expect(lines()).toEqual(['z']);
	expect(await find()).toEqual(['y', 'z']);
	expect(lines()).toEqual(['y', 'z']);
	await db.purge({ y: [await rev('y')] });
	expect(lines()).toEqual(['z']);
	expect(await find()).toEqual(['z']);
});

test('S8.5 an index goes with its definition, whoever removes that, and with its database', async () => {
	await db.bulkDocs([{ _id: '_design/d', _rev: await rev('_design/d'), _deleted: true }]);
	await find();
	expect(lines()).toEqual([]);
	await db.mango.createIndex({ index: { fields: ['name'] }, ddoc: 'again' });
	await find();
	expect(lines()).toEqual(['x', 'y', 'z']);
	await store.remove('one');
	expect(lines()).toEqual([]);
	expect(file.prepare('SELECT count(*) AS n FROM mango_index').get()).toEqual({ n: 0 });
});

test('an index that is kept is read on after a restart', async () => {
	await store.close();
	store = openSqlite(path);
	db = (await store.database('one'))!;
	expect(lines()).toEqual(['x', 'y', 'z']);
	await db.bulkDocs([{ _id: 'w', name: 'Ända' }]);
	expect(await find()).toEqual(['w', 'x', 'y', 'z']);
});
