import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openScratch, refusal, type Scratch } from '../../tests/sync/scratch.ts';

let scratch: Scratch;
let db: Scratch['db'];
beforeEach(async () => {
	scratch = await openScratch();
	({ db } = scratch);
});
afterEach(() => scratch.close());
const ok = (id: unknown, rev: unknown = expect.any(String)) => ({ ok: true, id, rev });
const conflict = (id: string) => ({ id, error: 'conflict', reason: 'Document update conflict.' });

describe('S3.3 _bulk_docs', () => {
	test('answers a row per document, in order, and gives ids where there are none', async () => {
		const rev = await scratch.put('a');
		const docs = [{ _id: 'a' }, { _id: 'a', _rev: rev, n: 1 }, { _id: 'b' }, { _id: 'b' }, { n: 2 }, { _id: '_design/x', language: 'javascript' }];
		expect(await db('POST', '/_bulk_docs', { docs, all_or_nothing: false })).toEqual([
			201,
			[conflict('a'), ok('a'), ok('b'), conflict('b'), ok(expect.stringMatching(/^[0-9a-f]{32}$/)), ok('_design/x')]
		]);
		expect(await db('POST', '/_bulk_docs', { docs: [] })).toEqual([201, []]);
	});

	test('with new_edits: false answers nothing where all is well', async () => {
		const doc = { _id: 'a', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] }, _deleted: true, why: 'old' };
		for (let n = 0; n < 2; n++) expect(await scratch.push(doc)).toEqual([201, []]);
		expect(await db('GET', '/a?rev=2-b&revs=true')).toEqual([200, { ...doc }]);
	});

	test('with all_or_nothing is refused in rows, and nothing is written', async () => {
		const refused = (id: unknown) => ({ id, error: 'not_implemented', reason: 'all_or_nothing is not supported' });
		expect(await db('POST', '/_bulk_docs', { docs: [{ _id: 'a' }, {}], all_or_nothing: true })).toEqual([417, [refused('a'), refused(expect.stringMatching(/^[0-9a-f]{32}$/))]]);
		const strange = [{ _id: { toString: 1 } }, { _id: 5 }, null, 'x'];
		expect(await db('POST', '/_bulk_docs', { docs: strange, all_or_nothing: true })).toEqual([417, strange.map(() => refused(expect.stringMatching(/^[0-9a-f]{32}$/)))]);
		expect(await db('GET')).toMatchObject([200, { doc_count: 0 }]);
		const docs = [{ _id: 'a', _rev: '1-a' }];
		expect(await db('POST', '/_bulk_docs', { docs, all_or_nothing: true, new_edits: false }), 'replicators mean nothing by it').toEqual([201, []]);
	});

	test.each(['', 'a-b-c'])('with new_edits: false takes any hash («%s»), and knows it again', async (hash) => {
		const doc = { _id: 'a', _rev: `2-${hash}`, _revisions: { start: 2, ids: [hash, 'the-first'] }, n: 1 };
		const info = async () => ((await db('GET'))[1] as { update_seq: string }).update_seq;
		expect(await scratch.push(doc)).toEqual([201, []]);
		const before = await info();
		expect(await scratch.push({ ...doc, n: 2 })).toEqual([201, []]);
		expect(await info()).toBe(before);
		expect(await db('GET', `/a?rev=${doc._rev}&revs=true`)).toEqual([200, doc]);
		expect(await db('POST', '/_revs_diff', { a: [doc._rev, '1-the-first', '1-the'] })).toEqual([200, { a: { missing: ['1-the'] } }]);
		expect(await db('POST', '/_bulk_get', { docs: [{ id: 'a', rev: doc._rev }] })).toMatchObject([200, { results: [{ docs: [{ ok: { n: 1 } }] }] }]);
		expect(await db('PUT', '/a', { _rev: doc._rev, n: 3 })).toMatchObject([201, { rev: expect.stringMatching(/^3-/) }]);
		expect(await db('GET', '/a?conflicts=true')).toMatchObject([200, { n: 3 }]);
		expect((await db('GET', '/a?conflicts=true'))[1]).not.toHaveProperty('_conflicts');
	});

	test('takes local documents along', async () => {
		const [, rows] = await db('POST', '/_bulk_docs', { docs: [{ _id: '_local/x', n: 1 }, { _id: 'a' }, { _id: '_local/x' }] });
		expect(rows).toEqual([ok('_local/x', '0-1'), ok('a'), conflict('_local/x')]);
		expect(await db('GET', '/_local/x')).toMatchObject([200, { n: 1 }]);
		expect((await db('POST', '/_bulk_docs', { docs: [{ _id: '_local/x', _rev: '0-1', _deleted: true }] }))[1]).toEqual([ok('_local/x', '0-0')]);
		expect((await db('GET', '/_local/x'))[0]).toBe(404);
	});

	test.each([
		['no docs', {}, 'bad_request', 'POST body must include `docs` parameter.'],
		['docs that are no list', { docs: {} }, 'bad_request', '`docs` parameter must be an array.'],
		['a document that is none', { docs: [1] }, 'bad_request', 'Document must be a JSON object'],
		['new_edits that is no boolean', { docs: [], new_edits: 'x' }, 'bad_request', '`new_edits` parameter must be a boolean.'],
		['a special member nobody knows', { docs: [{ _id: 'a' }, { _id: 'b', _foo: 1 }] }, 'doc_validation', 'Bad special document member: _foo'],
		['an id that is reserved', { docs: [{ _id: '_foo' }] }, 'illegal_docid', 'Only reserved document ids may start with underscore.'],
		['no revision, where it must bring one', { docs: [{ _id: 'a' }], new_edits: false }, 'bad_request', 'When `new_edits: false`, the document needs `_rev` or `_revisions` specified'],
		['no object', [], 'bad_request', 'Request body must be a JSON object']
	])('is refused as a whole with %s', async (_, body, error, reason) => {
		expect(await db('POST', '/_bulk_docs', body)).toEqual(refusal(400, error, reason));
		expect(await db('GET', '/_all_docs')).toMatchObject([200, { rows: [] }]);
	});
});

test('S3.5 _revs_diff tells of many documents and of many revisions what is lacking', async () => {
	await scratch.push({ _id: 'a', _rev: '3-c', _revisions: { start: 3, ids: ['c', 'b', 'a'] } }, { _id: 'a', _rev: '2-x' });
	const unknown = Array.from({ length: 20 }, (_, index) => `${index + 1}-u`);
	const others = Object.fromEntries(Array.from({ length: 2100 }, (_, index) => [`d${index}`, ['1-a']]));
	const lacking = Object.fromEntries(Object.entries(others).map(([id, missing]) => [id, { missing }]));
	const asked = { ...others, a: ['1-a', ...unknown, '2-b', '3-c', '2-x'], b: [] };
	expect(await db('POST', '/_revs_diff', asked)).toEqual([200, { ...lacking, a: { missing: unknown, possible_ancestors: ['3-c', '2-x'] } }]);
	expect(await db('POST', '/_missing_revs', { a: ['2-u', '2-b'] })).toEqual([200, { missing_revs: { a: ['2-u'] } }]);
	expect(await db('POST', '/_revs_diff', { a: ['2-u', '3-u'] })).toEqual([200, { a: { missing: ['2-u', '3-u'], possible_ancestors: ['2-x'] } }]);
});

describe('S3.6 _bulk_get', () => {
	const leaves = () =>
		scratch.push({ _id: 'a', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] }, n: 2 }, { _id: 'a', _rev: '1-z', n: 1 }, { _id: 'b', _rev: '1-x' });
	const error = (id: unknown, rev: unknown, name: string, reason: string) => ({ id, docs: [{ error: { id, rev, error: name, reason } }] });

	test('keeps the order of many', async () => {
		const ids = Array.from({ length: 130 }, (_, index) => `d${(index * 37) % 130}`);
		await db('POST', '/_bulk_docs', { docs: ids.map((_id) => ({ _id })) });
		const [, { results }] = (await db('POST', '/_bulk_get', { docs: ids.map((id) => ({ id })) })) as [number, { results: { id: string; docs: { ok: { _id: string } }[] }[] }];
		expect(results.map(({ id, docs }) => [id, docs[0]!.ok._id])).toEqual(ids.map((id) => [id, id]));
		expect(await db('POST', '/_bulk_get', { docs: [] })).toEqual([200, { results: [] }]);
	});

	test('answers 10,000 at most', async () => {
		const docs = (count: number) => Array.from({ length: count }, () => ({ id: 'nie' }));
		expect(await db('POST', '/_bulk_get', { docs: docs(10_001) })).toEqual([413, { error: 'max_bulk_get_count_exceeded', reason: '10000' }]);
		expect(await db('POST', '/_bulk_get', { docs: docs(10_000) })).toMatchObject([200, { results: { length: 10_000 } }]);
	});

	test('answers an entry per request, in order, errors in their place', async () => {
		await leaves();
		const docs = [{ id: 'b', rev: '1-x' }, { id: 'a' }, { id: 'nie' }, { id: 'a', rev: '9-z' }, { id: 'a', rev: 'x' }, { id: 'a', atts_since: ['1-a', 'y'] }, {}, { id: 5 }, { id: '_a' }, 1, { id: 'b', rev: '1-x' }];
		expect(await db('POST', '/_bulk_get?revs=true', { docs })).toEqual([
			200,
			{
				results: [
					{ id: 'b', docs: [{ ok: { _id: 'b', _rev: '1-x', _revisions: { start: 1, ids: ['x'] } } }] },
					{ id: 'a', docs: [{ ok: expect.objectContaining({ n: 2 }) }, { ok: expect.objectContaining({ n: 1 }) }] },
					error('nie', 'undefined', 'not_found', 'missing'),
					error('a', '9-z', 'not_found', 'missing'),
					error('a', 'x', 'bad_request', 'Invalid rev format'),
					error('a', 'y', 'bad_request', 'Invalid rev format'),
					error(null, null, 'bad_request', 'document id missed'),
					error(5, null, 'illegal_docid', 'Document id must be a string'),
					error('_a', null, 'illegal_docid', 'Only reserved document ids may start with underscore.'),
					error(null, null, 'bad_request', 'document must be a JSON object'),
					{ id: 'b', docs: [{ ok: expect.objectContaining({ _rev: '1-x' }) }] }
				]
			}
		]);
	});

	test('with latest answers what came of a revision', async () => {
		await leaves();
		const ask = async (path: string, body: Record<string, unknown> = {}) => (await db('POST', `/_bulk_get${path}`, { docs: [{ id: 'a', rev: '1-a' }], ...body }))[1];
		const latest = { results: [{ id: 'a', docs: [{ ok: { _id: 'a', _rev: '2-b', n: 2 } }] }] };
		expect(await ask('?latest=true')).toEqual(latest);
		expect(await ask('', { latest: true, revs: false, attachments: false }), 'as replicators also say it').toEqual(latest);
		expect(await ask('')).toEqual({ results: [error('a', '1-a', 'not_found', 'missing')] });
	});

	test('S3.21 is JSON, whatever is asked for', async () => {
		await scratch.push({ _id: 'a', _rev: '1-a' });
		const answer = await scratch.ask('POST', '/scratch/_bulk_get', { docs: [{ id: 'a' }] }, { Accept: 'multipart/related, multipart/mixed' });
		expect([answer.headers.get('Content-Type'), answer.body]).toEqual(['application/json', { results: [{ id: 'a', docs: [{ ok: { _id: 'a', _rev: '1-a' } }] }] }]);
	});

	test('is refused without a list, or for parameters of one document', async () => {
		expect(await db('POST', '/_bulk_get', {})).toEqual(refusal(400, 'bad_request', "Missing JSON list of 'docs'."));
		expect(await db('POST', '/_bulk_get?rev=1-x', { docs: [] })).toEqual(refusal(400, 'bad_request', '"rev" query parameter is not acceptable'));
		expect(await db('POST', '/_bulk_get', { docs: [] })).toEqual([200, { results: [] }]);
	});
});
