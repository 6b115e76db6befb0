import { expect, test } from 'vitest';
import type { Database } from '../../sync-server/store/store.ts';
import { replicated } from './revisions.ts';

/** The part of the contract of engines that is about queries. `db` is an empty database. */
export function mangoContract(db: () => Database) {
	const find = async (request: Record<string, unknown>) => (await db().mango.find({ fields: ['_id'], ...request })).docs.map(({ _id }) => _id);

	test('a query finds what matches, in the order of its index, page by page', async () => {
		await db().bulkDocs([{ _id: 'c', name: 'b' }, { _id: 'a', name: 'Ä' }, { _id: 'd', name: 'B' }, { _id: 'b', name: 1 }, { _id: 'e' }]);
		const selector = { name: { $gt: null } };
		expect(await find({ selector })).toEqual(['a', 'b', 'c', 'd']);
		await expect(db().mango.find({ selector, sort: ['name'] })).rejects.toMatchObject({ status: 400, error: 'no_usable_index' });
		expect(await db().mango.createIndex({ index: { fields: ['name'] }, ddoc: 'people', name: 'names' })).toEqual({ result: 'created', id: '_design/people', name: 'names' });
		expect(await find({ selector, sort: ['name'] })).toEqual(['b', 'a', 'c', 'd']);
		expect(await find({ selector, sort: [{ name: 'desc' }] })).toEqual(['d', 'c', 'a', 'b']);
		const first = await db().mango.find({ selector, sort: ['name'], limit: 2 });
		expect(await find({ selector, sort: ['name'], limit: 2, bookmark: first.bookmark })).toEqual(['c', 'd']);
	});

	test('an index is told, chosen, brought up to what was written, and removed', async () => {
		const index = { index: { fields: ['n'] }, ddoc: 'd', name: 'numbers' };
		expect((await db().mango.createIndex(index)).result).toBe('created');
		expect((await db().mango.createIndex(index)).result).toBe('exists');
		expect(await db().mango.indexes()).toEqual([
			{ ddoc: null, name: '_all_docs', type: 'special', def: { fields: [{ _id: 'asc' }] } },
			{ ddoc: '_design/d', name: 'numbers', type: 'json', partitioned: false, def: { fields: [{ n: 'asc' }] } }
		]);
		expect(await db().mango.explain({ selector: { n: { $gte: 2 } } })).toMatchObject({ index: { name: 'numbers' }, mrargs: { start_key: [2], end_key: ['<MAX>'] } });
		await db().bulkDocs([{ _id: 'a', n: 1 }, { _id: 'b', n: 2 }]);
		expect(await find({ selector: { n: { $gte: 2 } } })).toEqual(['b']);
		await db().bulkDocs([replicated('c', ['a'], { n: 3 }), replicated('b', ['f'], { n: 0 }), replicated('b', ['e'], { _deleted: true })], { newEdits: false });
		const [row] = await db().bulkDocs([{ ...(await db().get('a'))!, n: 9 }]);
		expect(row).toMatchObject({ ok: true });
		const winner = (await db().get('b'))!.n as number;
		expect(await find({ selector: { n: { $gte: 2 } } })).toEqual(winner >= 2 ? ['b', 'c', 'a'] : ['c', 'a']);
		expect(await db().mango.removeIndex({ ddoc: '_design/d', type: 'json', name: 'other' })).toBe(false);
		expect(await db().mango.removeIndex({ ddoc: '_design/d', type: 'json', name: 'numbers' })).toBe(true);
		expect(await db().mango.indexes()).toHaveLength(1);
	});

	test('what CouchDB refuses is refused in its words', async () => {
		await expect(db().mango.find({})).rejects.toMatchObject({ status: 400, error: 'missing_required_key' });
		await expect(db().mango.explain({ selector: { a: { $wrong: 1 } } })).rejects.toMatchObject({ status: 400, error: 'invalid_operator', message: 'Invalid operator: $wrong' });
		await expect(db().mango.createIndex({ index: { fields: [{ a: 'asc' }, { b: 'desc' }] } })).rejects.toMatchObject({ status: 400, error: 'unsupported_mixed_sort' });
	});
}
