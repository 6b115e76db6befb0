import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../store/sqlite.ts';
import type { Database, Store } from '../store/store.ts';
import { generatedName } from './erlang-term.ts';

let store: Store;
let db: Database;
beforeEach(async () => {
	store = openSqlite(':memory:');
	await store.create('movies');
	db = (await store.database('movies'))!;
});
afterEach(() => store.close());

const index = (ddoc: string, fields: unknown[], more: object = {}) => db.mango.createIndex({ index: { fields, ...more }, ddoc, name: ddoc });
type Candidate = { index: { name: string }; analysis: { usable: boolean; reasons: { name: string }[]; ranking: number } };
const explain = (selector: object, more: object = {}) => db.mango.explain({ selector, ...more }) as Promise<Record<string, any> & { index_candidates: Candidate[] }>;
const chosen = async (selector: object, more: object = {}) => (await explain(selector, more)).index?.name;

test('S8.4 an index without a name is called as CouchDB would call it', () => {
	// The first is CouchDB's own; of the others none is published with all that goes into the name.
	expect(generatedName({}, { type: 'text', w: 3 })).toBe('cedc01a027213706d7260b5e5b73c70b9233743a');
	const names = [{ type: 'json' }, { type: 'json', name: 'x' }, { type: 'json', ddoc: 'x' }, { type: 'json', w: 3 }].map((options) => generatedName({ fields: ['a'] }, options));
	expect(new Set(names).size).toBe(4);
	expect(names.every((name) => /^[0-9a-f]{40}$/.test(name))).toBe(true);
});

test('S8.2 _explain tells what CouchDB’s manual shows', async () => {
	const { name } = await db.mango.createIndex({ index: { fields: ['year'] } });
	const fields = ['_id', '_rev', 'year', 'title'];
	expect(await explain({ year: { $gt: 2010 } }, { fields, limit: 2, skip: 0 })).toEqual({
		dbname: 'movies',
		index: { ddoc: `_design/${name}`, name, type: 'json', partitioned: false, def: { fields: [{ year: 'asc' }] } },
		partitioned: false,
		selector: { year: { $gt: 2010 } },
		opts: {
			use_index: [],
			bookmark: 'nil',
			limit: 2,
			skip: 0,
			sort: {},
			fields,
			partition: '',
			r: 1,
			conflicts: false,
			stale: false,
			update: true,
			stable: false,
			execution_stats: false,
			allow_fallback: true
		},
		limit: 2,
		skip: 0,
		fields,
		mrargs: {
			include_docs: true,
			view_type: 'map',
			reduce: false,
			partition: null,
			start_key: [2010],
			end_key: ['<MAX>'],
			direction: 'fwd',
			stable: false,
			update: true,
			conflicts: 'undefined'
		},
		covering: false,
		index_candidates: [
			{
				index: { ddoc: null, name: '_all_docs', type: 'special', def: { fields: [{ _id: 'asc' }] } },
				analysis: { usable: true, reasons: [{ name: 'unfavored_type' }], ranking: 1, covering: null }
			}
		],
		selector_hints: [{ type: 'json', indexable_fields: ['year'], unindexable_fields: [] }]
	});
});

describe('S8.2 the index is chosen as CouchDB chooses', () => {
	test('the most fields, the shortest, the first by name; the primary one last', async () => {
		await index('b', ['a']);
		await index('a2', ['a']);
		await index('ab', ['a', 'b']);
		await index('abc', ['a', 'b', 'c']);
		expect(await chosen({ a: 1 })).toBe('a2');
		expect(await chosen({ a: 1, b: 2 })).toBe('ab');
		expect(await chosen({ a: 1, b: 2, c: { $exists: true } })).toBe('abc');
		expect(await chosen({ a: 1, b: 2, c: 3 })).toBe('abc');
		expect(await chosen({ c: 3 })).toBe('_all_docs');
		expect(await chosen({})).toBe('_all_docs');
		const { index_candidates } = await explain({ a: 1, b: 2 });
		expect(index_candidates.map(({ index, analysis }) => [index.name, analysis.usable, analysis.reasons[0]?.name, analysis.ranking])).toEqual([
			['b', true, 'less_overlap', 2],
			['abc', false, 'field_mismatch', 4],
			['a2', true, 'less_overlap', 1],
			['_all_docs', true, 'unfavored_type', 3]
		]);
	});

	test('a field that must be there counts as one that is narrowed', async () => {
		await index('a', ['a']);
		await index('ca', ['c', 'a']);
		const { index: best, mrargs, covering } = await explain({ a: 1, c: { $exists: true } }, { fields: ['c'] });
		expect([best?.name, mrargs.start_key, mrargs.end_key, covering]).toEqual(['ca', [], ['<MAX>'], true]);
	});

	test('every field of it must be in what matches', async () => {
		await index('ab', ['a', 'b']);
		expect(await chosen({ a: 1 })).toBe('_all_docs');
		expect(await chosen({ a: 1, b: { $exists: false } })).toBe('_all_docs');
		expect(await chosen({ a: { $gt: 1 }, $or: [{ b: 1 }, { b: 2 }] })).toBe('ab');
		expect(await chosen({ a: { $gt: 1 }, $or: [{ b: 1 }, { c: 2 }] })).toBe('_all_docs');
		expect(await chosen({ a: { $regex: 'x' }, b: { $ne: 1 } })).toBe('ab');
		expect(await chosen({ a: 1 }, { sort: ['a', 'b'] }), 'what is sorted by is there').toBe('ab');
	});

	test('an order needs an index that has it', async () => {
		await index('ab', ['a', 'b']);
		expect(await chosen({ a: 1, b: 2 }, { sort: ['b'] }), 'after a constant column').toBe('ab');
		expect(await chosen({ a: { $gt: 1 }, b: 2 }, { sort: ['b'] })).toBeUndefined();
		expect((await explain({ a: { $gt: 1 }, b: 2 }, { sort: ['b'] })).index_candidates.map(({ analysis }) => analysis.reasons[0]?.name)).toEqual(['sort_order_mismatch', 'field_mismatch']);
		expect(await chosen({ _id: { $gt: null } }, { sort: ['_id'] })).toBe('_all_docs');
		await expect(db.mango.find({ selector: { a: 1 }, sort: ['c'] })).rejects.toMatchObject({
			status: 400,
			error: 'no_usable_index',
			message: 'No index exists for this sort, try indexing by the sort fields.'
		});
	});

	test('use_index: preferred, or a warning; no fallback where none is allowed; partial ones only by name', async () => {
		await index('a', ['a']);
		await index('ab', ['a', 'b']);
		await index('part', ['a'], { partial_filter_selector: { b: 1 } });
		const selector = { a: 1, b: 1 };
		for (const use of ['a', '_design/a', ['a'], ['_design/a', 'a'], 'a/a', '_design/a/a']) expect(await chosen(selector, { use_index: use })).toBe('a');
		expect(await chosen({ a: 1 }, { use_index: 'part' })).toBe('part');
		expect(await chosen({ a: 1 }, { use_index: [] })).toBe('a');
		const find = (more: object) => db.mango.find({ selector: { a: 1 }, ...more });
		expect((await find({ use_index: 'ab' })).warning).toBe('_design/ab was not used because it does not contain a valid index for this query.');
		expect((await find({ use_index: ['ab', 'x'] })).warning).toBe('_design/ab, x was not used because it is not a valid index for this query.');
		expect((await find({ use_index: 'a', allow_fallback: false })).warning).toBeUndefined();
		expect((await find({ allow_fallback: false })).warning).toBeUndefined();
		await expect(find({ use_index: 'ab', allow_fallback: false })).rejects.toMatchObject({ status: 400 });
		await expect(db.mango.find({ selector: { c: 1 }, allow_fallback: false })).rejects.toMatchObject({ status: 400 });
		for (const wrong of ['a/b/c/d', ['a', 'b', 'c'], 5, {}]) await expect(find({ use_index: wrong })).rejects.toMatchObject({ status: 400, error: 'invalid_index_name' });
	});

	test('the range it reads', async () => {
		await index('ab', ['a', 'b']);
		const range = async (selector: object, more: object = {}) => {
			const { mrargs } = await explain(selector, more);
			return [mrargs.start_key, mrargs.end_key, mrargs.direction];
		};
		expect(await range({ a: 'Eddie', b: { $beginsWith: 'A' } })).toEqual([['Eddie', 'A'], ['Eddie', 'A\uffff', '<MAX>'], 'fwd']);
		expect(await range({ a: { $gt: 1, $lte: 5 }, b: { $exists: true } })).toEqual([[1], [5, '<MAX>'], 'fwd']);
		expect(await range({ a: { $gt: 1, $lte: 5 }, b: { $gt: 0 } }, { sort: [{ a: 'desc' }, { b: 'desc' }] })).toEqual([[5, '<MAX>'], [1, 0], 'rev']);
		expect(await range({ a: { $gt: 5, $lt: 3 }, b: 1 })).toEqual([null, null, 'fwd']);
		expect(await range({ _id: 'x' })).toEqual(['x', 'x', 'fwd']);
		expect(await range({ _id: { $lt: 'x' } })).toEqual(['', 'x', 'fwd']);
		expect(await range({ c: 1 })).toEqual([null, '<MAX>', 'fwd']);
	});

	test('one that holds all a query reads covers it', async () => {
		await index('ab', ['a', 'b']);
		const covering = async (selector: object, fields: string[], more: object = {}) => (await explain(selector, { fields, ...more })).covering;
		expect(await covering({ a: 1, b: 2 }, ['_id', 'a'])).toBe(true);
		expect(await covering({ a: 1, b: 2 }, ['_id', 'a', 'c'])).toBe(false);
		expect(await covering({ a: 1, b: 2, c: 3 }, ['a'])).toBe(false);
		expect(await covering({ a: 1, b: 2 }, [])).toBe(false);
		expect(await covering({ a: 1, b: 2 }, ['a'], { r: 2 })).toBe(false);
	});
});

test('S8.2 execution_stats and the warning of a scan count as CouchDB counts', async () => {
	await db.bulkDocs(Array.from({ length: 15 }, (_, n) => ({ _id: `d${String(n).padStart(2, '0')}`, a: n })));
	await index('a', ['a']);
	const stats = async (request: object) => {
		const { execution_stats: counted, warning } = await db.mango.find({ ...request, execution_stats: true } as never);
		const { total_keys_examined, total_docs_examined, total_quorum_docs_examined, results_returned, execution_time_ms } = counted!;
		expect(execution_time_ms).toBeGreaterThan(0);
		return [total_keys_examined, total_docs_examined, total_quorum_docs_examined, results_returned, warning?.split('\n').map((line) => line.slice(0, 19))];
	};
	expect(await stats({ selector: { a: { $lte: 2 } } })).toEqual([3, 3, 0, 3, undefined]);
	expect(await stats({ selector: { a: { $lte: 2 } }, r: 3 })).toEqual([3, 0, 3, 3, undefined]);
	expect(await stats({ selector: { a: { $lte: 2 } }, fields: ['_id', 'a'] })).toEqual([3, 0, 0, 3, undefined]);
	expect(await stats({ selector: { a: { $lt: 9 } }, limit: 3 })).toEqual([4, 4, 0, 3, undefined]);
	expect(await stats({ selector: { a: { $lt: 9 } }, limit: 2, skip: 2 })).toEqual([5, 5, 0, 2, undefined]);
	expect(await stats({ selector: { a: 99 } })).toEqual([0, 0, 0, 0, undefined]);
	expect(await stats({ selector: { a: { $type: 'string' } } })).toEqual([15, 15, 0, 0, ['The number of docum']]);
	expect(await stats({ selector: { b: 1 } }), 'the design document is one of them').toEqual([16, 16, 0, 0, ['No matching index f', 'The number of docum']]);
	expect(await db.mango.find({ selector: { $or: [] } })).toEqual({ docs: [] });
	expect(await db.mango.find({ selector: { a: 99 } })).toEqual({ docs: [], bookmark: 'nil' });
});
