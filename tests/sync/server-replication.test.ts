import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { openReplica, remoteOf } from './server-replicas.ts';
import { decision, EIGHT_HOURS, event, openServer, type TestServer, Visitor } from './server-rig.ts';

const open: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

async function start(options: Parameters<typeof openServer>[0] = {}): Promise<TestServer> {
	const server = await openServer(options);
	open.push(server.close);
	return server;
}
const replica = () => {
	const local = openReplica();
	open.push(() => local.destroy());
	return local;
};
type Body = { title: { de: string }; note?: string };
const deskOf = async (server: TestServer | { current: TestServer }, name: 'mia' | 'sam' = 'mia') => {
	const visitor = await new Visitor(server).signIn(name);
	return { visitor, local: replica(), remote: remoteOf(visitor, 'hafencity-public'), desk: remoteOf(visitor, 'hafencity-desk') };
};

describe('S3 replication with PouchDB', () => {
	test('both ways between two desks, public and desk, tombstones too', async () => {
		const server = await start();
		const [one, two] = [await deskOf(server, 'mia'), await deskOf(server, 'sam')];
		await one.local.bulkDocs([event('a'), event('b')]);
		expect(await one.local.replicate.to(one.remote)).toMatchObject({ ok: true, docs_written: 2, doc_write_failures: 0 });
		expect(await two.local.replicate.from(two.remote)).toMatchObject({ ok: true, docs_written: 2 });

		await two.local.remove(await two.local.get('event:a'));
		await two.local.put({ ...(await two.local.get<Body>('event:b')), title: { de: 'Neu' } });
		await two.local.sync(two.remote);
		await one.local.sync(one.remote);
		expect((await one.local.get<Body>('event:b')).title.de).toBe('Neu');
		await expect(one.local.get('event:a')).rejects.toMatchObject({ status: 404, reason: 'deleted' });

		const desk = replica();
		await desk.put(decision('1'));
		await desk.replicate.to(one.desk);
		expect((await two.desk.allDocs()).rows.map(({ id }) => id)).toEqual(['decision:1']);
	});

	test('S3.4 whatever order revisions come in, with however much of their history, the tree is that of PouchDB', async () => {
		const server = await start();
		const [theirs, ours] = [replica(), (await server.store.database('hafencity-public'))!];
		// A revision is named by the way to it: `2-ab` follows `1-a`. `kept` is how much of its history comes along.
		const push = fc.record({ way: fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 5 }), kept: fc.integer({ min: 1, max: 5 }), deleted: fc.boolean() });
		const inPieces = ['bba', 'bbbba', 'bbbaa'].map((way, index) => ({ way, kept: index < 2 ? 3 : 4, deleted: false }));
		let id = 0;
		await fc.assert(
			fc.asyncProperty(fc.array(push, { minLength: 1, maxLength: 8 }), async (pushes) => {
				const _id = `event:tree${id++}`;
				for (const { way, kept, deleted } of pushes) {
					const ids = Array.from({ length: Math.min(kept, way.length) }, (_, back) => way.slice(0, way.length - back));
					const doc = { _id, _rev: `${way.length}-${way}`, _revisions: { start: way.length, ids }, ...(deleted ? { _deleted: true } : { way }) };
					await theirs.bulkDocs([doc], { new_edits: false });
					await ours.bulkDocs([doc], { newEdits: false });
				}
				const options = { revs: true, conflicts: true };
				const rev = (await theirs.allDocs({ keys: [_id] })).rows[0]!.value.rev;
				// PouchDB can list a leaf twice that came in pieces.
				const inOrder = (doc: object) => ('_conflicts' in doc ? { ...doc, _conflicts: [...new Set(doc._conflicts as string[])].sort() } : doc);
				expect(inOrder((await ours.get(_id, options))!)).toEqual(inOrder(await theirs.get(_id, { ...options, rev })));
				const leaves = [...new Set((await theirs.get(_id, { open_revs: 'all' })).map(({ ok }) => ok._rev))].sort();
				expect((await ours.openRevisions(_id, 'all')).map((leaf) => ('ok' in leaf ? leaf.ok._rev : leaf)).sort()).toEqual(leaves);
				for (const leaf of leaves) await ours.bulkDocs([{ _id, _rev: leaf, _deleted: true }]);
				expect(await ours.get(_id), 'every branch can be ended').toMatchObject({ _deleted: true });
			}),
			{ numRuns: 300, examples: [[inPieces]] }
		);
	});

	test('two edit the same document: server and replicas choose the same winner, the loser stays readable', async () => {
		const server = await start();
		const [one, two] = [await deskOf(server), await deskOf(server)];
		await one.local.put(event('a'));
		await one.local.replicate.to(one.remote);
		await two.local.replicate.from(two.remote);
		for (const [at, note] of [[one, 'eins'], [two, 'zwei']] as const) await at.local.put({ ...(await at.local.get('event:a')), note });
		await one.local.sync(one.remote);
		await two.local.sync(two.remote);
		await one.local.sync(one.remote);

		const [a, b, c] = await Promise.all([one.local, two.local, one.remote].map((db) => db.get<Body>('event:a', { conflicts: true })));
		expect(a).toEqual(b);
		expect(c).toEqual(a);
		expect(a!._conflicts).toHaveLength(1);
		const loser = await one.remote.get<Body>('event:a', { rev: a!._conflicts![0]! });
		expect(new Set([loser.note, a!.note])).toEqual(new Set(['eins', 'zwei']));
	});

	test('five hundred documents in batches, and again costs nothing', async () => {
		const server = await start();
		const { local, remote } = await deskOf(server);
		await local.bulkDocs(Array.from({ length: 500 }, (_, n) => event(`n${n}`)));
		await local.replicate.to(remote);
		const other = replica();
		expect((await other.replicate.from(remote)).docs_written).toBe(500);
		expect((await other.replicate.from(remote)).docs_read).toBe(0);
		expect((await other.replicate.to(remote)).docs_written).toBe(0);
		expect((await remote.info()).doc_count).toBe(500);
	});

	test('S3.7 a live feed brings what happens, and only one request waits meanwhile', async () => {
		const server = await start();
		const { visitor, local, remote } = await deskOf(server);
		const arrived = Promise.withResolvers<string>();
		const paused = Promise.withResolvers<void>();
		const feed = local.replicate.from(remote, { live: true });
		feed.on('change', ({ docs }) => arrived.resolve(docs[0]!._id));
		feed.on('paused', () => paused.resolve());
		await paused.promise;
		await new Visitor(server).signIn('sam').then((sam) => sam.send('PUT', '/db/hafencity-public/event:live', event('live')));
		expect(await arrived.promise).toBe('event:live');
		const ended = new Promise((resolve) => feed.on('complete', resolve));
		feed.cancel();
		await ended;
		expect(visitor.asked.filter((line) => line.endsWith('_changes')).length).toBeLessThan(6);
	});

	test('S2.6 a refused document names its field; the others of its batch are written', async () => {
		const server = await start();
		const { local, remote } = await deskOf(server);
		await local.bulkDocs([event('good'), event('bad', { durationMinutes: 'lang' }), { _id: 'quatsch:1', kind: 'quatsch' }]);
		const denied: unknown[] = [];
		const result = await local.replicate.to(remote).on('denied', (error) => denied.push(error));
		expect(result.docs_written).toBe(1);
		expect(JSON.stringify(denied)).toContain('durationMinutes: This value has the wrong form.');
		expect(JSON.stringify(denied)).toContain('_id: ');
		expect((await remote.allDocs()).rows.map(({ id }) => id)).toEqual(['event:good']);
	});

	test('S2.4 a session that ended parks everything, and nothing is stranded after signing in again', async () => {
		const server = await start();
		const { visitor, local, remote } = await deskOf(server);
		await local.put(event('before'));
		await local.sync(remote);
		server.clock.now += EIGHT_HOURS + 1000;
		await local.bulkDocs([event('meanwhile'), { ...(await local.get('event:before')), note: 'geändert' }]);
		await expect(local.sync(remote)).rejects.toMatchObject({ status: 401 });
		const row = await server.store.database('hafencity-public').then((db) => db!.get('event:meanwhile'));
		expect(row, 'nothing was touched').toBeUndefined();

		await visitor.signIn('mia');
		await local.sync(remote);
		expect((await remote.allDocs()).rows.map(({ id }) => id)).toEqual(['event:before', 'event:meanwhile']);
		expect((await remote.get<Body>('event:before')).note).toBe('geändert');
	});

	test('a session in use goes on, one that is not used ends', async () => {
		const server = await start();
		const visitor = await new Visitor(server).signIn('mia');
		for (let hours = 0; hours < 24; hours += 4) {
			server.clock.now += EIGHT_HOURS / 2;
			expect((await visitor.fetch('/db/hafencity-desk')).status, `${hours} h`).toBe(200);
		}
		server.clock.now += EIGHT_HOURS + 1000;
		expect((await visitor.fetch('/db/hafencity-desk')).status).toBe(401);
	});

	test('the server restarts: the session holds and replication resumes from its checkpoint', async () => {
		const folder = mkdtempSync(join(tmpdir(), 'restart-'));
		open.push(() => rmSync(folder, { recursive: true }));
		const path = join(folder, 'x.sqlite');
		const current = { current: await openServer({ path }) };
		const { visitor, local, remote } = await deskOf(current);
		await local.bulkDocs([event('a'), event('b')]);
		await local.sync(remote);

		await current.current.close();
		current.current = await openServer({ path });
		open.push(() => current.current.close());
		visitor.asked.length = 0;
		await local.put(event('c'));
		const { push, pull } = await local.sync(remote);
		expect(push).toMatchObject({ docs_read: 1, docs_written: 1 });
		expect(pull).toMatchObject({ docs_written: 0 });
		expect(visitor.asked.filter((line) => line.includes('_revs_diff'))).toHaveLength(1);
	});

	test('S2.8 somebody without an account reads public, resumes, and cannot write or see the desk', async () => {
		const server = await start();
		const { local, remote } = await deskOf(server);
		await local.put(event('a'));
		await local.replicate.to(remote);
		const visitor = new Visitor(server);
		const reader = replica();
		expect((await reader.replicate.from(remoteOf(visitor, 'hafencity-public'))).docs_written).toBe(1);
		await local.put(event('b'));
		await local.replicate.to(remote);
		expect(await reader.replicate.from(remoteOf(visitor, 'hafencity-public')), 'resumes').toMatchObject({ docs_read: 1, docs_written: 1 });
		await reader.put(event('c'));
		await expect(reader.replicate.to(remoteOf(visitor, 'hafencity-public'))).rejects.toMatchObject({ status: 401 });
		await expect(reader.replicate.from(remoteOf(visitor, 'hafencity-desk'))).rejects.toMatchObject({ status: 401 });
	});
});
