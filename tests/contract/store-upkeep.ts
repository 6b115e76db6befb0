import { expect, test } from 'vitest';
import type { Database, IncomingDoc } from '../../sync-server/store/store.ts';
import { replicated, revision } from './revisions.ts';

/** The part of the contract of engines that is about lists, compaction, purging and settings. `db` is an empty database. */
export function upkeepContract(db: () => Database) {
	const push = (...docs: IncomingDoc[]) => db().bulkDocs(docs, { newEdits: false });

	/** Some engines only begin with it. */
	const compacted = async () => {
		await db().compact();
		await expect.poll(async () => (await db().info()).compact_running).toBe(false);
	};

	test('allDocs: offset, keys cut like a range, and ids that only just belong to one', async () => {
		await db().bulkDocs(['a', 'a\u0000', 'b', 'ü'].map((_id) => ({ _id })));
		const page = async (options = {}) => {
			const { offset, rows } = await db().allDocs({ ...options, offset: true });
			return [offset, ...rows.map(({ key }) => key)];
		};
		expect(await page({ startkey: 'b', skip: 1 })).toEqual([3, 'ü']);
		expect(await page({ startkey: 'b', descending: true })).toEqual([1, 'b', 'a\u0000', 'a']);
		expect(await page({ endkey: 'a' })).toEqual([0, 'a']);
		expect(await page({ startkey: 'ü', endkey: 'a', inclusiveEnd: false, descending: true, limit: 3 })).toEqual([0, 'ü', 'b', 'a\u0000']);
		expect(await page({ startkey: 'z', limit: 0 })).toEqual([3]);
		expect(await page({ skip: 9 })).toEqual([4]);
		expect(await db().allDocs({ startkey: 'b' })).toMatchObject({ offset: null });
		expect(await page({ keys: ['b', 'a', 'x'], descending: true, skip: 1, limit: 1 })).toEqual([null, 'a']);
	});

	test('what is told of a document beside its fields', async () => {
		await push(replicated('a', ['b', 'a'], { n: 1 }), replicated('a', ['c', 'a'], { n: 2 }), replicated('a', ['d', 'a'], { _deleted: true }));
		await db().bulkDocs([{ _id: 'a', _rev: revision(2, 'c'), n: 3 }]);
		const options = { revsInfo: true, conflicts: true, deletedConflicts: true, localSeq: true };
		const told = (await db().get('a', options))!;
		expect(told).toMatchObject({
			n: 3,
			_revs_info: [
				{ rev: told._rev, status: 'available' },
				{ rev: revision(2, 'c'), status: 'available' },
				{ rev: revision(1, 'a'), status: 'missing' }
			],
			_conflicts: [revision(2, 'b')],
			_deleted_conflicts: [revision(2, 'd')],
			_local_seq: expect.anything()
		});
		expect((await db().changes({ includeDocs: true, ...options })).results).toMatchObject([{ doc: told }]);
		expect((await db().allDocs({ includeDocs: true, ...options })).rows).toMatchObject([{ doc: told }]);
		expect(await db().get('a', { rev: revision(1, 'a'), latest: true })).toMatchObject({ n: 3 });
	});

	test('compacting drops the bodies of what is no leaf; conflicts stay', async () => {
		await push(replicated('a', ['a'], { n: 1 }), replicated('a', ['b'], { n: 2 }));
		await db().bulkDocs([{ _id: 'a', _rev: revision(1, 'b'), n: 3 }]);
		const rev = { rev: revision(1, 'b') };
		expect(await db().get('a', rev)).toMatchObject({ n: 2 });
		const before = await db().info();
		await compacted();
		expect(await db().get('a', rev)).toBeUndefined();
		expect(await db().openRevisions('a', 'all')).toMatchObject([{ ok: { n: 3 } }, { ok: { n: 1 } }]);
		const after = await db().info();
		expect(after.doc_count).toBe(1);
		expect(after.sizes.external).toBeLessThan(before.sizes.external);
	});

	test('compacting forgets of each branch what is older than the database keeps', async () => {
		await push(replicated('a', ['d', 'c', 'b', 'a'], { n: 4 }), replicated('a', ['x', 'c', 'b', 'a'], { n: 1 }), replicated('b', ['a'], { n: 1 }));
		await db().setRevsLimit(2);
		const { update_seq } = await db().info();
		await compacted();
		const history = async (rev: string) => (await db().get('a', { rev, revs: true }))!._revisions;
		const ids = (...hashes: string[]) => ({ start: 4, ids: hashes.map((hash) => hash.padEnd(32, hash)) });
		expect([await history(revision(4, 'd')), await history(revision(4, 'x'))]).toEqual([ids('d', 'c'), ids('x', 'c')]);
		expect(await db().openRevisions('a', 'all')).toMatchObject([{ ok: { n: 1 } }, { ok: { n: 4 } }]);
		expect((await db().changes({ since: update_seq })).results, 'nothing is new').toEqual([]);
	});

	test('with keepHistory a deleted document keeps what it was until it is compacted', async () => {
		await db().bulkDocs([{ _id: 'a', n: 1 }]);
		const { _rev } = (await db().get('a'))!;
		await db().bulkDocs([{ _id: 'a', _rev, _deleted: true, why: 'old' }], { keepHistory: true });
		expect(await db().get('a')).toMatchObject({ _deleted: true, why: 'old' });
		expect(await db().get('a', { rev: _rev })).toMatchObject({ n: 1 });
		await compacted();
		expect(await db().get('a', { rev: _rev })).toBeUndefined();
		expect(await db().get('a')).toMatchObject({ _deleted: true, why: 'old' });
	});

	test('purging forgets leaves without a trace, and nothing else', async () => {
		await push(replicated('a', ['c', 'b', 'a'], { n: 3 }), replicated('a', ['d', 'b', 'a'], { n: 4 }), replicated('b', ['a'], { _deleted: true }), replicated('c', ['a'], {}));
		const { update_seq, purge_seq } = await db().info();
		const asked = { a: [revision(3, 'd'), revision(2, 'b')], b: [revision(1, 'a')], c: [revision(1, 'x')], nie: [revision(1, 'a')] };
		const { purged, purge_seq: next } = await db().purge(asked);
		expect(purged).toEqual({ a: [revision(3, 'd')], b: [revision(1, 'a')], c: [], nie: [] });
		expect(await db().info()).toMatchObject({ doc_count: 2, doc_del_count: 0, purge_seq: next });
		expect(next).not.toBe(purge_seq);
		expect(await db().get('b')).toBeUndefined();
		expect(await db().get('a', { revs: true, conflicts: true })).toEqual({ _id: 'a', _rev: revision(3, 'c'), n: 3, _revisions: { start: 3, ids: ['c', 'b', 'a'].map((hash) => hash.padEnd(32, hash)) } });
		expect((await db().changes({ since: update_seq })).results, 'who has the other winner learns of it').toMatchObject([{ id: 'a', changes: [{ rev: revision(3, 'c') }] }]);
		await push(replicated('a', ['d', 'b', 'a'], { n: 5 }));
		expect(await db().get('a'), 'it may come again').toMatchObject({ n: 5 });
	});

	test('purging takes any number of documents at once', async () => {
		const ids = Array.from({ length: 101 }, (_, n) => `n${n}`);
		await push(...ids.map((id) => replicated(id, ['a'])));
		const { purged } = await db().purge(Object.fromEntries(ids.map((id) => [id, [revision(1, 'a')]])));
		expect(Object.values(purged).flat()).toHaveLength(101);
		expect((await db().allDocs()).rows).toEqual([]);
	});

	test('limits and security are kept with the database', async () => {
		expect(await db().revsLimit()).toBe(1000);
		await db().setRevsLimit(2);
		expect(await db().revsLimit()).toBe(2);
		let _rev: string | undefined;
		for (const n of [1, 2, 3]) {
			const [row] = await db().bulkDocs([{ _id: 'a', ...(_rev && { _rev }), n }]);
			_rev = (row as { rev: string }).rev;
		}
		expect(await db().get('a', { revs: true })).toMatchObject({ n: 3, _revisions: { start: 3, ids: [expect.any(String), expect.any(String)] } });

		expect(await db().purgedInfosLimit()).toBe(1000);
		await db().setPurgedInfosLimit(7);
		expect(await db().purgedInfosLimit()).toBe(7);

		expect(await db().security()).toEqual({ members: { roles: ['_admin'] }, admins: { roles: ['_admin'] } });
		await db().setSecurity({ members: { names: ['mia'] }, more: 1 });
		expect(await db().security()).toEqual({ members: { names: ['mia'] }, more: 1 });
	});

	test('what is pending is right however it is read: on from a page, from the middle, between writes and purges', async () => {
		for (let n = 0; n < 9; n++) await db().bulkDocs([{ _id: `doc${n}` }]);
		const seqs = (await db().changes()).results.map(({ seq }) => seq);
		const pending = async (options: object) => (await db().changes(options)).pending;
		expect(await pending({ limit: 4 })).toBe(5);
		expect(await pending({ since: seqs[3]!, limit: 3 })).toBe(2);
		expect(await pending({ since: seqs[6]!, limit: 0 })).toBe(2);
		expect(await pending({ since: seqs[1]!, limit: 1 })).toBe(6);
		expect(await pending({ descending: true, limit: 4 })).toBe(5);
		expect(await pending({ descending: true, since: seqs[5]!, limit: 3 })).toBe(2);
		expect(await pending({ descending: true, since: seqs[3]!, limit: 1 })).toBe(2);
		await db().bulkDocs([{ ...(await db().get('doc0'))!, n: 1 }, { _id: 'neu' }]);
		expect(await pending({ since: seqs[3]!, limit: 3 })).toBe(4);
		expect(await pending({ limit: 4 })).toBe(6);
		const { _rev } = (await db().get('doc8'))!;
		await db().purge({ doc8: [_rev] });
		expect(await pending({ since: seqs[3]!, limit: 3 })).toBe(3);
		expect(await pending({ limit: 4 })).toBe(5);
		expect(await pending({ descending: true, since: seqs[5]!, limit: 3 })).toBe(1);
		expect(await pending({ descending: true, limit: 4 })).toBe(5);
	});

	test('changes descending go on downwards', async () => {
		for (const n of [1, 2, 3]) await db().bulkDocs([{ _id: `doc${n}` }]);
		const first = await db().changes({ descending: true, limit: 2 });
		expect(first.results.map(({ id }) => id)).toEqual(['doc3', 'doc2']);
		expect(first.pending).toBe(1);
		const rest = await db().changes({ descending: true, since: first.last_seq });
		expect([rest.results.map(({ id }) => id), rest.pending]).toEqual([['doc1'], 0]);
		expect(await db().changes({ descending: true, limit: 0 })).toMatchObject({ results: [], pending: 3 });
	});

	test('local documents are listed, by range and by keys', async () => {
		for (const id of ['b', 'a', 'c']) await db().putLocal(id, { is: id }, undefined);
		const listed = async (options = {}) => (await db().localDocs(options)).rows.map(({ key }) => key);
		expect(await listed()).toEqual(['_local/a', '_local/b', '_local/c']);
		expect(await listed({ startkey: '_local/b', endkey: '_local/c', inclusiveEnd: false })).toEqual(['_local/b']);
		expect(await listed({ startkey: '_', endkey: 'a' }), 'all of them are between').toEqual(await listed());
		expect(await listed({ startkey: 'a' })).toEqual([]);
		expect(await listed({ startkey: '_', descending: true })).toEqual([]);
		expect(await listed({ descending: true, limit: 1, skip: 1 })).toEqual(['_local/b']);
		expect((await db().localDocs({ keys: ['_local/c', '_local/x', 'a'], includeDocs: true })).rows).toMatchObject([
			{ id: '_local/c', value: { rev: '0-1' }, doc: { _id: '_local/c', is: 'c' } },
			{ key: '_local/x', error: 'not_found' },
			{ key: 'a', error: 'not_found' }
		]);
	});
}
