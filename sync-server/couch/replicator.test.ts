import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../tests/sync/scratch.ts';

/**
 * What Apache CouchDB's replicator (3.5) asks of a source and a target, request by request, and what it needs to find in
 * the answers: it stops, or fails, at anything else.
 */
let scratch: Scratch;
let db: Scratch['db'];
beforeEach(async () => {
	scratch = await openScratch();
	({ db } = scratch);
});
afterEach(() => scratch.close());

const full = { 'X-Couch-Full-Commit': 'false', Accept: 'application/json' };
const lines = (text: string) => text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);

describe('S3.20 either side', () => {
	test('is opened: a session, or 404 for Basic; then the database with update_seq and instance_start_time', async () => {
		const answer = await scratch.server.app.fetch(
			new Request('http://in.process/_session', { method: 'POST', body: 'name=admin&password=administrator-geheim', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })
		);
		expect([answer.status, answer.headers.get('Set-Cookie')]).toEqual([200, expect.stringMatching(/^AuthSession=[^;]+;/)]);
		expect(await db('GET', '/')).toMatchObject([200, { update_seq: expect.stringMatching(/^\d+-/), instance_start_time: expect.any(String) }]);
		expect((await db('HEAD', '/'))[0]).toBe(200);
	});

	test('keeps checkpoints under the ids of four versions, and says not_found where there is none', async () => {
		const id = '/_local/0f8b0fd2f4e5c1d9e4a3b2c1d0e9f8a7+continuous';
		for (const version of ['4', '3', '2', '1']) expect(await db('GET', `/_local/${version.repeat(32)}`)).toEqual([404, { error: 'not_found', reason: 'missing' }]);
		const log = { _id: id.slice(1), session_id: 's', source_last_seq: '0', replication_id_version: 4, history: [] };
		expect(await db('PUT', id, log, full)).toEqual([201, { ok: true, id: id.slice(1), rev: '0-1' }]);
		expect(await db('PUT', id, { ...log, _rev: '0-1', source_last_seq: '5-x' }, full)).toEqual([201, { ok: true, id: id.slice(1), rev: '0-2' }]);
		expect(await db('PUT', id, { ...log, _rev: '0-1' }, full), 'another replicator was there').toEqual([409, { error: 'conflict', reason: 'Document update conflict.' }]);
		expect(await db('GET', id)).toMatchObject([200, { _rev: '0-2', source_last_seq: '5-x' }]);
	});

	test('commits before each checkpoint, with the start time that the database tells', async () => {
		const [, info] = await db('GET', '/');
		const { instance_start_time } = info as { instance_start_time: string };
		expect(await db('POST', '/_ensure_full_commit', '', { 'Content-Type': 'application/json' })).toEqual([201, { ok: true, instance_start_time }]);
	});
});

describe('S3.20 the source', () => {
	test('tells what is pending before a row is read', async () => {
		await db('POST', '/_bulk_docs', { docs: [{ _id: 'a' }, { _id: 'b' }] });
		expect(await db('GET', '/_changes?since=0&limit=0')).toMatchObject([200, { results: [], pending: 2 }]);
		const [, { last_seq }] = (await db('GET', '/_changes?limit=1')) as [number, { last_seq: string }];
		expect(await db('GET', `/_changes?since=${last_seq}&limit=0&feed=normal&style=all_docs`)).toEqual([200, { results: [], last_seq, pending: 1 }]);
	});

	test('feeds changes once and for ever; a feed that is out of time ends with last_seq and is begun anew', async () => {
		await scratch.push({ _id: 'a', _rev: '1-a' }, { _id: 'a', _rev: '1-b' }, { _id: '_design/d', _rev: '1-x', language: 'javascript' });
		const [, page] = await db('GET', '/_changes?feed=normal&style=all_docs&since=0&timeout=10000');
		const rows = [{ id: 'a', changes: [{ rev: '1-b' }, { rev: '1-a' }] }, { id: '_design/d', changes: [{ rev: '1-x' }] }];
		expect(page).toMatchObject({ results: rows, last_seq: expect.any(String), pending: 0 });
		const feed = lines(await (await scratch.raw('GET', '/scratch/_changes?feed=continuous&style=all_docs&since=0&timeout=1')).text());
		expect(feed).toMatchObject([...rows, { last_seq: (page as { last_seq: string }).last_seq, pending: 0 }]);
		expect(lines(await (await scratch.raw('GET', `/scratch/_changes?feed=continuous&style=all_docs&since=${feed.at(-1)!.last_seq as string}&timeout=1`)).text())).toHaveLength(1);
		expect(await db('POST', '/_changes?feed=normal&style=all_docs&since=0&filter=_selector&timeout=10000', { selector: { language: { $exists: true } } })).toMatchObject([200, { results: [{ id: '_design/d' }] }]);
	});

	test('gives documents in one request, an entry for each, as long and in the order as asked', async () => {
		await scratch.push({ _id: 'a', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] }, n: 1 }, { _id: 'b', _rev: '1-x', _deleted: true });
		const docs = [{ id: 'b', rev: '1-x', atts_since: [] }, { id: 'a', rev: '1-a', atts_since: ['1-0'] }, { id: 'weg', rev: '1-z' }];
		const [status, body] = await db('POST', '/_bulk_get?latest=true&revs=true', { docs, latest: true, revs: true, attachments: false }, { Accept: 'application/json' });
		expect([status, body]).toMatchObject([
			200,
			{
				results: [
					{ id: 'b', docs: [{ ok: { _id: 'b', _rev: '1-x', _deleted: true, _revisions: { start: 1, ids: ['x'] } } }] },
					{ id: 'a', docs: [{ ok: { _id: 'a', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] } } }] },
					{ id: 'weg', docs: [{ error: { id: 'weg', rev: '1-z', error: 'not_found', reason: 'missing' } }] }
				]
			}
		]);
	});

	test('gives one document’s leaves, those it does not have as missing', async () => {
		await scratch.push({ _id: 'a/b', _rev: '1-a', n: 1 });
		const open = encodeURIComponent(JSON.stringify(['1-a', '1-z']));
		expect(await db('GET', `/a%2Fb?revs=true&open_revs=${open}&latest=true&atts_since=${encodeURIComponent('["1-0"]')}`, undefined, { Accept: 'application/json' })).toMatchObject([
			200,
			[{ ok: { _id: 'a/b', _revisions: { start: 1, ids: ['a'] } } }, { missing: '1-z' }]
		]);
	});

	test('has design documents where filters are looked for', async () => {
		expect(await db('GET', '/_design/app')).toEqual([404, { error: 'not_found', reason: 'missing' }]);
		await db('PUT', '/_design/app', { filters: { f: 'function () {}' } });
		expect(await db('GET', '/_design/app')).toMatchObject([200, { filters: { f: 'function () {}' } }]);
	});
});

describe('S3.20 the target', () => {
	test('is made where it is not there', async () => {
		expect(await scratch.ask('PUT', '/ziel?q=2&n=1&partitioned=false')).toMatchObject({ status: 201, body: { ok: true } });
		expect((await scratch.ask('PUT', '/ziel?q=2')).status).toBe(412);
	});

	test('takes a batch, packed, and answers errors only; known revisions are none', async () => {
		const docs = [{ _id: 'a', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] } }, { _id: 'b', _rev: '1-x', _revisions: { start: 1, ids: ['x'] }, _deleted: true }];
		const packed = Uint8Array.from(gzipSync(JSON.stringify({ new_edits: false, docs })));
		for (let n = 0; n < 2; n++) expect(await db('POST', '/_bulk_docs', packed, { ...full, 'Content-Encoding': 'gzip' })).toEqual([201, []]);
		expect(await db('POST', '/_revs_diff', { a: ['2-b', '3-c'], b: ['1-x'], c: ['1-y'] })).toEqual([
			200,
			{ a: { missing: ['3-c'], possible_ancestors: ['2-b'] }, c: { missing: ['1-y'] } }
		]);
	});

	test('takes a single document with its own history', async () => {
		const doc = { _id: 'a', _rev: '3-c', _revisions: { start: 3, ids: ['c', 'b', 'a'] } };
		for (let n = 0; n < 2; n++) expect(await db('PUT', '/a?new_edits=false', doc, full)).toEqual([201, { ok: true, id: 'a', rev: '3-c' }]);
	});

	test('refuses what is too large once inflated', async () => {
		const bomb = Uint8Array.from(gzipSync(JSON.stringify({ docs: [{ _id: 'a', fill: 'x'.repeat(9_000_000) }] })));
		expect(await db('POST', '/_bulk_docs', bomb, { 'Content-Encoding': 'gzip' })).toMatchObject([413, { error: 'document_too_large' }]);
	});
});
