import { afterEach, expect, test } from 'vitest';
import { openReplica, remoteOf } from './server-replicas.ts';
import { openScratch } from './scratch.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

/** A replica, and the administrator's database as PouchDB reaches it. */
async function pair() {
	const scratch = await openScratch();
	open.push(scratch.close);
	const fetch = (path: string, { method = 'GET', body, headers }: RequestInit = {}) =>
		scratch.raw(method, new URL(path).pathname.slice('/db'.length) + new URL(path).search, body ?? undefined, headers as Record<string, string>);
	const replica = () => {
		const local = openReplica();
		open.push(() => local.destroy());
		return local;
	};
	return { scratch, remote: remoteOf({ fetch: fetch as Parameters<typeof remoteOf>[0]['fetch'] }, 'scratch'), one: replica(), two: replica() };
}
const leaves = async (db: ReturnType<typeof openReplica>, id: string) => (await db.get(id, { open_revs: 'all' })).map(({ ok }) => ok).sort((a, b) => (a._rev < b._rev ? -1 : 1));

test('S3.4, S3.13 PouchDB both ways: any ids, conflicts settled and open, tombstones with what they keep', async () => {
	const { scratch, remote, one, two } = await pair();
	await one.bulkDocs([{ _id: '_design/x', language: 'javascript' }, { _id: 'ü/ä', n: 1 }, { _id: 'a', n: 1 }, { _id: 'b', n: 1 }]);
	await two.bulkDocs([{ _id: 'a', n: 2 }, { _id: 'b', n: 2 }]);
	for (const local of [one, two, one]) expect(await local.sync(remote)).toMatchObject({ push: { ok: true, doc_write_failures: 0 }, pull: { ok: true } });
	const both = await leaves(one, 'a');
	expect(both).toMatchObject([{ _id: 'a' }, { _id: 'a' }]);
	expect(await leaves(two, 'a')).toEqual(both);
	expect(await leaves(remote, 'a')).toEqual(both);

	const { _conflicts } = await one.get('b', { conflicts: true });
	await one.remove({ _id: 'b', _rev: _conflicts![0]! });
	const { _rev } = await two.get('a');
	await two.put({ _id: 'a', _rev, _deleted: true, why: 'old' });
	for (const local of [one, two, one]) await local.sync(remote);
	const tombstones = await leaves(remote, 'a');
	expect(tombstones.find((leaf) => leaf._deleted)).toMatchObject({ why: 'old' });
	for (const local of [one, two]) {
		expect(await leaves(local, 'a')).toEqual(tombstones);
		expect((await local.get('b', { conflicts: true }))._conflicts).toBeUndefined();
		expect(await local.get('ü/ä')).toMatchObject({ n: 1 });
	}
	expect(await scratch.db('GET', '')).toMatchObject([200, { doc_count: 4, doc_del_count: 0 }]);
});
