import { afterEach, beforeEach, expect, test } from 'vitest';
import { openScratch, refusal, type Scratch } from '../../tests/sync/scratch.ts';

let scratch: Scratch;
let db: Scratch['db'];
const design = { language: 'javascript', views: { all: { map: 'function (doc) { emit(doc._id) }' } }, filters: { odd: 'function () {}' }, validate_doc_update: 'function () { throw 1 }' };
beforeEach(async () => {
	scratch = await openScratch();
	({ db } = scratch);
	await db('PUT', '/_design/x', design);
});
afterEach(() => scratch.close());
const never = (what: string) => refusal(501, 'not_implemented', `${what} here: design documents are kept, their JavaScript is never executed.`);

test('S3.19 design documents are kept, found and deleted like others, and decide nothing', async () => {
	expect(await db('GET', '/_design/x')).toMatchObject([200, { _id: '_design/x', ...design }]);
	expect(await db('PUT', '/a', {}), 'validate_doc_update is not run').toMatchObject([201, {}]);
	const [, doc] = await db('GET', '/_design/x');
	expect(await db('DELETE', `/_design/x?rev=${(doc as { _rev: string })._rev}`)).toMatchObject([200, {}]);
	expect(await db('GET', '/_design/x/_view/all')).toEqual(refusal(404, 'not_found', 'deleted'));
});

const view = (more: object) => ({ views: { v: { map: 'function () {}', ...more } } });
test.each([
	[{ views: 'x' }, '`views` field must have object type'],
	[{ views: { v: null } }, '`views.v` field must have object type'],
	[{ views: { lib: [] } }, '`views.lib` field must have object type'],
	[view({ map: {} }), '`views.v.map` field must have string type'],
	[view({ reduce: 1 }), '`views.v.reduce` field must have string type'],
	[view({ reduce: '_median' }), '`_median` is not a supported reduce function.'],
	[{ ...view({}), language: 'query' }, '`views.v.map` field must have object type'],
	[{ views: { v: { reduce: '_count' } } }, 'View `v` must contain map function'],
	[{ filters: { f: 1 } }, '`filters.f` field must have string or object type'],
	[{ rewrites: {} }, '`rewrites` field must have array or string type'],
	[{ validate_doc_update: {} }, '`validate_doc_update` field must have string type'],
	[{ language: 1 }, '`language` field must have string type']
])('S3.19 what CouchDB takes for no design document is refused: %j', async (doc, reason) => {
	expect(await db('PUT', '/_design/y', doc)).toEqual(refusal(400, 'invalid_design_doc', reason));
	const row = { id: '_design/y', error: 'invalid_design_doc', reason };
	expect(await db('POST', '/_bulk_docs', { docs: [{ _id: '_design/y', ...doc }, { _id: 'a' }] })).toMatchObject([201, [row, { ok: true }]]);
	expect(await scratch.push({ _id: '_design/y', _rev: '1-a', ...doc })).toEqual([201, [{ ...row, rev: '1-a' }]]);
	expect((await db('GET', '/_design/y'))[0]).toBe(404);
});

test('S3.19 a design document may hold anything else, and as a tombstone everything', async () => {
	const doc = { views: { lib: { a: 'exports.a = 1' }, v: { map: '', reduce: '_sum', options: { x: 1 } } }, rewrites: [], shows: { s: { code: '' } }, updates: {}, whatever: { views: 1 }, autoupdate: false };
	expect(await db('PUT', '/_design/y', doc)).toMatchObject([201, {}]);
	expect(await db('PUT', '/_design/e', { language: 'erlang', ...view({ reduce: '_median' }) }), 'of a language CouchDB does not know').toMatchObject([201, {}]);
	for (const reduce of ['_stats', '_approx_count_distinct', '_top_5']) expect(await db('PUT', `/_design/${reduce}`, view({ reduce }))).toMatchObject([201, {}]);
	expect(await scratch.push({ _id: '_design/z', _rev: '2-a', _deleted: true, views: 1 })).toEqual([201, []]);
});

test.each([
	['GET', '/_design/x/_view/all', 'Views are not run'],
	['POST', '/_design/x/_view/all', 'Views are not run'],
	['POST', '/_design/x/_view/all/queries', 'Views are not run'],
	['GET', '/_design/x/_show/y/a', 'Show functions are not run'],
	['GET', '/_design/x/_list/y/all', 'List functions are not run'],
	['PUT', '/_design/x/_update/y/a', 'Update functions are not run'],
	['GET', '/_design/x/_rewrite/y', 'Rewrites are not run'],
	['GET', '/_design/x/_search/y', 'Search indexes are not run'],
	['GET', '/_changes?filter=x/odd', 'Filters by a function are not run'],
	['GET', '/_changes?filter=_view&view=x/all', 'Filters by a function are not run']
])('S3.19 %s %s would run JavaScript: it says that it does not', async (method, path, what) => {
	expect(await db(method, path, method === 'GET' ? undefined : {})).toEqual(never(what));
});

test.each([
	['/_design/nie/_view/all', 404, 'not_found', 'missing'],
	['/_design/x/_view/nie', 404, 'not_found', 'missing_named_view'],
	['/_design/x/_view/toString', 404, 'not_found', 'missing_named_view'],
	['/_design/x/_quatsch/y', 404, 'not_found', 'missing'],
	['/_design/nie', 404, 'not_found', 'missing'],
	['/_changes?filter=nie/odd', 404, 'not_found', 'missing'],
	['/_changes?filter=x/nie', 404, 'not_found', 'missing json key: nie'],
	['/_changes?filter=_view&view=nie/all', 404, 'not_found', 'missing'],
	['/_changes?filter=x', 400, 'bad_request', '`filter` must be of the form `designname/filtername`'],
	['/_changes?filter=_view', 400, 'bad_request', '`view` filter parameter is not provided.'],
	['/_changes?filter=_quatsch', 400, 'bad_request', 'unknown builtin filter name']
])('S3.19 %s is what CouchDB says it is', async (path, status, error, reason) => {
	expect(await db('GET', path)).toEqual(refusal(status, error, reason));
});

test('S3.19 _info tells of an index that is never built; temporary views are refused', async () => {
	expect(await db('GET', '/_design/x/_info')).toMatchObject([200, { name: 'x', view_index: { language: 'javascript', updater_running: false, signature: expect.any(String) } }]);
	expect(await db('POST', '/_temp_view', {})).toMatchObject([501, { error: 'not_implemented' }]);
});
