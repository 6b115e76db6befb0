import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openScratch, refusal, type Scratch } from '../../tests/sync/scratch.ts';

let scratch: Scratch;
let db: Scratch['db'];
beforeEach(async () => {
	scratch = await openScratch();
	({ db } = scratch);
});
afterEach(() => scratch.close());

const conflicted = () =>
	scratch.push(
		{ _id: 'a', _rev: '2-b', _revisions: { start: 2, ids: ['b', 'a'] }, n: 'b' },
		{ _id: 'a', _rev: '2-c', _revisions: { start: 2, ids: ['c', 'a'] }, n: 'c' },
		{ _id: 'a', _rev: '2-d', _revisions: { start: 2, ids: ['d', 'a'] }, _deleted: true }
	);

describe('S3.15 a document is read', () => {
	test('with what was asked for beside its fields', async () => {
		await conflicted();
		const revs_info = [{ rev: '2-c', status: 'available' }, { rev: '1-a', status: 'missing' }];
		const meta = { _conflicts: ['2-b'], _deleted_conflicts: ['2-d'], _revs_info: revs_info };
		expect(await db('GET', '/a?revs=true')).toEqual([200, { _id: 'a', _rev: '2-c', n: 'c', _revisions: { start: 2, ids: ['c', 'a'] } }]);
		expect(await db('GET', '/a?revs_info=true')).toEqual([200, { _id: 'a', _rev: '2-c', n: 'c', _revs_info: revs_info }]);
		expect(await db('GET', '/a?conflicts=true&deleted_conflicts=true&local_seq=true')).toEqual([
			200,
			{ _id: 'a', _rev: '2-c', n: 'c', _conflicts: ['2-b'], _deleted_conflicts: ['2-d'], _local_seq: expect.stringMatching(/^3-/) }
		]);
		expect(await db('GET', '/a?meta=true')).toEqual([200, { _id: 'a', _rev: '2-c', n: 'c', ...meta }]);
	});

	test('by revision, its tombstone too; latest means the winner', async () => {
		await conflicted();
		expect(await db('GET', '/a?rev=2-b')).toMatchObject([200, { n: 'b' }]);
		expect(await db('GET', '/a?rev=2-d')).toEqual([200, { _id: 'a', _rev: '2-d', _deleted: true }]);
		expect(await db('GET', '/a?rev=1-a')).toEqual(refusal(404, 'not_found', 'missing'));
		expect(await db('GET', '/a?rev=1-a&latest=true')).toMatchObject([200, { n: 'c' }]);
		expect(await db('GET', '/a?rev=quatsch')).toEqual(refusal(400, 'bad_request', 'Invalid rev format'));
	});

	test('as missing or deleted', async () => {
		expect(await db('GET', '/nie')).toEqual(refusal(404, 'not_found', 'missing'));
		expect(await db('GET', '/_quatsch')).toEqual(refusal(404, 'not_found', 'missing'));
		const rev = await scratch.put('a');
		await db('DELETE', `/a?rev=${rev}`);
		expect(await db('GET', '/a')).toEqual(refusal(404, 'not_found', 'deleted'));
		expect(await db('GET', '/a?deleted=true')).toMatchObject([200, { _deleted: true }]);
		expect(await db('HEAD', '/a')).toEqual([404, undefined]);
	});

	test('as open revisions: all leaves, those named, and with latest what came of them', async () => {
		await conflicted();
		await scratch.push({ _id: 'a', _rev: '3-e', _revisions: { start: 3, ids: ['e', 'b', 'a'] }, n: 'e' });
		expect(await db('GET', '/a?open_revs=all')).toMatchObject([200, [{ ok: { _rev: '3-e' } }, { ok: { _rev: '2-c' } }, { ok: { _rev: '2-d', _deleted: true } }]]);
		const some = encodeURIComponent(JSON.stringify(['2-c', '9-z']));
		expect(await db('GET', `/a?open_revs=${some}&revs=true`)).toMatchObject([200, [{ ok: { n: 'c', _revisions: { start: 2 } } }, { missing: '9-z' }]]);
		const old = encodeURIComponent(JSON.stringify(['2-b', '1-a']));
		expect(await db('GET', `/a?open_revs=${old}&latest=true`)).toMatchObject([200, [{ ok: { n: 'e' } }, { ok: { n: 'c' } }, { ok: { _rev: '2-d' } }]]);
		expect(await db('GET', '/nie?open_revs=all')).toEqual(refusal(404, 'not_found', 'missing'));
		expect(await db('GET', '/nie?open_revs=["1-a"]')).toEqual([200, [{ missing: '1-a' }]]);
		expect(await db('GET', '/a?open_revs=[]'), 'none named').toMatchObject([200, { _rev: '3-e' }]);
		expect(await db('GET', '/a?open_revs={}')).toEqual(refusal(400, 'bad_request', 'Invalid list of revisions'));
		expect(await db('GET', '/a?open_revs=["x"]')).toEqual(refusal(400, 'bad_request', 'Invalid rev format'));
	});

	test('with its revision as ETag, and not again by who has it; nobody keeps the answer', async () => {
		const rev = await scratch.put('a', { n: 1 });
		const read = await scratch.ask('GET', '/scratch/a');
		expect([read.headers.get('ETag'), read.headers.get('Cache-Control')]).toEqual([`"${rev}"`, 'no-store']);
		for (const tag of [`"${rev}"`, `"x", "${rev}"`, `W/"${rev}"`]) expect(await db('GET', '/a', undefined, { 'If-None-Match': tag })).toEqual([304, undefined]);
		expect((await db('GET', '/a', undefined, { 'If-None-Match': '"1-x"' }))[0]).toBe(200);
		expect((await scratch.ask('GET', '/scratch/a?conflicts=true')).headers.get('ETag'), 'conflicts change without it').toBe(null);
		expect((await scratch.ask('HEAD', '/scratch/a')).headers.get('ETag')).toBe(`"${rev}"`);
	});
});

describe('S3.16 a document is written', () => {
	test('under any id there can be, with its place and revision in the answer', async () => {
		for (const id of ['ein/zwei', 'ü+ ?#%&', 'constructor', 'toString', 'a'.repeat(600), '_design/x']) {
			const path = id.startsWith('_design/') ? id : encodeURIComponent(id);
			const made = await scratch.ask('PUT', `/scratch/${path}`, { n: 1 });
			const { rev } = made.body as { rev: string };
			expect([made.status, made.body], id).toEqual([201, { ok: true, id, rev }]);
			expect([made.headers.get('ETag'), made.headers.get('Location')]).toEqual([`"${rev}"`, `http://in.process/db/scratch/${path}`]);
			expect(await db('GET', `/${path}`)).toEqual([200, { _id: id, _rev: rev, n: 1 }]);
		}
		expect(await db('GET', '/_design%2Fx')).toMatchObject([200, { _id: '_design/x' }]);
		expect(await db('PUT', '/b', { _id: 'another' }), 'the address counts').toMatchObject([201, { id: 'b' }]);
	});

	test('the same edit is the same revision, whoever makes it', async () => {
		await scratch.ask('PUT', '/other');
		const rev = await scratch.put('a', { n: 1 });
		expect((await scratch.ask('PUT', '/other/b', { n: 1 })).body).toMatchObject({ rev });
		expect((await scratch.ask('PUT', '/other/c', { n: 2 })).body).not.toMatchObject({ rev });
	});

	test('over the revision it names in the body, the address or If-Match, all alike', async () => {
		const rev = await scratch.put('a');
		expect(await db('PUT', '/a', {})).toEqual(refusal(409, 'conflict', 'Document update conflict.'));
		expect(await db('PUT', `/a?rev=1-x`, { _rev: rev })).toEqual(refusal(400, 'bad_request', 'Document rev from request body and query string have different values'));
		expect(await db('PUT', `/a?rev=${rev}`, {}, { 'If-Match': '1-x' })).toEqual(refusal(400, 'bad_request', 'Document rev and etag have different values'));
		expect(await db('PUT', '/a?rev=x', {})).toEqual(refusal(400, 'bad_request', 'Invalid rev format'));
		const [, second] = await db('PUT', `/a?rev=${rev}`, {}, { 'If-Match': `"${rev}"` });
		expect(second).toMatchObject({ ok: true, rev: expect.stringMatching(/^2-/) });
		expect(await db('PUT', '/b', { _rev: '1-x' })).toEqual(refusal(409, 'conflict', 'Document update conflict.'));
	});

	test('with its own revision by new_edits=false, as often as one likes', async () => {
		const doc = { _rev: '3-c', _revisions: { start: 3, ids: ['c', 'b', 'a'] }, n: 1 };
		for (let n = 0; n < 2; n++) expect(await db('PUT', '/a?new_edits=false', doc)).toEqual([201, { ok: true, id: 'a', rev: '3-c' }]);
		expect(await db('PUT', '/b?new_edits=false', { _revisions: { start: 1, ids: ['x'] } })).toMatchObject([201, { rev: '1-x' }]);
		expect(await db('PUT', '/d?new_edits=false', { _rev: '3-c', _revisions: { start: 2, ids: ['c', 'a'] } }), 'the history counts').toMatchObject([201, { rev: '2-c' }]);
		expect(await db('PUT', '/c?new_edits=false', {})).toEqual(refusal(400, 'bad_request', 'When `new_edits: false`, the document needs `_rev` or `_revisions` specified'));
	});

	test('with a history of any length, of which as much is kept as the database remembers', async () => {
		const past = Array.from({ length: 4999 }, (_, n) => `h${n}`);
		for (const leaf of ['a', 'b']) expect(await db('PUT', '/a?new_edits=false', { _rev: `5000-${leaf}`, _revisions: { start: 5000, ids: [leaf, ...past] } })).toMatchObject([201, {}]);
		const [, doc] = await db('GET', '/a?revs=true&conflicts=true');
		expect(doc).toMatchObject({ _rev: '5000-b', _conflicts: ['5000-a'], _revisions: { start: 5000 } });
		expect((doc as { _revisions: { ids: string[] } })._revisions.ids).toEqual(['b', ...past.slice(0, 999)]);
	});

	test('without being told its type, and without waiting where nobody wants to know', async () => {
		expect(await db('PUT', '/a', '{"n":1}', { 'Content-Type': 'application/x-www-form-urlencoded' })).toMatchObject([201, {}]);
		expect(await db('PUT', '/b?batch=ok', {})).toEqual([202, { ok: true, id: 'b' }]);
		expect(await db('GET', '/b')).toMatchObject([200, {}]);
	});

	test.each([
		['_zing', { _zing: 4 }, 'doc_validation', 'Bad special document member: _zing'],
		['_deleted', { _deleted: 'ja' }, 'doc_validation', 'Bad special document member: _deleted'],
		['_rev', { _rev: 'x' }, 'bad_request', 'Invalid rev format'],
		['_revisions.start', { _revisions: { start: '1', ids: ['a'] } }, 'doc_validation', "_revisions.start isn't an integer."],
		['_revisions.ids', { _revisions: { start: 1, ids: 'a' } }, 'doc_validation', "_revisions.ids isn't a array."],
		['a list', [], 'bad_request', 'Document must be a JSON object'],
		['no JSON', '{', 'bad_request', 'invalid UTF-8 JSON'],
		['half of a surrogate pair', '{"a":"\\ud83d"}', 'bad_request', 'invalid UTF-8 JSON'],
		['half of one in a name', '{"a\\udc00":1}', 'bad_request', 'invalid UTF-8 JSON']
	])('but not with %s', async (_, doc, error, reason) => {
		expect(await db('PUT', '/a', doc)).toEqual(refusal(400, error, reason));
		expect(await db('GET', '/a')).toMatchObject([404, {}]);
	});

	test('but not under a reserved id', async () => {
		expect(await db('PUT', '/_quatsch', {})).toEqual(refusal(400, 'illegal_docid', 'Only reserved document ids may start with underscore.'));
		expect(await db('POST', '', { _id: 5 })).toEqual(refusal(400, 'illegal_docid', 'Document id must be a string'));
		expect(await db('POST', '', { _id: '' })).toEqual(refusal(400, 'illegal_docid', 'Document id must not be empty'));
	});

	test('its numbers are JavaScript’s, of twin keys the last counts, and what Unicode has comes back', async () => {
		await db('PUT', '/a', '{"one":1.0,"big":12345678901234567890,"small":1e-7,"twin":1,"twin":2,"text":"\\u0000\\ud83d\\ude00ü\\u2028","__proto__":{"x":1}}');
		expect((await db('GET', '/a'))[1]).toEqual({ _id: 'a', _rev: expect.any(String), one: 1, big: 12345678901234567000, small: 1e-7, twin: 2, text: '\u0000😀ü\u2028' });
	});

	test('CouchDB’s echoes are ignored, its replicator’s notes kept, and `_access`, which decides nothing', async () => {
		const kept = { _replication_state: 'triggered', _replication_stats: {}, _access: ['alice'] };
		await db('PUT', '/a', { _conflicts: ['1-x'], _deleted_conflicts: [], _local_seq: 5, _revs_info: [], ...kept });
		expect((await db('GET', '/a'))[1]).toEqual({ _id: 'a', _rev: expect.any(String), ...kept });
	});
});

test('S3.16 a document is deleted over the revision it names', async () => {
	const rev = await scratch.put('a', { n: 1 });
	expect(await db('DELETE', '/a')).toEqual(refusal(409, 'conflict', 'Document update conflict.'));
	expect(await db('DELETE', '/a?rev=1-x')).toEqual(refusal(409, 'conflict', 'Document update conflict.'));
	const gone = await scratch.ask('DELETE', '/scratch/a', undefined, { 'If-Match': rev });
	const { rev: tombstone } = gone.body as { rev: string };
	expect([gone.status, gone.body, gone.headers.get('ETag')]).toEqual([200, { ok: true, id: 'a', rev: tombstone }, `"${tombstone}"`]);
	for (const again of ['', `?rev=${rev}`, `?rev=${tombstone}`]) expect(await db('DELETE', `/a${again}`)).toEqual(refusal(404, 'not_found', 'deleted'));
	expect(await db('DELETE', '/nie?rev=1-x')).toEqual(refusal(404, 'not_found', 'missing'));
	expect(await db('PUT', '/a', { n: 2 }), 'it may come again').toMatchObject([201, { rev: expect.stringMatching(/^3-/) }]);
});

test('S3.16 a document is copied, also over another', async () => {
	const rev = await scratch.put('a', { n: 1 });
	await scratch.put('a', { _rev: rev, n: 2 });
	const copy = await scratch.ask('COPY', '/scratch/a', undefined, { Destination: 'b%2Fc' });
	expect([copy.status, copy.body]).toMatchObject([201, { ok: true, id: 'b/c', rev: expect.stringMatching(/^1-/) }]);
	expect(copy.headers.get('Location')).toBe('http://in.process/db/scratch/b%2Fc');
	expect(await db('GET', '/b%2Fc')).toMatchObject([200, { n: 2 }]);
	expect(await db('COPY', `/a?rev=${rev}`, undefined, { Destination: 'b%2Fc' })).toEqual(refusal(409, 'conflict', 'Document update conflict.'));
	const over = (copy.body as { rev: string }).rev;
	expect(await db('COPY', `/a?rev=${rev}`, undefined, { Destination: `b%2Fc?rev=${over}` })).toMatchObject([201, { rev: expect.stringMatching(/^2-/) }]);
	expect(await db('GET', '/b%2Fc')).toMatchObject([200, { n: 1 }]);
	expect(await db('COPY', '/a')).toEqual(refusal(400, 'bad_request', 'Destination header is mandatory for COPY.'));
	expect(await db('COPY', '/a', undefined, { Destination: 'http://elsewhere/x' })).toEqual(refusal(400, 'bad_request', 'Destination URL must be relative.'));
	expect(await db('COPY', '/nie', undefined, { Destination: 'x' })).toEqual(refusal(404, 'not_found', 'missing'));
});

test('S1.4 what a document does not answer', async () => {
	const wrong = await scratch.ask('POST', '/scratch/a', {});
	expect([wrong.status, wrong.headers.get('Allow')]).toEqual([405, 'HEAD, GET, PUT, DELETE, COPY']);
});

test('S3.17 local documents are apart', async () => {
	expect(await db('GET', '/_local/a')).toEqual(refusal(404, 'not_found', 'missing'));
	expect(await db('PUT', '/_local/a', { n: 1 })).toEqual([201, { ok: true, id: '_local/a', rev: '0-1' }]);
	expect(await db('PUT', '/_local/a', { n: 2 })).toEqual(refusal(409, 'conflict', 'Document update conflict.'));
	expect(await db('PUT', '/_local/a', { n: 2, _rev: '0-1' })).toMatchObject([201, { rev: '0-2' }]);
	expect(await db('PUT', '/_local/a?rev=0-2', { n: 3 })).toMatchObject([201, { rev: '0-3' }]);
	expect(await db('GET', '/_local%2Fa')).toEqual([200, { _id: '_local/a', _rev: '0-3', n: 3 }]);
	expect(await db('PUT', '/_local/b/c', {})).toEqual(refusal(400, 'bad_request', '_local documents do not accept attachments.'));
	await db('PUT', '/_local/b%2Fc', {});
	expect(await db('GET', '/_local_docs?include_docs=true')).toMatchObject([
		200,
		{ total_rows: null, offset: null, rows: [{ id: '_local/a', key: '_local/a', value: { rev: '0-3' }, doc: { n: 3 } }, { id: '_local/b/c' }] }
	]);
	expect(await db('POST', '/_local_docs', { keys: ['_local/a', '_local/x'] })).toMatchObject([200, { rows: [{ id: '_local/a' }, { key: '_local/x', error: 'not_found' }] }]);
	expect(await db('GET', '/_all_docs')).toMatchObject([200, { rows: [] }]);
	expect(await db('DELETE', '/_local/a')).toEqual([200, { ok: true, id: '_local/a', rev: '0-0' }]);
	expect(await db('DELETE', '/_local/a')).toMatchObject([404, {}]);
	expect(await db('PUT', '/_local/', {})).toEqual(refusal(400, 'bad_request', 'Invalid _local document id.'));
});
