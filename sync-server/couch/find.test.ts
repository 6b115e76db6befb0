import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, event, openServer, type TestServer, Visitor } from '../../tests/sync/server-rig.ts';

const DB = '/db/hafencity-public';
const BASIC = { Authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}` };

let server: TestServer;
let mia: Visitor;
let anyone: Visitor;

beforeEach(async () => {
	server = await openServer();
	mia = await new Visitor(server).signIn('mia');
	anyone = new Visitor(server);
});
afterEach(() => server.close());

const asAdmin = (method: string, path: string, body?: unknown) =>
	anyone.fetch(path, { method, headers: { ...BASIC, 'Content-Type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) });
type Answer = { docs: Record<string, unknown>[]; bookmark: string; total_rows: number };
const answer = async (response: Promise<Response>) => {
	const given = await response;
	return [given.status, (await given.json()) as Answer] as const;
};
const find = (who: Visitor, body: unknown, db = DB) => answer(who.send('POST', `${db}/_find`, body));

describe('S8.1 _find', () => {
	beforeEach(async () => {
		for (const [name, start] of [['a', '2026-12-03T19:00'], ['b', '2026-12-01T19:00'], ['c', '2026-12-02T19:00']] as const) {
			await mia.send('PUT', `${DB}/event:${name}`, event(name, { start }));
		}
	});

	test('fields, limit, skip, bookmark and the warning without an index', async () => {
		const selector = { kind: 'event', start: { $gt: '2026-12-01' } };
		const [status, first] = await find(anyone, { selector, fields: ['_id', 'title.de'], limit: 2 });
		expect([status, first]).toEqual([
			200,
			{
				docs: [{ _id: 'event:a', title: { de: 'Fest a' } }, { _id: 'event:b', title: { de: 'Fest b' } }],
				bookmark: expect.any(String),
				warning: 'No matching index found, create an index to optimize query time.'
			}
		]);
		const [, second] = await find(anyone, { selector, fields: ['_id'], limit: 2, bookmark: first.bookmark });
		expect(second.docs).toEqual([{ _id: 'event:c' }]);
		const [, skipped] = await find(anyone, { selector, fields: ['_id'], skip: 1 });
		expect(skipped.docs).toEqual([{ _id: 'event:b' }, { _id: 'event:c' }]);
	});

	test('an order, where an index has it', async () => {
		const query = { selector: { start: { $gt: null } }, sort: [{ start: 'desc' }], fields: ['_id'] };
		expect(await find(anyone, query)).toEqual([400, { error: 'no_usable_index', reason: 'No index exists for this sort, try indexing by the sort fields.' }]);
		await asAdmin('POST', `${DB}/_index`, { index: { fields: ['start'] } });
		expect((await find(anyone, query))[1].docs.map(({ _id }) => _id)).toEqual(['event:a', 'event:c', 'event:b']);
	});

	test.each([
		[{}, 'missing_required_key', 'Missing required key: selector'],
		[{ selector: 5 }, 'invalid_selector_json', 'Selector must be a JSON object, not: 5'],
		[{ selector: {}, limit: -1 }, 'invalid_non_neg_integer', '-1 is not an integer greater than or equal to zero'],
		[{ selector: {}, skip: 1.5 }, 'invalid_non_neg_integer', '1.5 is not an integer greater than or equal to zero'],
		[{ selector: {}, r: 0 }, 'invalid_pos_integer', '0 is not an integer greater than zero'],
		[{ selector: {}, conflicts: 'x' }, 'invalid_boolean', 'Invalid boolean value: <<120>>'],
		[{ selector: {}, fields: 'x' }, 'invalid_fields', 'Fields must be an array of strings, not: <<120>>'],
		[{ selector: {}, fields: ['x', 2] }, 'invalid_field', 'Invalid JSON for field spec: 2'],
		[{ selector: {}, sort: { a: 'asc' } }, 'invalid_sort_json', 'Sort must be an array of sort specs, not: {[{<<"a">>,<<"asc">>}]}'],
		[{ selector: {}, sort: [{ a: 'up' }] }, 'invalid_sort_field', 'Invalid sort field: {[{<<"a">>,<<"up">>}]}'],
		[{ selector: {}, sort: [{ a: 'asc' }, { b: 'desc' }] }, 'unsupported_mixed_sort', 'Sorts currently only support a single direction for all fields.'],
		[{ selector: {}, bookmark: 'bad_bookmark' }, 'invalid_bookmark', 'Invalid bookmark value: "bad_bookmark"'],
		[{ selector: {}, unknown: 1 }, 'invalid_key', 'Invalid key unknown for this request.']
	])('%j is refused in CouchDB’s words', async (body, error, reason) => {
		expect(await find(anyone, body)).toEqual([400, { error, reason }]);
	});

	test('no more fields may be named than a query needs, and none deeper', async () => {
		const many = Array(1001).fill('a');
		const deep = Array(51).fill('a').join('.');
		const [tooMany, tooDeep] = ['At most 1000 fields may be named.', 'A field may be 50 names deep.'].map((reason) => [400, { error: 'bad_request', reason }]);
		expect(await find(anyone, { selector: {}, fields: many })).toEqual(tooMany);
		expect(await find(anyone, { selector: {}, sort: many })).toEqual(tooMany);
		expect(await find(anyone, { selector: {}, fields: [deep] })).toEqual(tooDeep);
		expect(await find(anyone, { selector: { [deep]: 1 } })).toEqual(tooDeep);
		expect(await answer(asAdmin('POST', `${DB}/_index`, { index: { fields: many } }))).toEqual(tooMany);
		expect(await answer(asAdmin('POST', `${DB}/_index`, { index: { fields: [deep] } }))).toEqual(tooDeep);
	});

	test('fields within each other are told once, and change nothing that is kept', async () => {
		const shown = async (...fields: string[]) => (await find(anyone, { selector: { _id: 'event:a' }, fields }))[1].docs;
		expect(await shown('title.de', 'title', 'title.de', 'title.nie', '_id')).toEqual([{ _id: 'event:a', title: { de: 'Fest a' } }]);
		expect(await shown('title', 'title.de.nie', '_id.x', 'nie.x')).toEqual([{ title: { de: 'Fest a' } }]);
		expect(await shown('nie.x', 'title.nie')).toEqual([{}]);
	});

	test('who sends no JSON is told so', async () => {
		expect((await answer(anyone.fetch(`${DB}/_find`, { method: 'POST', body: '{}', headers: { 'Content-Type': 'text/plain' } })))[0]).toBe(415);
		expect((await anyone.fetch(`${DB}/_find`)).status).toBe(405);
	});
});

describe('S8.4 _index', () => {
	test('made, told, listed and removed as CouchDB does', async () => {
		const definition = { index: { fields: ['start', { 'title.de': 'asc' }] }, name: 'by-start', ddoc: 'events' };
		expect(await answer(asAdmin('POST', `${DB}/_index`, definition))).toEqual([200, { result: 'created', id: '_design/events', name: 'by-start' }]);
		expect(await answer(asAdmin('POST', `${DB}/_index`, definition))).toEqual([200, { result: 'exists', id: '_design/events', name: 'by-start' }]);
		const doc = await (await server.store.database('hafencity-public'))!.get('_design/events');
		expect(doc).toEqual({
			_id: '_design/events',
			_rev: expect.stringMatching(/^1-/),
			language: 'query',
			views: {
				'by-start': {
					map: { fields: { start: 'asc', 'title.de': 'asc' }, partial_filter_selector: {} },
					reduce: '_count',
					options: { def: { fields: ['start', { 'title.de': 'asc' }] } }
				}
			}
		});
		await asAdmin('POST', `${DB}/_index`, { index: { fields: ['kind'], partial_filter_selector: { status: 'confirmed' } }, name: 'confirmed', ddoc: '_design/events' });
		expect(await answer(anyone.fetch(`${DB}/_index`))).toEqual([
			200,
			{
				total_rows: 3,
				indexes: [
					{ ddoc: null, name: '_all_docs', type: 'special', def: { fields: [{ _id: 'asc' }] } },
					{ ddoc: '_design/events', name: 'by-start', type: 'json', partitioned: false, def: { fields: [{ start: 'asc' }, { 'title.de': 'asc' }] } },
					{ ddoc: '_design/events', name: 'confirmed', type: 'json', partitioned: false, def: { fields: [{ kind: 'asc' }], partial_filter_selector: { status: { $eq: 'confirmed' } } } }
				]
			}
		]);
		expect((await answer(anyone.fetch(`${DB}/_index?limit=1&skip=1`)))[1]).toMatchObject({ total_rows: 3, indexes: [{ name: 'by-start' }] });
		expect(await answer(anyone.fetch(`${DB}/_index?limit=0`))).toEqual([500, { error: 'invalid_list_index_params', reason: 'Index parameter ranges: limit > 1, skip > 0' }]);

		expect(await answer(asAdmin('DELETE', `${DB}/_index/events/json/nothing`))).toEqual([404, { error: 'not_found', reason: 'missing' }]);
		expect(await answer(asAdmin('DELETE', `${DB}/_index/events/text/confirmed`))).toEqual([404, { error: 'not_found', reason: 'missing' }]);
		expect(await answer(asAdmin('DELETE', `${DB}/_index/_design%2Fevents/json/confirmed`))).toEqual([200, { ok: true }]);
		expect(await answer(asAdmin('DELETE', `${DB}/_index/_design/events/json/by-start`))).toEqual([200, { ok: true }]);
		expect((await (await server.store.database('hafencity-public'))!.get('_design/events'))?._deleted).toBe(true);
	});

	test('many at once', async () => {
		for (const name of ['eins', 'zwei']) await asAdmin('POST', `${DB}/_index`, { index: { fields: [name] }, ddoc: name });
		expect(await answer(asAdmin('POST', `${DB}/_index/_bulk_delete`, { docids: ['_design/eins', 'zwei', 'drei'] }))).toEqual([
			200,
			{
				success: [{ id: '_design/zwei', ok: true }, { id: '_design/eins', ok: true }],
				fail: [{ id: '_design/drei', error: 'not_found' }]
			}
		]);
		expect(await answer(asAdmin('POST', `${DB}/_index/_bulk_delete`, { docids: 'x' }))).toMatchObject([400, { error: 'invalid_bulk_docs' }]);
	});

	const index = { fields: ['a'] };
	test.each([
		[{}, 400, 'missing_required_key', 'Missing required key: index'],
		[{ index: 'x' }, 400, 'invalid_index', 'JSON indexes must be an object, not: <<120>>'],
		[{ index: {} }, 400, 'missing_required_key', 'Missing required key: fields'],
		[{ index: { fields: [{ a: 'asc' }, { b: 'desc' }] } }, 400, 'unsupported_mixed_sort', 'Sorts currently only support a single direction for all fields.'],
		[{ index: { fields: [''] } }, 400, 'invalid_sort_field', 'Invalid sort field: <<"">>'],
		[{ index: { ...index, selector: {} } }, 400, 'invalid_key', 'Invalid key selector for this request.'],
		[{ index, type: 'text' }, 503, 'required index service unavailable', 'text'],
		[{ index, type: 'nouveau' }, 503, 'required index service unavailable', 'nouveau'],
		[{ index, type: 'geo' }, 400, 'invalid_index', 'Invalid type for index: geo'],
		[{ index, type: null }, 400, 'invalid_string', 'Invalid string: null'],
		[{ index, name: '' }, 400, 'invalid_index_name', 'Invalid index name: <<>>'],
		[{ index, ddoc: '_design/' }, 400, 'illegal_docid', 'Illegal document id `_design/`']
	])('%j is refused in CouchDB’s words', async (body, status, error, reason) => {
		expect(await answer(asAdmin('POST', `${DB}/_index`, body))).toEqual([status, { error, reason }]);
	});

	test('a design document of another language is left alone', async () => {
		const database = (await server.store.database('hafencity-public'))!;
		await database.bulkDocs([{ _id: '_design/views', views: {} }, { _id: '_design/old', language: 'javascript' }]);
		expect(await answer(asAdmin('POST', `${DB}/_index`, { index, ddoc: 'views' }))).toEqual([400, { error: 'invalid_ddoc_lang', reason: 'Existing design doc has an invalid language: false' }]);
		expect((await answer(asAdmin('POST', `${DB}/_index`, { index, ddoc: 'old' })))[0]).toBe(400);
		expect((await answer(anyone.fetch(`${DB}/_index`)))[1].total_rows).toBe(1);
	});

	test('S8.4 only an administrator makes and removes one; who may read may find', async () => {
		for (const [who, refused] of [[anyone, 401], [mia, 403]] as const) {
			expect((await who.send('POST', `${DB}/_index`, { index })).status).toBe(refused);
			expect((await who.send('POST', `${DB}/_index/_bulk_delete`, { docids: [] })).status).toBe(refused);
			expect((await who.fetch(`${DB}/_index/a/json/b`, { method: 'DELETE' })).status).toBe(refused);
		}
		const desk = '/db/hafencity-desk';
		for (const [path, method] of [['_find', 'POST'], ['_explain', 'POST'], ['_index', 'GET']] as const) {
			const ask = (who: Visitor, db: string) => (method === 'GET' ? who.fetch(`${db}/${path}`) : who.send('POST', `${db}/${path}`, { selector: {} }));
			expect((await ask(anyone, DB)).status).toBe(200);
			expect((await ask(anyone, desk)).status).toBe(401);
			expect((await ask(mia, desk)).status).toBe(200);
			expect((await ask(await new Visitor(server).signIn('vera'), desk)).status).toBe((await (await new Visitor(server).signIn('vera')).fetch(desk)).status);
			expect((await ask(mia, '/db/_users')).status).toBe(403);
		}
	});

	test('S3.9 _find shows nobody what was corrected or deleted', async () => {
		await mia.send('PUT', `${DB}/event:x`, event('x', { title: { de: 'Falsch' } }));
		const { _rev } = (await (await mia.fetch(`${DB}/event:x`)).json()) as { _rev: string };
		await mia.send('PUT', `${DB}/event:x?rev=${_rev}`, event('x', { title: { de: 'Richtig' } }));
		await asAdmin('POST', `${DB}/_index`, { index: { fields: ['title.de'] } });
		expect((await find(anyone, { selector: { 'title.de': 'Falsch' } }))[1].docs).toEqual([]);
		expect((await find(anyone, { selector: { 'title.de': { $gt: null } } }))[1].docs).toMatchObject([{ title: { de: 'Richtig' } }]);
		const now = (await (await mia.fetch(`${DB}/event:x`)).json()) as { _rev: string };
		await mia.fetch(`${DB}/event:x?rev=${now._rev}`, { method: 'DELETE' });
		expect((await find(anyone, { selector: { 'title.de': { $gt: null } } }))[1].docs).toEqual([]);
	});

	test('an index among the quarter’s documents is none of them to residents', async () => {
		await mia.send('PUT', `${DB}/event:x`, event('x'));
		await asAdmin('POST', `${DB}/_index`, { index: { fields: ['start'] }, ddoc: 'events' });
		const snapshot = (await (await anyone.fetch('/api/hafencity/snapshot')).json()) as { docs: { _id: string }[] };
		expect(snapshot.docs.map(({ _id }) => _id)).toEqual(['event:x']);
	});
});

test('S8.1 a feed is filtered by the same selectors', async () => {
	await mia.send('PUT', `${DB}/event:a`, event('a'));
	await mia.send('PUT', `${DB}/event:Z`, event('Z'));
	const changes = (selector: unknown) => answer(anyone.send('POST', `${DB}/_changes?filter=_selector`, { selector }));
	const ids = async (selector: unknown) => ((await changes(selector))[1] as unknown as { results: { id: string }[] }).results.map(({ id }) => id);
	expect(await ids({ _id: { $lt: 'event:a' } }), 'ids by bytes').toEqual(['event:Z']);
	expect(await ids({ 'title.de': { $regex: '^(F+e*s*)+!$' } })).toEqual([]);
	expect(await ids({ missing: { $ne: 1 } })).toEqual([]);
	expect(await changes({ a: { $wrong: 1 } })).toEqual([400, { error: 'bad_request', reason: 'Invalid operator: $wrong' }]);
});
