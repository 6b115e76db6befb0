import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '../store/sqlite.ts';
import type { Database, IncomingDoc, Mango, Store } from '../store/store.ts';
import { collate } from './collation.ts';
import { valueAt } from './field.ts';
import { openMango } from './mango.ts';
import { compile } from './match.ts';
import { compareRows } from './rows.ts';
import { normalise } from './selector.ts';

let store: Store;
let db: Database;
/** The same documents without kept indexes. */
let plain: Mango;

beforeEach(async () => {
	store = openSqlite(':memory:');
	await store.create('one');
	db = (await store.database('one'))!;
	plain = openMango(db);
});
afterEach(() => store.close());

const FIELDS = ['a', 'b', 'c.d'];
const values = fc.oneof(
	fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 3, -1, 1.5, '', 'a', 'A', 'ä', 'b', 'ab', 'straße', 'Ж', '日', 'a😀', [], [1], ['a', 2], {}, { x: 1 }),
	fc.integer({ min: 0, max: 9 }),
	fc.string({ maxLength: 3 })
);
const documents = fc.uniqueArray(fc.record({ _id: fc.string({ minLength: 1, maxLength: 3 }).filter((id) => !id.startsWith('_')), a: values, b: values, c: fc.record({ d: values }, { requiredKeys: [] }) }, { requiredKeys: ['_id'] }), {
	selector: ({ _id }) => _id,
	maxLength: 25
});
const comparison = fc.oneof(
	fc.tuple(fc.constantFrom('$lt', '$lte', '$gt', '$gte', '$eq', '$ne'), values).map(([operator, value]) => ({ [operator]: value })),
	fc.tuple(fc.constantFrom('$in', '$nin', '$all'), fc.array(values, { maxLength: 3 })).map(([operator, list]) => ({ [operator]: list })),
	fc.boolean().map(($exists) => ({ $exists })),
	fc.constantFrom('', 'a', 'Ж').map(($beginsWith) => ({ $beginsWith })),
	fc.constantFrom('number', 'string').map(($type) => ({ $type }))
);
const selectors = fc.letrec<{ selector: object }>((tie) => ({
	selector: fc.oneof(
		{ maxDepth: 2, withCrossShrink: true },
		fc.tuple(fc.constantFrom(...FIELDS, '_id'), comparison).map(([field, condition]) => ({ [field]: condition })),
		fc.uniqueArray(fc.tuple(fc.constantFrom(...FIELDS), comparison), { selector: ([field]) => field, minLength: 1 }).map((pairs) => Object.fromEntries(pairs)),
		fc.tuple(fc.constantFrom('$and', '$or', '$nor'), fc.array(tie('selector'), { minLength: 1, maxLength: 3 })).map(([operator, list]) => ({ [operator]: list })),
		tie('selector').map(($not) => ({ $not }))
	)
})).selector;
const indexes = fc.array(
	fc.record({ fields: fc.uniqueArray(fc.constantFrom(...FIELDS, '_id'), { minLength: 1, maxLength: 3 }), filter: fc.option(selectors, { nil: undefined, freq: 5 }) }),
	{ maxLength: 3 }
);

type Index = { fields: string[]; filter?: object | undefined };
const create = (index: Index, number: number, database = db) =>
	database.mango.createIndex({ index: { fields: index.fields, ...(index.filter && { partial_filter_selector: index.filter }) }, ddoc: `d${number}`, name: 'i' });

/** All pages of an answer, read by its bookmarks. */
async function pages(mango: Mango, request: Record<string, unknown>, limit: number): Promise<Record<string, unknown>[]> {
	const docs: Record<string, unknown>[] = [];
	for (let bookmark: string | undefined; ; ) {
		const page = await mango.find({ ...request, limit, ...(bookmark && { bookmark }) });
		docs.push(...page.docs);
		if (page.docs.length < limit) return docs;
		bookmark = page.bookmark!;
	}
}

describe('S8.3 an index changes how long an answer takes, and nothing else', () => {
	const cases = fc.record({ docs: documents, later: documents, gone: fc.array(fc.nat(24), { maxLength: 3 }), queries: fc.array(selectors, { minLength: 1, maxLength: 4 }), indexes, descending: fc.boolean(), limit: fc.integer({ min: 1, max: 9 }) });

	test('kept, put in order for the query, and without one the answer is what a filter and a sort give', async () => {
		await fc.assert(
			fc.asyncProperty(cases, async ({ docs, later, gone, queries, indexes, descending, limit }) => {
				await store.create('random');
				const random = (await store.database('random'))!;
				await random.bulkDocs(docs);
				for (const [number, index] of indexes.entries()) await create(index, number, random);
				await check();
				// The indexes now exist; what changes must come to them.
				for (const { _id } of gone.flatMap((index) => docs[index] ?? [])) {
					const doc = await random.get(_id);
					if (doc && !doc._deleted) await random.bulkDocs([{ _id, _rev: doc._rev, _deleted: true }]);
				}
				for (const doc of later) {
					const found = await random.get(doc._id);
					await random.bulkDocs([found && !found._deleted ? { ...doc, _rev: found._rev } : doc]);
				}
				await check();
				await store.remove('random');

				async function check() {
					const { rows } = await random.allDocs({ includeDocs: true });
					const all = rows.flatMap((row) => ('doc' in row && row.doc && !row.id.startsWith('_design/') ? [row.doc] : []));
					for (const selector of queries) {
						const matching = all.filter(compile(normalise(selector)));
						const plan = await random.mango.explain({ selector });
						const { ddoc, def } = plan.index as { ddoc: string | null; def: { fields: Record<string, string>[] } };
						const fields = def.fields.flatMap(Object.keys);
						const sort = ddoc !== null && { sort: fields.map((field) => ({ [field]: descending ? 'desc' : 'asc' })) };
						const place = (doc: Record<string, unknown>) => ({ id: doc._id as string, key: ddoc === null ? [] : fields.map((field) => valueAt(doc, field.split('.'))) });
						const direction = sort && descending ? -1 : 1;
						const expected = [...matching].sort((a, b) => direction * compareRows(place(a), place(b)));
						const isEmpty = (plan.mrargs as { end_key: unknown }).end_key === null;
						const request = { selector, ...sort, use_index: ddoc ? [ddoc, 'i'] : [] };
						if (isEmpty) expect(matching).toEqual([]);
						expect(await pages(random.mango, request, limit)).toEqual(expected);
						expect((await openMango(random).find({ ...request, limit: 100 })).docs).toEqual(expected);
					}
				}
			}),
			{ numRuns: 60 }
		);
	}, 60_000);

	test('a partial index answers with what is in it, kept or not', async () => {
		await db.bulkDocs(Array.from({ length: 9 }, (_, n) => ({ _id: `d${n}`, a: n, b: n % 2 })));
		await create({ fields: ['a'], filter: { b: 1 } }, 1);
		const request = { selector: { a: { $gte: 3 } }, use_index: 'd1', fields: ['a'] };
		expect((await db.mango.find(request)).docs).toEqual([{ a: 3 }, { a: 5 }, { a: 7 }]);
		expect((await plain.find(request)).docs).toEqual([{ a: 3 }, { a: 5 }, { a: 7 }]);
	});

	test('of a conflict the winner is in the index, and the next winner when it goes', async () => {
		await create({ fields: ['a'] }, 1);
		const branch = (hash: string, a: number, more: object = {}): IncomingDoc => ({ _id: 'x', _rev: `1-${hash}`, a, ...more });
		await db.bulkDocs([branch('b', 2), branch('a', 1)], { newEdits: false });
		const found = async () => (await db.mango.find({ selector: { a: { $gt: 0 } }, fields: ['a', '_conflicts'], conflicts: true })).docs;
		expect(await found()).toEqual([{ a: 2, _conflicts: ['1-a'] }]);
		await db.bulkDocs([{ _id: 'x', _rev: '1-b', _deleted: true }]);
		expect(await found()).toEqual([{ a: 1 }]);
		await db.purge({ x: ['1-a'] });
		expect(await found()).toEqual([]);
	});

	test('of conflicts themselves, and of what has some', async () => {
		await create({ fields: ['_conflicts'] }, 1);
		await create({ fields: ['a'], filter: { _conflicts: { $exists: true } } }, 2);
		await db.bulkDocs([{ _id: 'x', _rev: '1-b', a: 2 }, { _id: 'y', _rev: '1-b', a: 3 }], { newEdits: false });
		const conflicted = { selector: { _conflicts: { $exists: true } }, fields: ['a', '_conflicts'] };
		const partial = { selector: { a: { $gt: 0 } }, use_index: 'd2', fields: ['a', '_conflicts'] };
		const found = async (request: object) => [(await db.mango.find({ ...request })).docs, (await plain.find({ ...request })).docs];
		expect(await found({ ...conflicted, conflicts: true }), 'none yet').toEqual([[], []]);
		await db.bulkDocs([{ _id: 'x', _rev: '1-a', a: 1 }], { newEdits: false });
		expect(await found({ ...conflicted, conflicts: true })).toEqual(Array(2).fill([{ a: 2, _conflicts: ['1-a'] }]));
		expect(await found(conflicted), 'who does not ask for them has none to match').toEqual([[], []]);
		expect(await found(partial)).toEqual(Array(2).fill([{ a: 2 }]));
		await db.bulkDocs([{ _id: 'x', _rev: '1-a', _deleted: true }]);
		expect(await found({ ...conflicted, conflicts: true }), 'settled').toEqual([[], []]);
	});

	test('an index that is removed, and made again with other fields, tells nothing of its past', async () => {
		await db.bulkDocs([{ _id: 'x', a: 1, b: 2 }]);
		await create({ fields: ['a'] }, 1);
		expect((await db.mango.find({ selector: { a: 1 } })).warning).toBeUndefined();
		expect(await db.mango.removeIndex({ ddoc: '_design/d1', type: 'json', name: 'i' })).toBe(true);
		expect((await db.mango.find({ selector: { a: 1 } })).warning).toMatch(/^No matching index/);
		expect((await db.get('_design/d1'))?._deleted).toBe(true);
		await create({ fields: ['b'] }, 1);
		expect((await db.mango.find({ selector: { b: 2 } })).docs).toMatchObject([{ _id: 'x' }]);
	});
});

test('S8.3 pages hold while documents come, go and move: none is told twice, none that stood still is missed', async () => {
	const docs = Array.from({ length: 200 }, (_, n) => ({ _id: `d${String(n).padStart(3, '0')}`, a: n, still: n % 3 !== 0 }));
	await db.bulkDocs(docs);
	await create({ fields: ['a'] }, 1);
	const seen: string[] = [];
	for (let bookmark: string | undefined, page = 0; ; page++) {
		const answer = await db.mango.find({ selector: { a: { $gte: 0 } }, sort: ['a'], limit: 7, ...(bookmark && { bookmark }) });
		seen.push(...answer.docs.map(({ _id }) => String(_id)));
		if (answer.docs.length === 0) break;
		bookmark = answer.bookmark!;
		// The last of the page goes, another one moves behind, another one ahead, and one comes in the past.
		for (const [id, a] of [[seen.at(-1)!, undefined], [`d${String(page * 3).padStart(3, '0')}`, -1], [`d${String(page * 6).padStart(3, '0')}`, 500 + page]] as const) {
			const doc = await db.get(id);
			if (doc && !doc._deleted && !doc.still) await db.bulkDocs([{ ...doc, ...(a === undefined ? { _deleted: true } : { a }) }]);
		}
		await db.bulkDocs([{ _id: `new${page}`, a: 0 }]);
	}
	const still = docs.filter((doc) => doc.still).map(({ _id }) => _id);
	expect(seen.filter((id) => still.includes(id))).toEqual(still);
});

test('S8.3 writes that come while a long query reads are neither lost nor told twice', async () => {
	await db.bulkDocs(Array.from({ length: 3000 }, (_, n) => ({ _id: `d${n}`, a: n % 100, still: true })));
	await create({ fields: ['a'] }, 1);
	const reading = db.mango.find({ selector: { a: { $gte: 0 }, still: true }, limit: 10_000 });
	for (let n = 0; n < 300; n++) {
		await db.bulkDocs([{ _id: `w${n}`, a: n, still: false }]);
		if (n % 30 === 0) await new Promise(setImmediate);
	}
	const { docs } = await reading;
	expect(new Set(docs.map(({ _id }) => _id)).size).toBe(3000);
	expect(docs).toHaveLength(3000);
	expect(docs.every((doc, n) => n === 0 || collate(docs[n - 1]!.a, doc.a) <= 0)).toBe(true);
});

test('S8.2 a query that nobody waits for any more ends between two pages', async () => {
	await db.bulkDocs(Array.from({ length: 2000 }, (_, n) => ({ _id: `d${n}` })));
	const ending = new AbortController();
	const reading = db.mango.find({ selector: { nothing: 1 } }, ending.signal);
	ending.abort(new Error('gone'));
	await expect(reading).rejects.toThrow('gone');
});
