import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { leavesOf } from '../../sync-server/store/revision-tree.ts';
import type { Database, IncomingDoc, Store } from '../../sync-server/store/store.ts';
import { replicated, revision } from './revisions.ts';
import { attachmentsContract } from './store-attachments.ts';
import { mangoContract } from './store-mango.ts';
import { upkeepContract } from './store-upkeep.ts';

/**
 * An engine under test: `open` opens the same data again each time it is called, `remove` forgets it. `keeps`: it outlives the
 * store. `isOwn`: it is not CouchDB, where what a deleted document said is gone only when it is compacted, and attachments
 * that come packed are packed anew.
 */
export type Engine = { open: () => Promise<Store>; remove: () => Promise<void>; keeps: boolean; isOwn: boolean };

/** What every engine must do (`store.ts`), whatever keeps the documents. */
export function storeContract(name: string, engine: () => Promise<Engine>) {
	describe(name, () => {
		let under: Engine;
		let store: Store;
		let db: Database;

		beforeEach(async () => {
			under = await engine();
			store = await under.open();
			await store.create('one');
			db = (await store.database('one'))!;
		});
		afterEach(async () => {
			await store.close();
			await under.remove();
		});
		const push = (...docs: IncomingDoc[]) => db.bulkDocs(docs, { newEdits: false });

		test('databases are made once, named, and removed', async () => {
			expect(await store.create('one')).toBe(false);
			expect(await store.create('two')).toBe(true);
			expect((await store.names()).filter((name) => /^(one|two)$/.test(name))).toEqual(['one', 'two']);
			expect(await store.remove('two')).toBe(true);
			expect(await store.remove('two')).toBe(false);
			expect(await store.database('two')).toBeUndefined();
			expect(await db.info()).toMatchObject({ db_name: 'one', doc_count: 0, doc_del_count: 0, update_seq: expect.stringMatching(/^0-[0-9a-f]+/) });
		});

		test('a document is written, read, changed and deleted over the revision it names', async () => {
			const [first] = await db.bulkDocs([{ _id: 'a', text: 'eins', deep: { list: [1, null, 'ü'] } }]);
			expect(first).toMatchObject({ ok: true, id: 'a', rev: expect.stringMatching(/^1-[0-9a-f]{32}$/) });
			const read = await db.get('a');
			expect(read).toEqual({ _id: 'a', _rev: read!._rev, text: 'eins', deep: { list: [1, null, 'ü'] } });

			const [second] = await db.bulkDocs([{ ...read!, text: 'zwei' }]);
			expect(second).toMatchObject({ ok: true, rev: expect.stringMatching(/^2-/) });
			const [stale] = await db.bulkDocs([{ ...read!, text: 'drei' }]);
			expect(stale).toMatchObject({ id: 'a', error: 'conflict' });
			const [blind] = await db.bulkDocs([{ _id: 'a', text: 'vier' }]);
			expect(blind).toMatchObject({ error: 'conflict' });
			const [absent] = await db.bulkDocs([{ _id: 'nie', _rev: revision(1, 'a') }]);
			expect(absent).toMatchObject({ error: 'conflict' });
			expect((await db.get('a', { rev: read!._rev, revs: true }))?.text, 'an ancestor stays readable for merging').toBe('eins');

			const winner = (await db.get('a'))!;
			await db.bulkDocs([{ _id: 'a', _rev: winner._rev, _deleted: true }]);
			expect(await db.get('a')).toMatchObject({ _deleted: true, _rev: expect.stringMatching(/^3-/) });
			expect(await db.info()).toMatchObject({ doc_count: 0, doc_del_count: 1 });
			if (under.isOwn) expect(await db.get('a', { rev: winner._rev }), 'what was deleted is gone').toBeUndefined();

			const { _rev } = (await db.get('a'))!;
			const guard = () => ({ error: 'forbidden', reason: 'is not asked about what cannot be but a conflict' });
			for (const over of [{ text: 'neu' }, { _deleted: true as const }]) {
				expect(await db.bulkDocs([{ _id: 'a', _rev, ...over }]), 'S3.16').toMatchObject([{ error: 'conflict' }]);
				expect(await db.bulkDocs([{ _id: 'a', _rev, ...over }], { guard })).toMatchObject([{ error: 'conflict' }]);
			}
			expect(await db.bulkDocs([{ _id: 'a', text: 'neu' }], { guard })).toMatchObject([{ error: 'forbidden' }]);
			expect(await db.bulkDocs([{ _id: 'a', _deleted: true }])).toMatchObject([{ error: 'conflict' }]);
			const [again] = await db.bulkDocs([{ _id: 'a', text: 'neu' }]);
			expect(again).toMatchObject({ ok: true, rev: expect.stringMatching(/^[4-9]-/) });
			expect(await db.info()).toMatchObject({ doc_count: 1, doc_del_count: 0 });
		});

		test('a batch answers one row per document in order, and what one guard refuses does not stop the others', async () => {
			await db.bulkDocs([{ _id: 'b', n: 1 }]);
			const rows = await db.bulkDocs([{ _id: 'a' }, { _id: 'b' }, { _id: 'c' }, { _id: 'c' }], {
				guard: (doc, winner) => (doc._id === 'a' ? { error: 'forbidden', reason: `no ${winner?._rev}` } : undefined)
			});
			expect(rows.map(({ id }) => id)).toEqual(['a', 'b', 'c', 'c']);
			expect(rows.map((row) => ('error' in row ? row.error : 'ok'))).toEqual(['forbidden', 'conflict', 'ok', 'conflict']);
			expect(await db.get('a')).toBeUndefined();
		});

		test('the guard sees the winner, and is not asked about a known revision', async () => {
			await push(replicated('a', ['x'], { n: 1 }));
			const seen: unknown[] = [];
			const guard = (doc: IncomingDoc, winner: unknown) => (seen.push([doc.n, winner]), undefined);
			await db.bulkDocs([replicated('a', ['x'], { n: 1 }), replicated('a', ['y', 'x'], { n: 2 })], { newEdits: false, guard });
			expect(seen).toEqual([[2, { _id: 'a', _rev: revision(1, 'x'), n: 1 }]]);
		});

		test('S3.4 new_edits: false merges the whole path, is idempotent and never conflicts', async () => {
			await push(replicated('a', ['c', 'b', 'a'], { n: 3 }));
			const { update_seq } = await db.info();
			expect(await push(replicated('a', ['c', 'b', 'a'], { n: 3 }))).toEqual([{ id: 'a', rev: revision(3, 'c'), ok: true }]);
			expect((await db.info()).update_seq, 'nothing new was learned').toBe(update_seq);

			await push(replicated('a', ['d', 'b', 'a'], { n: 4 }));
			const doc = await db.get('a', { revs: true, conflicts: true });
			expect(doc).toMatchObject({ n: 4, _conflicts: [revision(3, 'c')], _revisions: { start: 3, ids: ['d', 'b', 'a'].map((h) => h.padEnd(32, h)) } });
			expect((await db.get('a', { rev: revision(3, 'c') }))?.n, 'the loser stays readable').toBe(3);
			expect((await db.info()).doc_count).toBe(1);
		});

		test('a deleted leaf loses to one that lives, and its document lives on', async () => {
			await push(replicated('a', ['a'], { n: 1 }), replicated('a', ['c', 'b', 'a'], { _deleted: true }), replicated('a', ['d', 'a'], { n: 2 }));
			expect(await db.get('a')).toMatchObject({ n: 2, _rev: revision(2, 'd') });
			expect(await db.info()).toMatchObject({ doc_count: 1, doc_del_count: 0 });
			expect((await db.changes({ style: 'all_docs' })).results).toMatchObject([{ id: 'a', changes: [{ rev: revision(2, 'd') }, { rev: revision(3, 'c') }] }]);
		});

		test('a tombstone for an unknown document and a path with unknown parents are taken', async () => {
			await push(replicated('a', ['b', 'a'], { _deleted: true }), { _id: 'b', _rev: revision(7, 'b'), n: 1 });
			expect(await db.get('a')).toMatchObject({ _deleted: true });
			expect(await db.get('b', { revs: true })).toMatchObject({ n: 1, _revisions: { start: 7, ids: [''.padEnd(32, 'b')] } });
		});

		test('a revision that came in pieces of its history is no conflict of itself', async () => {
			const inPieces = (hashes: string[], kept: number) => {
				const { _revisions, ...doc } = replicated('a', hashes, { n: hashes.length });
				const { start, ids } = _revisions as { start: number; ids: string[] };
				return { ...doc, _revisions: { start, ids: ids.slice(0, kept) } };
			};
			await push(inPieces(['c', 'b', 'a'], 3), inPieces(['e', 'd', 'y', 'b', 'a'], 3), inPieces(['f', 'd', 'y', 'b', 'a'], 4));
			const leaves = [revision(5, 'f'), revision(5, 'e'), revision(3, 'c')];
			expect(await db.get('a', { conflicts: true })).toMatchObject({ _rev: leaves[0], _conflicts: leaves.slice(1) });
			expect((await db.changes({ style: 'all_docs' })).results[0]?.changes.map(({ rev }) => rev)).toEqual(leaves);
			for (const rev of leaves.slice(1)) await db.bulkDocs([{ _id: 'a', _rev: rev, _deleted: true }]);
			expect(await db.get('a', { conflicts: true }), 'settled like any other').toEqual({ _id: 'a', _rev: leaves[0], n: 5 });
			await db.bulkDocs([{ _id: 'a', _rev: leaves[0]!, _deleted: true }]);
			expect(await db.get('a')).toMatchObject({ _deleted: true });
		});

		test('a conflict is settled by deleting the losing leaf', async () => {
			await push(replicated('a', ['a'], { n: 1 }), replicated('a', ['b'], { n: 2 }));
			const rows = await db.bulkDocs([{ _id: 'a', _rev: revision(1, 'a'), _deleted: true }]);
			expect(rows).toMatchObject([{ ok: true }]);
			const settled = await db.get('a', { conflicts: true });
			expect(settled).toEqual({ _id: 'a', _rev: revision(1, 'b'), n: 2 });
		});

		test('open revisions: all leaves, those asked for, and with latest the leaf that superseded one', async () => {
			await push(replicated('a', ['a'], { n: 1 }), replicated('a', ['b', 'a'], { n: 2 }), replicated('a', ['c', 'b', 'a'], { n: 3 }), replicated('a', ['d', 'a'], { n: 4 }));
			expect(await db.openRevisions('a', 'all')).toMatchObject([{ ok: { n: 3 } }, { ok: { n: 4 } }]);
			expect(await db.openRevisions('a', [revision(2, 'b'), revision(9, 'x')])).toMatchObject([{ ok: { n: 2 } }, { missing: revision(9, 'x') }]);
			expect(await db.openRevisions('a', [revision(2, 'b')], { latest: true, revs: true })).toMatchObject([{ ok: { n: 3, _revisions: { start: 3 } } }]);
			expect(await db.openRevisions('nie', [revision(1, 'a')], { latest: true })).toEqual([{ missing: revision(1, 'a') }]);
			expect(await db.openRevisions('nie', 'all')).toEqual([]);
		});

		test('revsDiff tells what is missing and leaves out what is known', async () => {
			await push(replicated('a', ['b', 'a'], {}));
			const missing = await db.revsDiff({ a: [revision(1, 'a'), revision(2, 'b'), revision(3, 'c')], b: [revision(1, 'x')], c: [] });
			expect(missing).toEqual({ a: { missing: [revision(3, 'c')], possible_ancestors: [revision(2, 'b')] }, b: { missing: [revision(1, 'x')] } });
		});

		test('S3.5 changes: one row per document, its latest, page by page', async () => {
			for (const n of [1, 2, 3]) await db.bulkDocs([{ _id: `doc${n}`, n }]);
			await db.bulkDocs([{ ...(await db.get('doc1'))!, n: 9 }]);
			const ids = async (options = {}) => (await db.changes(options)).results.map(({ id }) => id);
			expect(await ids()).toEqual(['doc2', 'doc3', 'doc1']);
			expect(await ids({ descending: true, limit: 1 })).toEqual(['doc1']);

			const first = await db.changes({ limit: 2 });
			expect(first).toMatchObject({ pending: 1, last_seq: first.results[1]!.seq });
			const rest = await db.changes({ since: first.last_seq, includeDocs: true });
			expect(rest).toMatchObject({ pending: 0, results: [{ id: 'doc1', doc: { n: 9 } }] });
			expect(await db.changes({ since: 'now' })).toMatchObject({ results: [], last_seq: expect.stringMatching(new RegExp(`^${Number.parseInt(rest.last_seq, 10)}-`)) });
			expect(await db.changes({ since: first.last_seq, limit: 0 })).toMatchObject({ results: [], last_seq: first.last_seq, pending: 1 });
		});

		test('S3.2 a foreign seq and one of an earlier life count as 0', async () => {
			await db.bulkDocs([{ _id: 'a' }]);
			const { update_seq } = await db.info();
			for (const since of ['0', '1-abcdef', '7', 'quatsch', '1-12345.g1AAAA']) expect((await db.changes({ since })).results, since).toHaveLength(1);
			await store.remove('one');
			await store.create('one');
			const reborn = (await store.database('one'))!;
			await reborn.bulkDocs([{ _id: 'b' }]);
			expect((await reborn.changes({ since: update_seq })).results).toMatchObject([{ id: 'b' }]);
		});

		test('allDocs: by range, by keys, with deleted and unknown ones as CouchDB tells them', async () => {
			await db.bulkDocs(['a', 'b', 'c', 'd'].map((_id) => ({ _id, n: _id })));
			await db.bulkDocs([{ ...(await db.get('d'))!, _deleted: true }]);
			const ids = async (options = {}) => (await db.allDocs(options)).rows.map(({ key }) => key);
			expect(await ids()).toEqual(['a', 'b', 'c']);
			expect(await ids({ startkey: 'b' })).toEqual(['b', 'c']);
			expect(await ids({ startkey: 'a', endkey: 'b', inclusiveEnd: false })).toEqual(['a']);
			expect(await ids({ startkey: 'c', endkey: 'a', descending: true, inclusiveEnd: false })).toEqual(['c', 'b']);
			expect(await ids({ skip: 1, limit: 1 })).toEqual(['b']);
			expect(await db.allDocs({ keys: ['d', 'x', 'a'], includeDocs: true })).toMatchObject({
				total_rows: 3,
				rows: [
					{ key: 'd', value: { deleted: true }, doc: null },
					{ key: 'x', error: 'not_found' },
					{ key: 'a', id: 'a', doc: { n: 'a' } }
				]
			});
		});

		test('local documents are apart, and compare revisions', async () => {
			expect(await db.getLocal('point')).toBeUndefined();
			expect(await db.putLocal('point', { last_seq: '5-x' }, undefined)).toBe('0-1');
			expect(await db.putLocal('point', {}, undefined)).toBeUndefined();
			expect(await db.putLocal('point', {}, '0-7')).toBeUndefined();
			expect(await db.putLocal('point', { last_seq: '6-x' }, '0-1')).toBe('0-2');
			expect(await db.getLocal('point')).toEqual({ _id: '_local/point', _rev: '0-2', last_seq: '6-x' });
			expect((await db.changes()).results).toEqual([]);
			expect(await db.deleteLocal('point')).toBe(true);
			expect(await db.deleteLocal('point')).toBe(false);
		});

		test('whoever watches is woken by writes of any handle, and not after they stopped', async () => {
			let woken = 0;
			const next = Promise.withResolvers<void>();
			const stop = db.watch(() => (woken++, next.resolve()));
			await (await store.database('one'))!.bulkDocs([{ _id: 'a' }]);
			await next.promise;
			stop();
			const before = woken;
			await db.bulkDocs([{ _id: 'b' }]);
			await new Promise(setImmediate);
			expect(woken).toBe(before);
		});

		upkeepContract(() => db);
		attachmentsContract(() => db, () => under.isOwn);
		mangoContract(() => db);

		test('opened again: same uuid, same generation, same documents', async () => {
			if (!under.keeps) return;
			await push(replicated('a', ['b', 'a'], { n: 1 }));
			const before = [store.uuid, await db.info(), await db.get('a', { revs: true })];
			await store.close();
			store = await under.open();
			const reopened = (await store.database('one'))!;
			expect([store.uuid, await reopened.info(), await reopened.get('a', { revs: true })]).toEqual(before);
		});

		test('replicas agree, in whatever order revisions arrive', async () => {
			const paths = [['a'], ['b', 'a'], ['c', 'a'], ['d', 'b', 'a'], ['e', 'b', 'a'], ['f', 'c', 'a'], ['g']];
			const docs = paths.map((path, n) => replicated('doc', path, n === 3 || n === 6 ? { _deleted: true } : { n }));
			const leaves = async (at: Database) => (await at.changes({ style: 'all_docs' })).results[0]!.changes;
			await push(...docs);
			const expected = await leaves(db);
			let run = 0;
			await fc.assert(
				fc.asyncProperty(fc.shuffledSubarray(docs, { minLength: docs.length }), async (order) => {
					const other = `run${run++}`;
					await store.create(other);
					const at = (await store.database(other))!;
					for (const doc of order) await at.bulkDocs([structuredClone(doc)], { newEdits: false });
					expect(await leaves(at)).toEqual(expected);
				}),
				{ numRuns: 30 }
			);
		});
	});
}

test('leaves are ranked as CouchDB ranks them', () => {
	const node = (hash: string, deleted = false) => [hash, { status: 'available' as const, ...(deleted && { deleted }) }, []] satisfies [string, object, []];
	const tree = [
		{ pos: 1, ids: node('z') },
		{ pos: 2, ids: node('a') },
		{ pos: 2, ids: node('b') },
		{ pos: 9, ids: node('c', true) }
	];
	expect(leavesOf(tree).map(({ rev }) => rev)).toEqual(['2-b', '2-a', '1-z', '9-c']);
});
