import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type PouchDB from 'pouchdb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { copyStore } from '../../sync-server/keeping/copy.ts';
import { storeFile } from '../../sync-server/keeping/file.ts';
import { revive } from '../../sync-server/keeping/revive.ts';
import { forgetLost, isServersOwn } from '#lib/sync/lost.ts';
import { openReplica, remoteOf } from './server-replicas.ts';
import { Visitor, event, openServer, type TestServer } from './server-rig.ts';

vi.setConfig({ testTimeout: 60_000 });

const PUBLIC = 'hafencity-public';
let folder: string;
let at: { current: TestServer };
beforeEach(async () => {
	folder = mkdtempSync(join(tmpdir(), 'restored-'));
	at = { current: await openServer({ path: join(folder, 'first.sqlite') }) };
});
afterEach(async () => {
	await at.current.close();
	rmSync(folder, { recursive: true, force: true });
});

const copy = () => copyStore(join(folder, 'first.sqlite'), join(folder, 'copy'), { overwrite: true });

/** The server is lost; another one goes on from the copy. */
async function restore(): Promise<void> {
	await at.current.close();
	revive(join(folder, 'copy'), join(folder, 'second'));
	at.current = await openServer({ path: storeFile(join(folder, 'second')) });
}

/** Every document with all its leaves: equal on two sides means that they hold the same. */
async function leavesOf(db: PouchDB) {
	const { results } = await db.changes({ style: 'all_docs' });
	return Object.fromEntries(results.map(({ id, changes }) => [id, changes.map(({ rev }) => rev).sort()]));
}

/** Waits until a live replication has nothing to do and has said so to both sides. */
const idle = (live: ReturnType<PouchDB['replicate']['to']>) => new Promise<void>((resolve) => live.once('paused', () => resolve()));

test('S6.5 what a replica had pushed after the copy comes back, although its checkpoints say that it is there', async () => {
	const visitor = await new Visitor(at).signIn('sam');
	const [replica, remote] = [openReplica(), remoteOf(visitor, PUBLIC)];
	await replica.put(event('before'));
	const live = replica.replicate.to(remote, { live: true });
	await idle(live);
	await copy();
	const pushed = idle(live);
	await replica.put(event('after'));
	await pushed;
	expect(await remote.get('event:after')).toBeDefined();
	live.cancel();
	await replica.put(event('unpushed'));

	await restore();
	expect(await remote.get('event:after').catch((error: { status: number }) => error.status)).toBe(404);
	await replica.sync(remoteOf(visitor, PUBLIC));
	expect(Object.keys(await leavesOf(remote))).toEqual(expect.arrayContaining(['event:before', 'event:after', 'event:unpushed']));
	expect(await leavesOf(replica)).toEqual(await leavesOf(remote));
});

test('S6.5 a push that goes on over the restore, without starting anew, sends what was lost with its next start', async () => {
	const visitor = await new Visitor(at).signIn('sam');
	const [replica, remote] = [openReplica(), remoteOf(visitor, PUBLIC)];
	const live = replica.replicate.to(remote, { live: true });
	await idle(live);
	await copy();
	const pushed = idle(live);
	await replica.put(event('after'));
	await pushed;

	await restore();
	const more = idle(live);
	await replica.put(event('more'));
	await more;
	live.cancel();
	expect(Object.keys(await leavesOf(remote)), 'it believes that all is there').toEqual(['event:more']);
	await replica.sync(remoteOf(visitor, PUBLIC));
	expect(await leavesOf(remote)).toEqual(await leavesOf(replica));
});

test('S6.5 replicas ahead of the copy, behind it and with unpushed edits end up equal, and nothing any of them holds is lost', async () => {
	const visitors = await Promise.all([new Visitor(at).signIn('sam'), new Visitor(at).signIn('mia'), new Visitor(at).signIn('sam')]);
	const replicas = visitors.map((visitor) => ({ db: openReplica(), remote: () => remoteOf(visitor, PUBLIC) }));
	const syncAll = async () => {
		for (const { db, remote } of replicas) await db.sync(remote(), { batch_size: 3 });
	};
	const edit = async (db: PouchDB, id: string, set: object) => db.put({ ...(await db.get(id)), ...set });
	const [ahead, behind, offline] = replicas as [(typeof replicas)[0], (typeof replicas)[0], (typeof replicas)[0]];
	for (let n = 0; n < 10; n++) await ahead.db.put(event(`e${n}`));
	await syncAll();
	await syncAll();
	await copy();
	await edit(ahead.db, 'event:e1', { place: 'changed after the copy' });
	await ahead.db.remove(await ahead.db.get('event:e2'));
	await ahead.db.put(event('new-after'));
	await ahead.db.sync(ahead.remote());
	await edit(offline.db, 'event:e1', { place: 'changed offline' });
	await edit(offline.db, 'event:e3', { place: 'changed offline' });
	await offline.db.put(event('new-offline'));

	await restore();
	const server = await new Visitor(at).signIn('mia');
	await server.send('PUT', `/db/${PUBLIC}/event:new-here`, event('new-here'));
	await syncAll();
	await syncAll();
	const held = await leavesOf(remoteOf(server, PUBLIC));
	for (const { db } of replicas) expect(await leavesOf(db)).toEqual(held);
	expect(held['event:e1'], 'both edits').toHaveLength(2);
	expect(await ahead.db.get('event:e2').catch((error: { reason: string }) => error.reason)).toBe('deleted');
	for (const id of ['event:new-after', 'event:new-offline', 'event:new-here']) expect(await behind.db.get(id)).toBeDefined();
	expect(await behind.db.get('event:e3')).toMatchObject({ place: 'changed offline' });
});

test('S6.5, S3.2 whoever only reads is told of the new generation, however old the seq it asks with', async () => {
	const visitor = await new Visitor(at).signIn('sam');
	const reader = new Visitor(at);
	const changes = async (since: string) => (await (await reader.fetch(`/db/${PUBLIC}/_changes?since=${since}&limit=500`)).json()) as { results: { id: string }[]; last_seq: string };
	const generationOf = (seq: string) => seq.split('-')[1];
	for (const name of ['a', 'b', 'c']) await visitor.send('PUT', `/db/${PUBLIC}/event:${name}`, event(name));
	const early = await changes('0');
	await copy();
	await visitor.send('PUT', `/db/${PUBLIC}/event:lost`, event('lost'));
	const late = await changes(early.last_seq);
	expect(late.results.map(({ id }) => id)).toEqual(['event:lost']);

	await restore();
	for (const seq of [early.last_seq, late.last_seq]) {
		const page = await changes(seq);
		expect(page.results.map(({ id }) => id)).toEqual(['event:a', 'event:b', 'event:c']);
		expect(generationOf(page.last_seq), 'the mirror takes a snapshot').not.toBe(generationOf(seq));
	}
	const snapshot = (await (await reader.fetch('/api/hafencity/snapshot')).json()) as { seq: string; docs: { _id: string }[] };
	expect(snapshot.docs.map(({ _id }) => _id)).toEqual(['event:a', 'event:b', 'event:c']);
	expect((await changes(snapshot.seq)).results).toEqual([]);
});

/** A day's confirmed uses, as the registrar writes them. */
const occupancy = (date: string, ...requests: string[]) => ({
	_id: `occupancy:hall:${date}`,
	kind: 'occupancy',
	schema: 0,
	room: 'room:hall',
	date,
	slots: requests.map((name, at) => ({ request: `request:${name}`, from: `1${at}:00`, to: `1${at}:30` }))
});

test('S6.6 what only the server writes and has lost leaves the desk, and never wins over what the server says now', async () => {
	const visitor = await new Visitor(at).signIn('sam');
	const desk = openReplica();
	const serverWrites = async (doc: { _id: string }) => {
		const open = (await at.current.store.database(PUBLIC))!;
		const found = await open.get(doc._id);
		return open.bulkDocs([{ ...doc, ...(found && { _rev: found._rev }) }]);
	};
	const sync = async () => {
		const remote = remoteOf(visitor, PUBLIC);
		const gone: Promise<void>[] = [];
		await desk.replicate.to(remote).on('denied', (denied) => {
			const { id } = denied as unknown as { id: string };
			expect(isServersOwn(id)).toBe(true);
			gone.push(forgetLost(desk, remote, id));
		});
		await Promise.all(gone);
		await desk.replicate.from(remote);
	};
	await serverWrites(occupancy('2026-12-01', 'a'));
	await serverWrites(occupancy('2026-12-02', 'a'));
	await sync();
	await copy();
	for (const request of ['b', 'c']) await serverWrites(occupancy('2026-12-01', 'a', request));
	await serverWrites(occupancy('2026-12-03', 'lost'));
	await sync();
	await desk.put(event('mine'));

	await restore();
	await serverWrites(occupancy('2026-12-01', 'a', 'd'));
	await sync();
	await sync();
	expect(await desk.get('occupancy:hall:2026-12-01')).toMatchObject(occupancy('2026-12-01', 'a', 'd'));
	expect(await desk.get('occupancy:hall:2026-12-02')).toMatchObject(occupancy('2026-12-02', 'a'));
	expect(await desk.get('occupancy:hall:2026-12-03').catch((error: { reason: string }) => error.reason)).toBe('deleted');
	expect(await remoteOf(visitor, PUBLIC).get('event:mine')).toBeDefined();
	expect(isServersOwn('event:mine')).toBe(false);
});

test('S6.3 the server’s own notes outlive a restore, checkpoints do not', async () => {
	const open = (await at.current.store.database(PUBLIC))!;
	await open.putLocal('server:starter', { planted: true }, undefined);
	await open.putLocal('a-checkpoint', { last_seq: 1 }, undefined);
	await copy();
	await restore();
	const again = (await at.current.store.database(PUBLIC))!;
	expect(await again.getLocal('server:starter')).toMatchObject({ planted: true });
	expect(await again.getLocal('a-checkpoint')).toBeUndefined();
});
