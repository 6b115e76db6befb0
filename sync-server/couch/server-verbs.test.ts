import { afterEach, beforeEach, expect, test } from 'vitest';
import { openScratch, type Scratch } from '../../tests/sync/scratch.ts';

let scratch: Scratch;
beforeEach(async () => void (scratch = await openScratch()));
afterEach(() => scratch.close());
const body = async (path: string) => (await scratch.ask('GET', path)).body;

test('S3.1 the root names a CouchDB of version 3 with a stable uuid and its vendor', async () => {
	const { status, body } = await scratch.ask('GET', '/');
	expect([status, body]).toEqual([
		200,
		{ couchdb: 'Welcome', version: '3.5.0', git_sha: expect.any(String), uuid: scratch.server.store.uuid, features: [], vendor: { name: 'Quartierslotse' } }
	]);
});

test('S3.12 a malformed Authorization is nobody’s, a wrong one is refused', async () => {
	for (const Authorization of ['Basic', 'Basic %%%', 'Quatsch abc', 'Bearer x']) expect((await scratch.ask('GET', '/', undefined, { Authorization })).status, Authorization).toBe(200);
	expect(await scratch.ask('GET', '/', undefined, { Authorization: `Basic ${btoa('admin:falsch')}` })).toMatchObject({ status: 401, body: { error: 'unauthorized' } });
});

test('S3.12 _up, _active_tasks, _membership', async () => {
	expect(await body('/_up')).toEqual({ status: 'ok', seeds: {} });
	expect(await body('/_active_tasks')).toEqual([]);
	expect(await body('/_membership')).toEqual({ all_nodes: ['nonode@nohost'], cluster_nodes: ['nonode@nohost'] });
});

test('S3.12 _uuids makes as many as asked', async () => {
	const answer = await scratch.ask('GET', '/_uuids?count=3');
	const { uuids } = answer.body as { uuids: string[] };
	expect(new Set(uuids).size).toBe(3);
	for (const uuid of uuids) expect(uuid).toMatch(/^[0-9a-f]{32}$/);
	expect(answer.headers.get('Cache-Control')).toBe('no-store');
	expect(await body('/_uuids')).toEqual({ uuids: [expect.any(String)] });
	expect(await body('/_uuids?count=0')).toEqual({ uuids: [] });
	expect(await scratch.ask('GET', '/_uuids?count=1001')).toMatchObject({ status: 400, body: { error: 'bad_request', reason: 'count parameter too large' } });
	expect((await scratch.ask('GET', '/_uuids?count=x')).status).toBe(400);
});

test('S3.12 _all_dbs is a range of names', async () => {
	for (const name of ['a', 'b%2Fc']) await scratch.ask('PUT', `/${name}`);
	const all = ['_users', 'a', 'b/c', 'hafencity-audit', 'hafencity-desk', 'hafencity-photos', 'hafencity-public', 'scratch'];
	expect(await body('/_all_dbs')).toEqual(all);
	expect(await body('/_all_dbs?descending=true')).toEqual(all.toReversed());
	expect(await body('/_all_dbs?skip=1&limit=2')).toEqual(['a', 'b/c']);
	expect(await body('/_all_dbs?startkey="b"&endkey="hafencity-public"&inclusive_end=false')).toEqual(['b/c', 'hafencity-audit', 'hafencity-desk', 'hafencity-photos']);
	expect(await body('/_all_dbs?limit=0')).toEqual([]);
	expect((await scratch.ask('GET', '/_all_dbs?limit=x')).body).toEqual({ error: 'query_parse_error', reason: 'Invalid value for integer: "x"' });
});

test('S3.12 _dbs_info tells what each tells of itself', async () => {
	expect(await body('/_dbs_info?startkey="scratch"')).toMatchObject([{ key: 'scratch', info: { db_name: 'scratch', doc_count: 0 } }]);
	expect((await scratch.ask('POST', '/_dbs_info', { keys: ['scratch', 'nie'] })).body).toMatchObject([{ key: 'scratch', info: { db_name: 'scratch' } }, { key: 'nie', error: 'not_found' }]);
	expect((await scratch.ask('POST', '/_dbs_info', {})).body).toEqual({ error: 'bad_request', reason: '`keys` member must exist.' });
});

test('S3.21 it replicates for nobody itself', async () => {
	const missing = { status: 404, body: { error: 'not_found', reason: 'Database does not exist.' } };
	expect(await scratch.ask('POST', '/_replicate', { source: 'scratch', target: 'b' })).toMatchObject(missing);
	expect(await scratch.ask('GET', '/_db_updates')).toMatchObject(missing);
});

test('S1.4 what there is not, and how it cannot be asked', async () => {
	expect(await scratch.ask('GET', '/nie')).toMatchObject({ status: 404, body: { error: 'not_found', reason: 'Database does not exist.' } });
	expect(await scratch.ask('GET', '/nie/_all_docs')).toMatchObject({ status: 404, body: { reason: 'Database does not exist.' } });
	const wrong = await scratch.ask('DELETE', '/_all_dbs');
	expect([wrong.status, wrong.headers.get('Allow'), wrong.body]).toEqual([405, 'HEAD, GET', { error: 'method_not_allowed', reason: 'Only HEAD, GET allowed' }]);
});
