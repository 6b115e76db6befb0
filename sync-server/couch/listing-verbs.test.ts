import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openScratch, refusal, type Scratch } from '../../tests/sync/scratch.ts';

let scratch: Scratch;
let db: Scratch['db'];
beforeEach(async () => {
	scratch = await openScratch();
	({ db } = scratch);
});
afterEach(() => scratch.close());

type Listed = { total_rows: number | null; offset: number | null; update_seq?: string | null; rows: { id?: string; key: string; error?: string }[] };
const listed = async (query = '', keys?: unknown[], list = '_all_docs') => {
	const [status, body] = await (keys ? db('POST', `/${list}${query}`, { keys }) : db('GET', `/${list}${query}`));
	expect(status, query).toBe(200);
	const { total_rows, offset, rows } = body as Listed;
	return [total_rows, offset, ...rows.map(({ key }) => key)];
};
const fill = (...ids: string[]) => db('POST', '/_bulk_docs', { docs: ids.map((_id) => ({ _id, n: _id })) });

describe('S3.18 _all_docs', () => {
	test('is a range of ids, as bytes sort', async () => {
		await fill('a', 'b', 'c', 'ä', 'A', '_design/x');
		expect(await listed()).toEqual([6, 0, 'A', '_design/x', 'a', 'b', 'c', 'ä']);
		expect(await listed('?startkey="b"')).toEqual([6, 3, 'b', 'c', 'ä']);
		expect(await listed('?start_key="b"&end_key="c"&inclusive_end=false')).toEqual([6, 3, 'b']);
		expect(await listed('?descending=true&startkey="c"&endkey="a"&inclusive_end=false')).toEqual([6, 1, 'c', 'b']);
		expect(await listed('?startkey="c"&endkey="a"')).toEqual([6, 4]);
		expect(await listed('?key="b"')).toEqual([6, 3, 'b']);
		expect(await listed('?key="x"')).toEqual([6, 5]);
		expect(await listed('?key=null')).toEqual([6, 0]);
		expect(await listed('?key={}')).toEqual([6, 6]);
		expect(await listed('?skip=2&limit=2')).toEqual([6, 2, 'a', 'b']);
		expect(await listed('?limit=0')).toEqual([6, 0]);
		expect(await listed('?skip=99')).toEqual([6, 6]);
		expect(await listed('?startkey=1')).toEqual([6, 0, 'A', '_design/x', 'a', 'b', 'c', 'ä']);
		expect(await listed('?startkey="b"&endkey={}')).toEqual([6, 3, 'b', 'c', 'ä']);
		expect(await listed('?startkey={}')).toEqual([6, 6]);
		expect(await listed('?endkey=null')).toEqual([6, 0]);
	});

	test('is a list of ids, deleted and unknown ones too', async () => {
		await fill('a', 'b', 'c');
		const [, doc] = await db('GET', '/b');
		const { rev } = (await db('DELETE', `/b?rev=${(doc as { _rev: string })._rev}`))[1] as { rev: string };
		expect(await db('POST', '/_all_docs?include_docs=true&update_seq=true', { keys: ['c', 'b', 'x', 'c'] })).toEqual([
			200,
			{
				total_rows: 2,
				offset: null,
				update_seq: null,
				rows: [
					{ id: 'c', key: 'c', value: { rev: expect.any(String) }, doc: { _id: 'c', _rev: expect.any(String), n: 'c' } },
					{ id: 'b', key: 'b', value: { rev, deleted: true }, doc: null },
					{ key: 'x', error: 'not_found' },
					expect.objectContaining({ id: 'c' })
				]
			}
		]);
		expect(await listed('?descending=true&skip=1&limit=1', ['a', 'b', 'c'])).toEqual([2, null, 'b']);
		expect(await listed(`?keys=${encodeURIComponent('["a"]')}`)).toEqual([2, null, 'a']);
		expect(await listed('', [])).toEqual([2, null]);
		expect(await listed()).toEqual([2, 0, 'a', 'c']);
	});

	test.each(['_all_docs', '_design_docs', '_local_docs'])('knows no key that is no text (%s)', async (list) => {
		const id = { _all_docs: 'a', _design_docs: '_design/a', _local_docs: '_local/a' }[list]!;
		await db('PUT', `/${id}`, {});
		const strange: unknown[] = [{}, { toString: 1 }, [], 1, null, true];
		const rows = [...strange.map((key) => ({ key, error: 'not_found' })), expect.objectContaining({ id, key: id }), { key: 'nie', error: 'not_found' }];
		const keys = [...strange, id, 'nie'];
		expect(await db('POST', `/${list}`, { keys })).toMatchObject([200, { rows }]);
		expect(await db('GET', `/${list}?keys=${encodeURIComponent(JSON.stringify(keys))}`)).toMatchObject([200, { rows }]);
		expect(await db('POST', `/${list}/queries`, { queries: [{ keys }] })).toMatchObject([200, { results: [{ rows }] }]);
		for (const name of ['key', 'startkey', 'endkey']) expect((await db('POST', `/${list}`, { [name]: { toString: 1 } }))[0]).toBe(200);
		expect(await db('POST', `/${list}`, { limit: { toString: 1 } })).toEqual(refusal(400, 'query_parse_error', 'Invalid value for integer: "{"toString":1}"'));
	});

	test('of many keys comes whole, page by page', async () => {
		await fill('a');
		const keys: unknown[] = Array.from({ length: 2500 }, (_, n) => (n % 2 ? 'a' : n));
		expect(await listed('', keys)).toEqual([1, null, ...keys]);
		expect(await listed('?descending=true&skip=1&limit=2100', keys)).toEqual([1, null, ...keys.toReversed().slice(1, 2101)]);
	});

	test('tells the documents, their conflicts and the seq', async () => {
		await scratch.push({ _id: 'a', _rev: '1-a' }, { _id: 'a', _rev: '1-b' });
		const rows = [{ id: 'a', key: 'a', value: { rev: '1-b' }, doc: { _id: 'a', _rev: '1-b', _conflicts: ['1-a'] } }];
		const answer = [200, { total_rows: 1, offset: 0, update_seq: expect.stringMatching(/^2-/), rows }];
		expect(await db('GET', '/_all_docs?include_docs=true&conflicts=true&update_seq=true')).toEqual(answer);
		expect(await db('POST', '/_all_docs', { include_docs: true, conflicts: true, update_seq: true })).toEqual(answer);
		expect(await db('POST', '/_all_docs?include_docs=true&conflicts=true', { update_seq: true })).toEqual(answer);
	});

	test.each([false, true])('misses nothing that stood still where the last row that was told goes meanwhile (descending: %s)', async (descending) => {
		const ids = Array.from({ length: 2100 }, (_, index) => `d${String(index).padStart(5, '0')}`);
		await db('POST', '/_bulk_docs', { docs: ids.map((_id) => ({ _id, text: 'x'.repeat(100) })) });
		const reader = (await scratch.raw('GET', `/scratch/_all_docs?include_docs=true&descending=${descending}`)).body!.getReader();
		const { value } = await reader.read();
		let text = new TextDecoder().decode(value);
		const [, gone] = [...text.matchAll(/"key":"(d\d+)"/g)].at(-1)!;
		const { _rev } = (await db('GET', `/${gone}`))[1] as { _rev: string };
		await db('DELETE', `/${gone}?rev=${_rev}`);
		for (let next = await reader.read(); !next.done; next = await reader.read()) text += new TextDecoder().decode(next.value);
		const { rows } = JSON.parse(text) as Listed;
		expect(rows.map(({ key }) => key)).toEqual(descending ? ids.toReversed() : ids);
	});

	test('of any length comes whole, page by page', async () => {
		const ids = Array.from({ length: 2500 }, (_, n) => `doc${String(n).padStart(5, '0')}`);
		await fill(...ids);
		expect(await listed()).toEqual([2500, 0, ...ids]);
		expect(await listed('?descending=true&startkey="doc02400"&skip=1&limit=2100')).toEqual([2500, 100, ...ids.toReversed().slice(100, 2200)]);
		const answer = await scratch.raw('GET', '/scratch/_all_docs?include_docs=true');
		expect(answer.headers.get('Content-Length')).toBe(null);
		await answer.body!.cancel();
	});

	test('answers several questions at once', async () => {
		await fill('a', 'b');
		const [status, body] = await db('POST', '/_all_docs/queries', { queries: [{ keys: ['b'] }, { startkey: 'b' }, { limit: 1 }] });
		expect([status, (body as { results: Listed[] }).results.map(({ rows }) => rows.map(({ key }) => key))]).toEqual([200, [['b'], ['b'], ['a']]]);
		expect(await db('POST', '/_all_docs/queries', {})).toEqual(refusal(400, 'bad_request', 'POST body must include `queries` parameter.'));
	});

	test('takes only so many questions at once, and lets others go on while it answers them', async () => {
		await fill(...Array.from({ length: 1500 }, (_, n) => `doc${n}`));
		const ask = (queries: unknown[], list = '_all_docs') => db('POST', `/${list}/queries`, { queries });
		for (const list of ['_all_docs', '_design_docs', '_local_docs']) {
			expect(await ask(Array(101).fill({}), list)).toEqual(refusal(400, 'bad_request', 'At most 100 queries are answered at once.'));
		}
		expect(await ask([])).toEqual([200, { results: [] }]);
		expect(await ask([{}, { limit: 'x' }]), 'before anything is told').toEqual(refusal(400, 'query_parse_error', 'Invalid value for integer: "x"'));
		let turns = 0;
		const counting = setInterval(() => (turns += 1));
		const [, body] = await ask(Array(100).fill({ skip: 1000 }));
		clearInterval(counting);
		expect((body as { results: Listed[] }).results.map(({ rows }) => rows.length)).toEqual(Array(100).fill(500));
		expect(turns, 'others go on').toBeGreaterThan(3);
	});

	test('goes by the address where the body says otherwise, and each of several questions by itself first', async () => {
		await fill('a', 'b', 'c');
		const keysOf = async (path: string, body: object) => ((await db('POST', path, body))[1] as Listed).rows.map(({ key }) => key);
		expect(await keysOf('/_all_docs?limit=1', { limit: 2 })).toEqual(['a']);
		expect(await keysOf('/_all_docs?limit=0', { keys: ['a', 'b'], limit: 2 })).toEqual([]);
		expect(await keysOf('/_all_docs?start_key="b"&descending=false', { startkey: 'a', descending: true })).toEqual(['b', 'c']);
		expect(await keysOf('/_all_docs', { start_key: 'b', limit: 1 })).toEqual(['b']);
		const [, answer] = await db('POST', '/_all_docs/queries?limit=1&start_key="b"', { queries: [{}, { limit: 2 }, { startkey: 'c' }] });
		expect((answer as { results: Listed[] }).results.map(({ rows }) => rows.map(({ key }) => key))).toEqual([['b'], ['b', 'c'], ['c']]);
		for (const id of ['a', 'b']) await db('PUT', `/_local/${id}`, {});
		expect(await db('POST', '/_local_docs/queries', { queries: [{ limit: 1 }, { keys: ['_local/b'] }] })).toMatchObject([200, { results: [{ rows: [{ id: '_local/a' }] }, { rows: [{ id: '_local/b' }] }] }]);
	});

	test.each([
		['?limit=x', 'query_parse_error', 'Invalid value for integer: "x"'],
		['?skip=-1', 'query_parse_error', 'Invalid value for positive integer: "-1"'],
		['?descending=ja', 'query_parse_error', 'Invalid boolean parameter: "ja"'],
		['?startkey=x', 'bad_request', 'invalid UTF-8 JSON'],
		['?keys="x"', 'bad_request', '`keys` parameter must be an array.'],
		['?keys=["x"]&key="x"', 'query_parse_error', '`keys` is incompatible with `key`, `start_key` and `end_key`']
	])('is refused for %s', async (query, error, reason) => {
		expect(await db('GET', `/_all_docs${query}`)).toEqual(refusal(400, error, reason));
	});

	test('takes its keys from the body, and no range beside them', async () => {
		expect(await db('POST', '/_all_docs', { keys: 'x' })).toEqual(refusal(400, 'bad_request', '`keys` body member must be an array.'));
		expect((await db('POST', '/_all_docs?startkey="a"', { keys: ['x'] }))[0]).toBe(400);
	});
});

test('S3.18 _design_docs are those of _all_docs', async () => {
	await fill('a', '_design/b', '_design/c', '_design/d', 'z');
	const designs = (query?: string, keys?: string[]) => listed(query, keys, '_design_docs');
	expect(await designs()).toEqual([3, 0, '_design/b', '_design/c', '_design/d']);
	expect(await designs('?startkey="_design/c"')).toEqual([3, 1, '_design/c', '_design/d']);
	expect(await designs('?descending=true&limit=2')).toEqual([3, 0, '_design/d', '_design/c']);
	expect(await designs('?startkey="a"')).toEqual([3, 0]);
	expect(await db('POST', '/_design_docs', { keys: ['_design/b', 'a'] })).toMatchObject([200, { rows: [{ id: '_design/b' }, { key: 'a', error: 'not_found' }] }]);
});
