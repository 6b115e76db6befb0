import nano from 'nano';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, type Listener } from '../listen.ts';
import { ADMIN_PASSWORD, openServer, type TestServer } from '../../tests/sync/server-rig.ts';

type Thing = { n: number; _rev?: string };
let server: TestServer;
let listener: Listener;
let couch: nano.ServerScope;
beforeAll(async () => {
	server = await openServer();
	listener = await listen(server.app.fetch, { host: '127.0.0.1', port: 0 });
	const { host } = new URL(listener.address);
	// Told not to take the path for the name of a database.
	couch = nano({ url: `http://admin:${ADMIN_PASSWORD}@${host}/db`, parseUrl: false } as nano.Configuration);
});
afterAll(async () => {
	await server.close();
	await listener.close();
});

test('S3.12 nano, over the wire: databases', async () => {
	expect(await couch.db.create('eins')).toEqual({ ok: true });
	await expect(couch.db.create('eins')).rejects.toMatchObject({ statusCode: 412, error: 'file_exists' });
	await couch.db.create('mit/strich');
	expect(await couch.db.list()).toEqual(expect.arrayContaining(['eins', 'mit/strich']));
	expect(await couch.db.get('mit/strich')).toMatchObject({ db_name: 'mit/strich' });
	expect(await couch.uuids(3)).toMatchObject({ uuids: { length: 3 } });
	expect(await couch.db.compact('eins')).toEqual({ ok: true });
	expect(await couch.db.destroy('mit/strich')).toEqual({ ok: true });
	await expect(couch.use('mit/strich').info()).rejects.toMatchObject({ statusCode: 404, reason: 'Database does not exist.' });
});

test('S3.15, S3.16 nano: documents', async () => {
	const db = couch.use<Thing>('eins');
	const made = await db.insert({ n: 1 }, 'ein/zwei');
	expect(await db.get('ein/zwei', { revs_info: true })).toMatchObject({ n: 1, _revs_info: [{ rev: made.rev, status: 'available' }] });
	await expect(db.insert({ n: 2 }, 'ein/zwei')).rejects.toMatchObject({ statusCode: 409, error: 'conflict' });
	const { rev } = await db.insert({ n: 2, _rev: made.rev }, 'ein/zwei');
	expect(await db.head('ein/zwei')).toMatchObject({ etag: `"${rev}"` });
	expect(await db.insert({ n: 3 })).toMatchObject({ ok: true, id: expect.stringMatching(/^[0-9a-f]{32}$/) });
	expect(await db.bulk({ docs: [{ _id: 'a', n: 4 }, { _id: 'b', n: 5 }] })).toMatchObject([{ ok: true, id: 'a' }, { ok: true, id: 'b' }]);
	expect((await db.fetch({ keys: ['a', 'nie'] })).rows).toMatchObject([{ doc: { n: 4 } }, { error: 'not_found' }]);
	expect((await db.list({ startkey: 'a', endkey: 'b', include_docs: true })).rows).toMatchObject([{ doc: { n: 4 } }, { doc: { n: 5 } }]);
	await db.destroy('ein/zwei', rev);
	await expect(db.get('ein/zwei')).rejects.toMatchObject({ statusCode: 404, reason: 'deleted' });
	await expect(db.view('x', 'y')).rejects.toMatchObject({ statusCode: 404 });
});

test('S3.11 nano: changes read to the end, and followed', async () => {
	const db = couch.use<Thing>('eins');
	const read: { id: string }[] = await new Promise((resolve, reject) => {
		const found: { id: string }[] = [];
		const reader = db.changesReader.get({ since: '0', batchSize: 2, qs: { timeout: 1 } });
		reader.on('change', (change: { id: string }) => found.push(change));
		reader.on('end', () => resolve(found));
		reader.on('error', reject);
	});
	expect(read.map(({ id }) => id)).toEqual(expect.arrayContaining(['a', 'b', 'ein/zwei']));

	const { update_seq } = await db.info();
	const followed = new Promise<{ id: string }>((resolve, reject) => {
		const reader = db.changesReader.start({ since: update_seq, includeDocs: true });
		reader.on('error', reject);
		reader.on('change', (change: { id: string }) => {
			db.changesReader.stop();
			resolve(change);
		});
	});
	await db.insert({ n: 9 }, 'neu');
	expect(await followed).toMatchObject({ id: 'neu', doc: { n: 9 } });
});
