import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { couchPeer, type CouchPeer } from '../../tests/contract/couch-peer.ts';
import { openReworded as reworded, type Rewording } from '../../tests/contract/couch-reworded.ts';
import { ADMIN_PASSWORD, openServer, Visitor } from '../../tests/sync/server-rig.ts';

let peer: CouchPeer;
beforeEach(async () => {
	peer = await couchPeer();
});
afterEach(() => peer.close());

const openReworded = (reword?: Rewording) => reworded(peer, reword);

test('all leaves are read of any id, one that no address can hold too', async () => {
	const { database } = await openReworded();
	for (const id of ['..', '.', 'a/../b']) {
		await database.bulkDocs([{ _id: id, _rev: '1-a' }, { _id: id, _rev: '1-b' }], { newEdits: false });
		expect(await database.openRevisions(id, 'all')).toMatchObject([{ ok: { _id: id, _rev: '1-b' } }, { ok: { _id: id, _rev: '1-a' } }]);
	}
	expect(await database.openRevisions('nie', 'all')).toEqual([]);
});

test('S3.6 of a revision that CouchDB could not read it is not said that it is missing', async () => {
	const { database, wording } = await openReworded();
	await database.bulkDocs([{ _id: 'a', _rev: '1-a' }], { newEdits: false });
	const entry = (error: string) => Response.json({ results: [{ id: 'a', docs: [{ error: { id: 'a', rev: 'undefined', error, reason: 'because' } }] }] });
	for (const error of ['not_found', 'illegal_docid']) {
		wording.reword = async () => entry(error);
		expect(await database.openRevisions('a', ['1-a'])).toEqual([{ missing: '1-a' }]);
	}
	wording.reword = async () => entry('timeout');
	await expect(database.openRevisions('a', ['1-a'])).rejects.toThrow('could not read a revision (timeout)');

	const weak = ({ id }: { id: string }) => ({ id, docs: [id === 'a' ? { error: { id, rev: '1-a', error: 'timeout', reason: 'because' } } : { ok: { _id: id, _rev: '1-b' } }] });
	wording.reword = async ({ body }) => Response.json({ results: body.docs.map(weak) });
	const together = await Promise.allSettled([database.openRevisions('a', ['1-a']), database.openRevisions('b', ['1-b'])]);
	expect(together.map(({ status }) => status), 'only whoever asked for it').toEqual(['rejected', 'fulfilled']);
});

test('S7.3 where nodes are away nothing is missing, there already or refused: it is asked again, or told as out of order', async () => {
	const { store, database, wording } = await openReworded();
	await database.bulkDocs([{ _id: 'a', _attachments: { x: { data: 'eA==' } } }]);
	const away = () => Response.json({ error: 'nodedown', reason: 'progress not possible' }, { status: 412 });
	const reading = [
		() => database.get('a'),
		() => database.openRevisions('a', 'all'),
		() => database.attachment('a', 'x'),
		async () => (await store.database('one'))?.name
	];
	for (const ask of reading) {
		const right = await ask();
		let left = 1;
		wording.reword = async (_, answer) => (left-- > 0 ? away() : answer());
		expect(await ask()).toEqual(right);
	}
	wording.reword = async ({ method }, answer) => (method === 'GET' ? answer() : away());
	await expect(database.bulkDocs([{ _id: 'b' }])).rejects.toMatchObject({ status: 503 });
	await expect(store.create('other')).rejects.toMatchObject({ status: 503 });
});

test('S3.11, S7.5 a database that one node does not know yet has not been removed: its feed goes on', async () => {
	const { database, asked, wording } = await openReworded();
	let woken = 0;
	const stop = database.watch(() => woken++);
	await expect.poll(() => asked.some((path) => path.includes('feed=longpoll'))).toBe(true);
	let left = 1;
	wording.reword = async (_, answer) => (left-- > 0 ? Response.json({ error: 'not_found', reason: 'Database does not exist.' }, { status: 404 }) : answer());
	await expect(database.get('a')).rejects.toMatchObject({ status: 503 });
	const { store: another } = await peer.open();
	const before = woken;
	await (await another.database('one'))!.bulkDocs([{ _id: 'a' }]);
	await expect.poll(() => woken).toBeGreaterThan(before);
	stop();
});

test('a list that CouchDB breaks off in the middle is asked for again', async () => {
	const { database, wording } = await openReworded();
	await database.bulkDocs([{ _id: 'a' }]);
	let left = 1;
	wording.reword = async (_, answer) => (left-- > 0 ? new Response('{"total_rows":1,"offset":0,"rows":[\r\n{"id":"a"\n{"code":500,"error":"timeout"}\n') : answer());
	expect((await database.allDocs()).rows).toMatchObject([{ id: 'a' }]);
});

test('S7.5 what one copy of a cluster has told, and another does not have yet, is found all the same', async () => {
	const { database, asked, wording } = await openReworded(async ({ path }, answer) => {
		const told = await answer();
		return path === '/one' && told.ok ? Response.json({ ...((await told.json()) as object), cluster: { q: 2, n: 3, w: 2, r: 2 } }) : told;
	});
	const { last_seq: since } = await database.changes();
	const found: string[] = [];
	const stop = database.watch(async () => void found.push(...(await database.changes({ since })).results.map(({ id }) => id)));
	await expect.poll(() => asked.some((path) => path.includes('feed=longpoll'))).toBe(true);
	let lag = Infinity;
	wording.reword = async ({ path }, answer) => {
		const [, from] = /_changes\?.*since=([^&]*)/.exec(path) ?? [];
		if (!from || path.includes('feed=longpoll') || Date.now() > lag) return answer();
		lag = Math.min(lag, Date.now() + 300);
		return Response.json({ results: [], last_seq: from, pending: 0 });
	};
	const { store: another } = await peer.open();
	await (await another.database('one'))!.bulkDocs([{ _id: 'a' }]);
	await expect.poll(() => found, { timeout: 5000 }).toEqual(['a']);
	expect(lag, 'the first look came too early').toBeLessThan(Infinity);
	stop();
});

test('S7.5 a CouchDB that ends every feed at once is not asked without a pause', async () => {
	const { database, asked, wording } = await openReworded();
	const { last_seq } = await database.changes();
	wording.reword = async ({ path }, answer) => (path.includes('feed=longpoll') ? Response.json({ results: [], last_seq, pending: 0 }) : answer());
	const began = performance.now();
	const stop = database.watch(() => {});
	await expect.poll(() => asked.filter((path) => path.includes('feed=longpoll')).length, { timeout: 5000 }).toBeGreaterThanOrEqual(4);
	stop();
	expect(performance.now() - began, 'three pauses, each twice as long as the one before').toBeGreaterThan(600);
});

test('S7.3 a document that is too large for CouchDB is refused, the others of its batch are written', async () => {
	const { database, asked, wording } = await openReworded();
	wording.reword = async ({ path, body }, answer) =>
		path.endsWith('/_bulk_docs') && body.docs.some(({ _id }: { _id: string }) => _id === 'n5') ? Response.json({ error: 'document_too_large', reason: 'n5' }, { status: 413 }) : answer();
	const before = asked.length;
	const rows = await database.bulkDocs(Array.from({ length: 64 }, (_, n) => ({ _id: `n${n}` })));
	expect(rows.filter((row) => 'error' in row)).toEqual([{ id: 'n5', error: 'document_too_large', reason: 'n5' }]);
	expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 64 }, (_, n) => `n${n}`));
	expect(asked.length - before, 'found by halves').toBe(13);
});

test('S3.30, S7.3 a stub of nothing does not make a conflict of what other shards had written by then', async () => {
	const { database, wording } = await openReworded();
	wording.reword = async ({ path, body }, answer) => {
		const isBad = path.endsWith('/_bulk_docs') && body.docs.some(({ _id }: { _id: string }) => _id === 'b');
		if (!isBad) return answer();
		const written = body.docs.filter(({ _id }: { _id: string }) => _id !== 'b');
		await (await another.database('one'))!.bulkDocs(written);
		return Response.json({ error: 'missing_stub', reason: 'b' }, { status: 412 });
	};
	const { store: another } = await peer.open();
	expect(await database.bulkDocs([{ _id: 'a' }, { _id: 'b', _attachments: { x: { stub: true } } }, { _id: 'c' }])).toMatchObject([{ ok: true }, { error: 'missing_stub' }, { ok: true }]);
});

test('S7.3 a row that tells of no copy at hand is no refusal of its document', async () => {
	const { database, wording } = await openReworded();
	for (const row of [{ id: 'a', error: 'not_found', reason: 'no_db_file' }, { id: 'a', error: 'error', reason: 'internal_server_error' }]) {
		wording.reword = async ({ path }, answer) => (path.endsWith('/_bulk_docs') ? Response.json([row], { status: 201 }) : answer());
		await expect(database.bulkDocs([{ _id: 'a' }])).rejects.toThrow(row.reason);
		await expect(database.bulkDocs([{ _id: 'a', _rev: '1-a' }], { newEdits: false })).rejects.toThrow(row.reason);
	}
});

test('S2.6, S7.3 the guard is not asked about a known revision that one copy of a cluster does not have yet', async () => {
	const { database, wording } = await openReworded();
	await database.bulkDocs([{ _id: 'a', _rev: '1-a' }], { newEdits: false });
	wording.reword = async ({ path, body }, answer) =>
		path.endsWith('/_revs_diff') ? Response.json(Object.fromEntries(Object.entries(body).map(([id, missing]) => [id, { missing }]))) : answer();
	const guard = () => ({ error: 'forbidden', reason: 'never' });
	const docs = ['1-a', '1-b'].map((_rev) => ({ _id: 'a', _rev }));
	expect(await database.bulkDocs(docs, { newEdits: false, guard })).toEqual([{ id: 'a', rev: '1-a', ok: true }, { id: 'a', rev: '1-b', error: 'forbidden', reason: 'never' }]);
});

test('S7.6 a local document that CouchDB does not take is not said to be kept', async () => {
	const { database, wording } = await openReworded();
	wording.reword = async ({ method }, answer) => (method === 'PUT' ? Response.json({ error: 'doc_validation', reason: 'Bad special document member: _x' }, { status: 400 }) : answer());
	await expect(database.putLocal('a', { _x: 1 }, undefined)).rejects.toThrow('Bad special document member');
});

test('S3.37 over a CouchDB, which tells the digest of what it packed, content goes out with the digest of what is sent', async () => {
	const packed = `md5-${createHash('md5').update(gzipSync('viel Text')).digest('base64')}`;
	const plain = `md5-${createHash('md5').update('viel Text').digest('base64')}`;
	const { store, database } = await openReworded(async (_, answer) => {
		const told = await answer();
		return told.headers.get('Content-Type')?.includes('json') ? new Response((await told.text()).replaceAll(plain, packed), told) : told;
	});
	await database.bulkDocs([{ _id: 'a', _attachments: { 'a.txt': { content_type: 'text/plain', data: btoa('viel Text') } } }]);
	expect((await database.get('a'))?._attachments?.['a.txt']?.digest).toBe(packed);
	const server = await openServer({ store });
	const headers = { Authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}`, Accept: 'multipart/mixed' };
	const text = await (await new Visitor(server).fetch('/db/one/a?open_revs=all&revs=true', { headers })).text();
	expect(text).toContain(`"digest":"${plain}"`);
	expect(text).toContain('\r\n\r\nviel Text\r\n');
	server.app.close();
});
