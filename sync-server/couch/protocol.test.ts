import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { event, openServer, type TestServer, Visitor } from '../../tests/sync/server-rig.ts';

let server: TestServer;
let mia: Visitor;
beforeEach(async () => {
	server = await openServer();
	mia = await new Visitor(server).signIn('mia');
});
afterEach(() => server.close());

const DB = '/db/hafencity-public';
const json = async <T = Record<string, unknown>>(answer: Promise<Response>) => (await (await answer).json()) as T;
const put = async (name: string, set = {}) => (await json<{ rev: string }>(mia.send('PUT', `${DB}/event:${name}`, event(name, set)))).rev;
const push = (docs: unknown[]) => mia.send('POST', `${DB}/_bulk_docs`, { docs, new_edits: false });
type Changes = { results: { seq: string; id: string; changes: { rev: string }[]; deleted?: true }[]; last_seq: string; pending: number };

test('S3.1 the root names a stable uuid', async () => {
	expect(await json(mia.fetch('/db/'))).toMatchObject({ couchdb: 'Welcome', version: expect.any(String), uuid: server.store.uuid });
	expect(await json(mia.fetch('/db'))).toMatchObject({ uuid: server.store.uuid });
});

test('a database tells what replicators need, with and without a slash', async () => {
	for (const path of [DB, `${DB}/`]) {
		const info = await json(mia.fetch(path));
		expect(info).toMatchObject({ db_name: 'hafencity-public', doc_count: 0, update_seq: expect.stringMatching(/^0-/), instance_start_time: expect.any(String) });
		expect(await json(mia.send('POST', `${DB}/_ensure_full_commit`, {}))).toEqual({ ok: true, instance_start_time: info.instance_start_time });
	}
	expect((await mia.fetch(DB, { method: 'HEAD' })).status).toBe(200);
});

test('S3.3 a batch answers 201: with new_edits: false the rows that failed only', async () => {
	const answer = await push([{ ...event('a'), _rev: '1-a' }, { ...event('b', { status: 'x' }), _rev: '1-b' }]);
	expect(answer.status).toBe(201);
	expect(await answer.json()).toMatchObject([{ id: 'event:b', rev: '1-b', error: 'forbidden' }]);
	const edited = await mia.send('POST', `${DB}/_bulk_docs`, { docs: [event('c'), event('a')] });
	expect(await edited.json()).toMatchObject([{ ok: true, id: 'event:c' }, { id: 'event:a', error: 'conflict' }]);
});

test('S3.6 _bulk_get answers one entry per request in order, with histories and the latest leaf', async () => {
	await push([{ ...event('a'), _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] } }]);
	const docs = [{ id: 'event:a', rev: '1-a' }, { id: 'event:x', rev: '1-x' }, { id: 'event:a' }, { id: 'event:a', rev: '9-z' }];
	const { results } = await json<{ results: unknown[] }>(mia.send('POST', `${DB}/_bulk_get?revs=true&latest=true`, { docs }));
	const found = { _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] } };
	expect(results).toMatchObject([
		{ id: 'event:a', docs: [{ ok: found }] },
		{ id: 'event:x', docs: [{ error: { rev: '1-x', error: 'not_found' } }] },
		{ id: 'event:a', docs: [{ ok: found }] },
		{ id: 'event:a', docs: [{ error: { rev: '9-z', error: 'not_found' } }] }
	]);
});

test('S3.5 what _changes lists, _bulk_get serves: also when it changed in between', async () => {
	await put('a');
	const { results } = await json<Changes>(mia.fetch(`${DB}/_changes?style=all_docs`));
	const rev = await json<{ rev: string }>(mia.send('PUT', `${DB}/event:a`, event('a', { _rev: results[0]!.changes[0]!.rev }))).then(({ rev }) => rev);
	const docs = results.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev })));
	expect(await json(mia.send('POST', `${DB}/_bulk_get?latest=true`, { docs }))).toMatchObject({ results: [{ docs: [{ ok: { _rev: rev } }] }] });
});

test('a document by revision, with conflicts, as open revisions', async () => {
	await push([{ ...event('a', { n: 1 }), _rev: '1-a' }, { ...event('a', { n: 2 }), _rev: '1-b' }]);
	const path = `${DB}/event:a`;
	expect(await json(mia.fetch(`${path}?conflicts=true`))).toMatchObject({ n: 2, _conflicts: ['1-a'] });
	expect(await json(mia.fetch(`${path}?rev=1-a`))).toMatchObject({ n: 1 });
	expect(await json(mia.fetch(`${path}?rev=1-z`))).toEqual({ error: 'not_found', reason: 'missing' });
	expect(await json(mia.fetch(`${path}?open_revs=all`))).toMatchObject([{ ok: { n: 2 } }, { ok: { n: 1 } }]);
	expect(await json(mia.fetch(`${path}?open_revs=["1-a","1-z"]&revs=true`))).toMatchObject([{ ok: { n: 1, _revisions: { start: 1 } } }, { missing: '1-z' }]);
	expect((await mia.fetch(`${path}?open_revs=quatsch`)).status).toBe(400);
	expect(await json(mia.fetch(`${DB}/event%3Aa`)), 'ids may be encoded').toMatchObject({ _id: 'event:a' });
	expect((await mia.fetch(`${DB}/%E0%A4%A`)).status).toBe(404);
});

test('a revision is named in the body, the address or If-Match, and in all alike', async () => {
	const rev = await put('a');
	const path = `${DB}/event:a`;
	expect((await mia.send('PUT', `${path}?rev=1-x`, event('a', { _rev: rev }))).status).toBe(400);
	expect((await mia.send('PUT', path, { ...event('b') })).status, 'another id').toBe(400);
	const second = await json<{ rev: string }>(mia.send('PUT', path, event('a'), { 'If-Match': `"${rev}"` }));
	expect((await mia.send('PUT', `${path}?rev=${rev}`, event('a'))).status).toBe(409);
	expect((await mia.fetch(path, { method: 'DELETE' })).status).toBe(409);
	expect((await mia.fetch(`${path}?rev=${second.rev}`, { method: 'DELETE' })).status).toBe(200);
	expect(await json(mia.fetch(path, { method: 'DELETE' }))).toEqual({ error: 'not_found', reason: 'deleted' });
	expect(await json(mia.fetch(`${DB}/event:nie`, { method: 'DELETE' }))).toEqual({ error: 'not_found', reason: 'missing' });
});

test('a filter or feed that is not kept here is refused, never ignored', async () => {
	for (const query of ['filter=_selector', 'filter=_quatsch', 'filter=x', 'feed=quatsch', 'style=quatsch', 'limit=x', 'heartbeat=-1', 'timeout=1.5']) {
		expect((await mia.fetch(`${DB}/_changes?${query}`)).status, query).toBe(400);
	}
	for (const query of ['startkey=a', 'limit=-1', 'keys={}', 'skip="a"']) expect((await mia.fetch(`${DB}/_all_docs?${query}`)).status, query).toBe(400);
	expect((await mia.send('POST', `${DB}/_revs_diff`, { a: '1-x' })).status).toBe(400);
	expect((await mia.send('POST', `${DB}/_bulk_docs`, { docs: [1] })).status).toBe(400);
	expect((await mia.send('POST', `${DB}/_bulk_get`, { docs: 'x' })).status).toBe(400);
});

describe('S3.7 longpoll', () => {
	const read = async (reader: ReadableStreamDefaultReader<Uint8Array>) => new TextDecoder().decode((await reader.read()).value);

	test('answers at once where there is something', async () => {
		await put('a');
		expect(await json<Changes>(mia.fetch(`${DB}/_changes?feed=longpoll&since=0`))).toMatchObject({ results: [{ id: 'event:a' }], pending: 0 });
	});

	test('keeps the line alive with newlines and ends with what happened', async () => {
		const answer = await mia.fetch(`${DB}/_changes?feed=longpoll&since=now&heartbeat=1000&include_docs=true`);
		expect(answer.headers.get('Cache-Control')).toContain('no-transform');
		const reader = answer.body!.getReader();
		expect(await read(reader)).toBe('\n');
		await put('a');
		const page = JSON.parse(await read(reader)) as Changes;
		expect(page).toMatchObject({ results: [{ id: 'event:a', doc: { title: { de: 'Fest a' } } }], last_seq: expect.stringMatching(/^1-/) });
		expect((await reader.read()).done).toBe(true);
	});

	test('ends empty when the time is out, and when the server stops', async () => {
		expect(await json<Changes>(mia.fetch(`${DB}/_changes?feed=longpoll&timeout=10`))).toMatchObject({ results: [], last_seq: expect.stringMatching(/^0-/) });
		const waiting = await mia.fetch(`${DB}/_changes?feed=longpoll&heartbeat=true`);
		server.app.close();
		expect(await waiting.json()).toMatchObject({ results: [] });
	});

	test('whoever leaves is not waited for', async () => {
		const gone = new AbortController();
		const left = await mia.fetch(`${DB}/_changes?feed=longpoll`, { signal: gone.signal });
		gone.abort();
		await left.body!.cancel();
		await put('a');
		expect(await json<Changes>(mia.fetch(`${DB}/_changes`))).toMatchObject({ results: [{ id: 'event:a' }] });
	});
});

describe('bodies', () => {
	test('may be gzip, within the limit once inflated', async () => {
		const send = (body: Uint8Array<ArrayBuffer>) =>
			mia.fetch(`${DB}/_bulk_docs`, { method: 'POST', body, headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' } });
		const pack = (value: unknown) => Uint8Array.from(gzipSync(JSON.stringify(value)));
		expect((await send(pack({ docs: [event('a')] }))).status).toBe(201);
		const bomb = await send(pack({ docs: [event('b', { note: 'x'.repeat(9_000_000) })] }));
		expect([bomb.status, await bomb.json()]).toMatchObject([413, { error: 'too_large' }]);
		expect((await send(new Uint8Array([1, 2, 3]))).status).toBe(400);
	});

	test.each([
		['garbage', '{"docs": [', 'application/json', 400, 'bad_request'],
		['no object', '[]', 'application/json', 400, 'bad_request'],
		['no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 'application/json', 400, 'bad_request'],
		['another type', '{}', 'text/plain', 415, 'bad_content_type'],
		['8 MB and more', `{"docs": ["${'x'.repeat(8_000_000)}"]}`, 'application/json', 413, 'too_large']
	])('%s', async (_, body, type, status, error) => {
		const answer = await mia.fetch(`${DB}/_bulk_docs`, { method: 'POST', body, headers: { 'Content-Type': type } });
		expect([answer.status, await answer.json()]).toMatchObject([status, { error, reason: expect.any(String) }]);
	});
});

test('S2.19 asking what is lacking takes 1 MB: no replica asks about so much at a time', async () => {
	const asked = (bytes: number) => mia.send('POST', `${DB}/_revs_diff`, { [`event:${'x'.repeat(bytes)}`]: ['1-a'] });
	expect((await asked(900_000)).status).toBe(200);
	const refused = await asked(1_000_000);
	expect([refused.status, await refused.json()]).toMatchObject([413, { error: 'too_large' }]);
});

test('S1.4 wrong methods are 405 with Allow, unknown addresses 404', async () => {
	const wrong = await mia.fetch(`${DB}/_changes`, { method: 'DELETE' });
	expect([wrong.status, wrong.headers.get('Allow'), await wrong.json()]).toMatchObject([405, 'HEAD, GET, POST', { error: 'method_not_allowed', reason: 'Only HEAD, GET, POST allowed' }]);
	expect((await mia.send('PATCH', DB, {})).status).toBe(405);
	expect(await json(mia.fetch(`${DB}/_unknown`))).toEqual({ error: 'not_found', reason: 'missing' });
	expect(await json(mia.fetch(`${DB}/_design/x`))).toEqual({ error: 'not_found', reason: 'missing' });
	expect((await mia.fetch(`${DB}/event:a/picture.png`)).status).toBe(404);
});
