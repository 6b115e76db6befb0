import { afterEach, beforeEach, expect, test } from 'vitest';
import { openScratch, refusal, type Scratch } from '../../tests/sync/scratch.ts';

let scratch: Scratch;
let db: Scratch['db'];
beforeEach(async () => {
	scratch = await openScratch();
	({ db } = scratch);
});
afterEach(() => scratch.close());

test('S3.12 a database tells about itself, to GET and HEAD, with and without a slash', async () => {
	await scratch.put('a');
	for (const path of ['', '/']) {
		expect(await db('GET', path)).toEqual([
			200,
			{
				db_name: 'scratch',
				doc_count: 1,
				doc_del_count: 0,
				update_seq: expect.stringMatching(/^1-[0-9a-f]+$/),
				purge_seq: '0',
				sizes: { file: expect.any(Number), active: 2, external: 2 },
				compact_running: false,
				instance_start_time: expect.stringMatching(/^\d+$/),
				disk_format_version: 8,
				props: {},
				cluster: { q: 1, n: 1, w: 1, r: 1 }
			}
		]);
	}
	expect(await db('HEAD')).toEqual([200, undefined]);
	expect((await scratch.ask('HEAD', '/nie')).status).toBe(404);
});

test('S3.12 databases of any legal name are made once and removed', async () => {
	for (const name of ['a0_$()+-/z', 'x/y/z']) {
		const path = `/${encodeURIComponent(name)}`;
		const made = await scratch.ask('PUT', `${path}?q=8&n=1&partitioned=false`);
		expect([made.status, made.body, made.headers.get('Location')]).toEqual([201, { ok: true }, `http://in.process/db${path}`]);
		expect(await scratch.ask('PUT', path)).toMatchObject({ status: 412, body: { error: 'file_exists', reason: 'The database could not be created, the file already exists.' } });
		expect((await scratch.ask('GET', `${path}/`)).body).toMatchObject({ db_name: name });
		expect((await scratch.ask('PUT', `${path}/doc`, {})).status).toBe(201);
		expect(await scratch.ask('DELETE', path)).toMatchObject({ status: 200, body: { ok: true } });
		expect(await scratch.ask('DELETE', path)).toMatchObject({ status: 404, body: { error: 'not_found', reason: 'Database does not exist.' } });
	}
	for (const name of ['Gross', '0a', '_quatsch', 'a b', 'ü']) {
		const { status, body } = await scratch.ask('PUT', `/${encodeURIComponent(name)}`);
		expect([status, body], name).toEqual([400, { error: 'illegal_database_name', reason: expect.stringContaining(`Name: '${name}'. Only lowercase characters (a-z)`) }]);
	}
	expect(await scratch.ask('PUT', '/parts?partitioned=true')).toMatchObject({ status: 501, body: { error: 'not_implemented', reason: 'Databases with partitions are not kept here.' } });
	expect(await scratch.ask('PUT', '/parts?partitioned=x')).toMatchObject({ status: 400, body: { error: 'bad_request', reason: 'Invalid `partitioned` parameter' } });
	expect((await scratch.ask('PUT', `/${'a'.repeat(239)}`)).body).toMatchObject({ error: 'database_name_too_long' });
	expect(await db('DELETE', '?rev=1-x')).toEqual(refusal(400, 'bad_request', 'You tried to DELETE a database with a ?=rev parameter. Did you mean to DELETE a document instead?'));
});

test('S3.12 a document may leave its id to the server', async () => {
	const made = await scratch.ask('POST', '/scratch', { n: 1 });
	const { id } = made.body as { id: string };
	expect([made.status, made.body]).toEqual([201, { ok: true, id: expect.stringMatching(/^[0-9a-f]{32}$/), rev: expect.stringMatching(/^1-/) }]);
	expect(made.headers.get('Location')).toBe(`http://in.process/db/scratch/${id}`);
	expect(await db('GET', `/${id}`)).toMatchObject([200, { n: 1 }]);
	expect(await db('POST', '/', { _id: 'own' })).toMatchObject([201, { id: 'own' }]);
	expect(await db('POST', '', { _id: 'own' })).toEqual(refusal(409, 'conflict', 'Document update conflict.'));
	expect(await db('POST', '?batch=ok', { _id: 'later' })).toEqual([202, { ok: true, id: 'later' }]);
	expect(await db('GET', '/later')).toMatchObject([200, {}]);
	expect(await db('POST', '', [])).toEqual(refusal(400, 'bad_request', 'Document must be a JSON object'));
	expect(await db('POST', '', '{}', { 'Content-Type': 'text/plain' })).toEqual(refusal(415, 'bad_content_type', 'Content-Type must be application/json'));
});

test('S3.12 _security is kept as it was put', async () => {
	expect(await db('GET', '/_security')).toEqual([200, { members: { roles: ['_admin'] }, admins: { roles: ['_admin'] } }]);
	const security = { admins: { names: ['mia'], roles: [] }, members: { names: [], roles: ['staff'] }, more: { of: 'ours' } };
	expect(await db('PUT', '/_security', security)).toEqual([200, { ok: true }]);
	expect(await db('GET', '/_security')).toEqual([200, security]);
	expect(await db('PUT', '/_security', { admins: { names: 'mia' } })).toEqual(refusal(500, 'error', 'names must be a JSON list of strings'));
	expect(await db('PUT', '/_security', [])).toEqual(refusal(400, 'bad_request', 'Request body must be a JSON object'));
	expect(await db('GET', '/_security')).toEqual([200, security]);
});

test('S3.12 limits are bare numbers', async () => {
	for (const name of ['_revs_limit', '_purged_infos_limit']) {
		expect(await db('GET', `/${name}`)).toEqual([200, 1000]);
		expect(await db('PUT', `/${name}`, '5')).toEqual([200, { ok: true }]);
		expect(await db('GET', `/${name}`)).toEqual([200, 5]);
		for (const wrong of ['0', '"x"', '1.5']) expect(await db('PUT', `/${name}`, wrong)).toMatchObject([400, { error: 'bad_request' }]);
	}
	await db('PUT', '/_revs_limit', '2', { 'Content-Type': 'application/x-www-form-urlencoded' });
	let rev = await scratch.put('a');
	for (let n = 0; n < 3; n++) rev = await scratch.put('a', { _rev: rev, n });
	const [, doc] = await db('GET', '/a?revs=true');
	expect((doc as { _revisions: { ids: string[] } })._revisions).toEqual({ start: 4, ids: [expect.any(String), expect.any(String)] });
});

test('S3.13 earlier revisions stay readable until they are compacted; leaves of a conflict stay for ever', async () => {
	const first = await scratch.put('a', { n: 1 });
	await scratch.put('a', { _rev: first, n: 2 });
	await scratch.push({ _id: 'a', _rev: '1-x', n: 3 });
	expect(await db('GET', `/a?rev=${first}`)).toMatchObject([200, { n: 1 }]);
	expect(await db('POST', '/_compact', {})).toEqual([202, { ok: true }]);
	expect(await db('GET', `/a?rev=${first}`)).toEqual(refusal(404, 'not_found', 'missing'));
	expect(await db('GET', '/a?rev=1-x')).toMatchObject([200, { n: 3 }]);
	expect(await db('GET', '/a?revs_info=true')).toMatchObject([200, { n: 2, _revs_info: [{ status: 'available' }, { rev: first, status: 'missing' }] }]);
	expect(await db('POST', '/_view_cleanup', {})).toEqual([202, { ok: true }]);
	expect(await db('POST', '/_compact/nie', {})).toEqual(refusal(404, 'not_found', 'missing'));
	for (const path of ['/_compact', '/_view_cleanup']) expect(await db('POST', path, ''), `${path} as curl asks it, without a body`).toEqual([202, { ok: true }]);
});

test('S3.13 a tombstone keeps its fields and its document what it was, until it is compacted', async () => {
	const first = await scratch.put('a', { n: 1 });
	const second = await scratch.put('a', { _rev: first, _deleted: true, why: 'old' });
	expect(await db('GET', '/a')).toEqual(refusal(404, 'not_found', 'deleted'));
	expect(await db('GET', `/a?rev=${second}`)).toEqual([200, { _id: 'a', _rev: second, _deleted: true, why: 'old' }]);
	expect(await db('GET', `/a?rev=${first}`)).toMatchObject([200, { n: 1 }]);
	await db('POST', '/_compact', {});
	expect(await db('GET', `/a?rev=${first}`)).toMatchObject([404, {}]);
	expect(await db('GET', `/a?rev=${second}`)).toMatchObject([200, { why: 'old' }]);
});

test('S3.14 a purge forgets leaves, and replicas do not learn of it', async () => {
	const rev = await scratch.put('a', { n: 1 });
	await scratch.push({ _id: 'a', _rev: '1-0', n: 0 });
	expect(await db('POST', '/_purge', { a: [rev, '1-y'], nie: ['1-x'] })).toEqual([201, { purge_seq: null, purged: { a: [rev], nie: [] } }]);
	expect(await db('GET', '/a')).toMatchObject([200, { n: 0, _rev: '1-0' }]);
	await db('POST', '/_purge', { a: ['1-0'] });
	expect(await db('GET', '/a')).toEqual(refusal(404, 'not_found', 'missing'));
	expect(await db('GET', '/_changes')).toMatchObject([200, { results: [], last_seq: expect.stringMatching(/^4-/) }]);
	expect(await db('POST', '/_purge', { a: 'x' })).toEqual(refusal(400, 'bad_request', 'Invalid list of revisions'));
	expect(await db('POST', '/_purge', { a: ['x'] })).toEqual(refusal(400, 'bad_request', 'Invalid rev format'));
	const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`d${n}`, ['1-x']]));
	expect(await db('POST', '/_purge', many)).toEqual(refusal(400, 'bad_request', 'Exceeded maximum number of documents.'));
});

test('S3.12 _missing_revs and _revs_diff tell what is lacking', async () => {
	const rev = await scratch.put('a');
	const asked = { a: [rev, '2-x'], b: ['1-y'] };
	expect(await db('POST', '/_missing_revs', asked)).toEqual([200, { missing_revs: { a: ['2-x'], b: ['1-y'] } }]);
	expect(await db('POST', '/_revs_diff', asked)).toEqual([200, { a: { missing: ['2-x'], possible_ancestors: [rev] }, b: { missing: ['1-y'] } }]);
	expect(await db('POST', '/_revs_diff', { a: [rev] })).toEqual([200, {}]);
});

test('a database that goes while it is asked is not there', async () => {
	const waiting = await scratch.raw('GET', '/scratch/_changes?feed=continuous&since=now&heartbeat=60000');
	await scratch.ask('DELETE', '/scratch');
	expect(await waiting.text()).toMatch(/^\{"last_seq":.*\}\n$/);
});
