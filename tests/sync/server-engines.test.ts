import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import { openQuarter } from '../../sync-server/context.ts';
import { startRegistrar } from '../../sync-server/registrar/registrar.ts';
import { plantStarter } from '../../sync-server/starter/plant.ts';
import { openMemory } from '../../sync-server/store/memory.ts';
import type { IncomingDoc, Store } from '../../sync-server/store/store.ts';
import { couchPeer } from '../contract/couch-peer.ts';
import { askFor, decisionFor, everything, places, requestFor, writeAll } from '../fixtures/quarter.ts';
import { openReplica, remoteOf } from './server-replicas.ts';
import { event, ORIGIN, openServer, people, type TestServer, Visitor } from './server-rig.ts';

/** Hundreds of requests each, on a machine where others work too. */
vi.setConfig({ testTimeout: 60_000 });

const open: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
	for (const close of open.splice(0).reverse()) await close();
});

/** How to open what is kept once more, as another server would; memory is kept by one process only. */
const engines: [name: string, begin: () => Promise<() => Promise<{ store: Store; secret: string }>>][] = [
	['memory', async () => (store => async () => ({ store, secret: 'one process' }))(openMemory())],
	[
		'CouchDB',
		async () => {
			const peer = await couchPeer();
			open.push(peer.close);
			return peer.open;
		}
	]
];

async function startTwo(begin: (typeof engines)[number][1]): Promise<[TestServer, TestServer]> {
	const openStore = await begin();
	const servers = [await openServer(await openStore()), await openServer(await openStore())] as const;
	for (const server of servers) open.push(server.close);
	return [...servers];
}
const quarterOf = async ({ app }: TestServer) => (await openQuarter(app.context, 'hafencity'))!;

describe.each(engines)('two servers in front of one store: %s', (_, begin) => {
	test('S7.2 asked at one, confirmed by both, told by the other, in its snapshot', async () => {
		const [one, other] = await startTwo(begin);
		const { desk, public: shared } = await quarterOf(one);
		await writeAll(shared, places);
		const empty = await new Visitor(other).fetch('/api/hafencity/snapshot');
		const wanted = askFor({ date: '2026-12-01' });
		expect((await new Visitor(one).send('POST', '/api/hafencity/inbox', wanted)).status).toBe(201);
		expect((await new Visitor(other).send('POST', '/api/hafencity/inbox', wanted)).status).toBe(201);

		const registrars = [startRegistrar(one.app.context), startRegistrar(other.app.context)];
		open.push(() => Promise.all(registrars.map((registrar) => registrar.stop())));
		await writeAll(desk, [decisionFor(`request:${wanted.id}`)]);
		await Promise.all(registrars.map((registrar) => registrar.settled()));

		const told = await new Visitor(other).fetch(`/api/hafencity/receipts/${wanted.id}`, { headers: { Authorization: `Bearer ${wanted.receipt}` } });
		expect(await told.json()).toMatchObject({ state: 'confirmed' });
		await expect.poll(async () => (await (await new Visitor(other).fetch('/api/hafencity/snapshot')).text())).toContain(`request:${wanted.id}`);
		expect(await empty.text()).not.toContain(`request:${wanted.id}`);
	});

	test('S5.3 fifty confirmations of one slot, two registrars: one holds', async () => {
		const [one, other] = await startTwo(begin);
		const [{ desk, public: shared }, theirs] = [await quarterOf(one), await quarterOf(other)];
		await writeAll(shared, places);
		const registrars = [startRegistrar(one.app.context), startRegistrar(other.app.context)];
		open.push(() => Promise.all(registrars.map((registrar) => registrar.stop())));
		const requests = Array.from({ length: 50 }, (__, index) => requestFor({ date: '2026-12-01', from: index % 2 ? '19:00' : '20:00', to: index % 2 ? '20:30' : '21:30' }));
		await Promise.all(requests.map((request, index) => writeAll(index % 2 ? desk : theirs.desk, [request, decisionFor(request._id)])));
		await Promise.all(registrars.map((registrar) => registrar.settled()));

		const told = (await everything(desk, 'outcome')) as unknown as Outcome[];
		expect(told.map(({ result }) => result).sort()).toEqual(['confirmed', ...Array.from({ length: 49 }, () => 'taken')]);
		const day = await shared.get('occupancy:east-hall:2026-12-01', { conflicts: true });
		expect(day).toMatchObject({ slots: [{ request: told.find(({ result }) => result === 'confirmed')?.request }] });
		expect(day?._conflicts).toBeUndefined();
	});

	test('S7.2 whoever signed in at one is known at the other, and a new password ends it at both', async () => {
		const [one, other] = await startTwo(begin);
		const mia = await new Visitor(one).signIn('mia');
		mia.server.current = other;
		expect((await mia.fetch('/db/hafencity-desk')).status).toBe(200);

		const admin = { Authorization: `Basic ${btoa('admin:administrator-geheim')}` };
		const path = '/db/_users/org.couchdb.user:mia';
		const account = (await (await new Visitor(one).fetch(path, { headers: admin })).json()) as Record<string, unknown>;
		const { derived_key, salt, ...rest } = account;
		const changed = await new Visitor(one).send('PUT', path, { ...rest, password: 'ein ganz neues Passwort' }, admin);
		expect(changed.status).toBe(201);
		expect((await mia.fetch('/db/hafencity-desk')).status).toBe(401);
	});

	test('what is new starts once, also when two servers start at once', async () => {
		const [one, other] = await startTwo(begin);
		await Promise.all([plantStarter(one.app.context), plantStarter(other.app.context)]);
		const { public: shared, desk } = await quarterOf(other);
		const { doc_count } = await shared.info();
		expect(doc_count).toBeGreaterThan(100);
		expect((await shared.changes({ style: 'all_docs' })).results.filter(({ changes }) => changes.length > 1)).toEqual([]);
		const before = [doc_count, (await desk.info()).doc_count];
		await plantStarter(other.app.context);
		expect([(await shared.info()).doc_count, (await desk.info()).doc_count]).toEqual(before);
		const removed = await (await new Visitor(other).signIn('mia')).send('POST', '/api/hafencity/sample/removal', {});
		expect(((await removed.json()) as { removed: number }).removed).toBeGreaterThan(50);
	});

	test('S3.7 what one writes wakes whoever waits at the other', async () => {
		const [one, other] = await startTwo(begin);
		const mia = await new Visitor(one).signIn('mia');
		const waiting = await mia.fetch('/db/hafencity-public/_changes?feed=longpoll&since=0&heartbeat=10000&include_docs=true');
		await (await new Visitor(other).signIn('sam')).send('PUT', '/db/hafencity-public/event:a', event('a'));
		expect(await waiting.json()).toMatchObject({ results: [{ id: 'event:a', doc: { title: { de: 'Fest a' } } }] });
	});

	test('S3 two desks replicate by two servers: both ways, conflicts and tombstones', async () => {
		const [one, other] = await startTwo(begin);
		const sides = await Promise.all(
			([[one, 'mia'], [other, 'sam']] as const).map(async ([server, name]) => {
				const local = openReplica();
				open.push(() => local.destroy());
				return { local, remote: remoteOf(await new Visitor(server).signIn(name), 'hafencity-public') };
			})
		);
		const [mine, theirs] = [sides[0]!, sides[1]!];
		await mine.local.bulkDocs([event('a'), event('b'), event('c', { durationMinutes: 'lang' })]);
		expect(await mine.local.replicate.to(mine.remote)).toMatchObject({ docs_written: 2, doc_write_failures: 1 });
		expect(await theirs.local.replicate.from(theirs.remote)).toMatchObject({ docs_written: 2 });
		await theirs.local.remove(await theirs.local.get('event:b'));
		for (const [side, note] of [[mine, 'eins'], [theirs, 'zwei']] as const) await side.local.put({ ...(await side.local.get('event:a')), note });
		for (const side of [mine, theirs, mine]) await side.local.sync(side.remote);
		const [a, b, c] = await Promise.all([mine.local, theirs.local, mine.remote].map((db) => db.get<object>('event:a', { conflicts: true })));
		expect([b, c]).toEqual([a, a]);
		await expect(mine.local.get('event:b')).rejects.toMatchObject({ reason: 'deleted' });
		expect((await mine.local.replicate.from(mine.remote)).docs_read, 'goes on from its checkpoint').toBe(0);
	});
});

test('a quarter moves to a CouchDB by replication: nothing comes back, nothing is told anew, everybody goes on', async () => {
	const before = await openServer();
	open.push(before.close);
	await plantStarter(before.app.context);
	const admin = new Visitor(before);
	const gone = (await (await admin.fetch('/db/hafencity-public/_all_docs?startkey="service:"&limit=1')).json()) as { rows: { id: string; value: { rev: string } }[] };
	const mia = await new Visitor(before).signIn('mia');
	const { id, value } = gone.rows[0]!;
	expect((await mia.fetch(`/db/hafencity-public/${id}?rev=${value.rev}`, { method: 'DELETE' })).status).toBe(200);
	const request = requestFor({ date: '2026-12-01', room: 'room:sample-baakenpark-kueche' });
	const old = await quarterOf(before);
	await writeAll(old.desk, [request, decisionFor(request._id)]);
	const first = startRegistrar(before.app.context);
	await first.settled();
	await first.stop();
	const outcomes = (await everything(old.desk, 'outcome')).filter(({ sample }) => !sample);
	expect(outcomes).toMatchObject([{ request: request._id, result: 'confirmed' }]);

	const peer = await couchPeer();
	open.push(peer.close);
	const { store, secret } = await peer.open();
	const replicate = async (name: string) => {
		await store.create(name);
		const [from, to] = [(await before.store.database(name))!, (await store.database(name))!];
		for (const { id: doc, changes } of (await from.changes({ style: 'all_docs' })).results) {
			const leaves = await from.openRevisions(doc, changes.map(({ rev }) => rev), { revs: true, attachments: true });
			await to.bulkDocs(leaves.flatMap((leaf) => ('ok' in leaf ? [leaf.ok as IncomingDoc] : [])), { newEdits: false });
		}
	};
	for (const name of ['hafencity-public', 'hafencity-desk', '_users']) await replicate(name);

	const after = await openServer({ store, secret });
	open.push(after.close);
	await plantStarter(after.app.context);
	const second = startRegistrar(after.app.context);
	await second.settled();
	await second.stop();
	const now = await quarterOf(after);
	expect(await now.public.get(id)).toMatchObject({ _deleted: true });
	const revs = async (database: typeof now.public) => (await database.changes({ style: 'all_docs' })).results.map(({ id: doc, changes }) => `${doc} ${changes.map(({ rev }) => rev).join()}`).sort();
	expect(await revs(now.public)).toEqual(await revs(old.public));
	expect(await revs(now.desk)).toEqual(await revs(old.desk));
	expect((await (await new Visitor(after).signIn('mia')).fetch('/db/hafencity-desk')).status).toBe(200);
});
