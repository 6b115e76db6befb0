import PouchDB from 'pouchdb';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { database } from '#lib/storage/database.ts';
import { countInbox } from '#lib/features/inbox/queries.ts';
import { PROJECTION, project } from '#lib/storage/projector.ts';
import { remember, setting } from '#lib/storage/settings.ts';
import { change, create } from '#lib/storage/write.ts';
import { type Replica, runReplica } from '#lib/sync/desk-replica.ts';
import { giveUpDocument, resendDocument } from '#lib/sync/refused.ts';
import { replicate } from '#lib/sync/replica.ts';
import { setUp, signIn, signOut } from '#lib/sync/session.ts';
import { syncNow } from '#lib/sync/status.svelte.ts';
import { atServer, choir, emptyDatabase, house, plant } from './client-samples.ts';

const soon = { timeout: 30_000, interval: 50 };
const PASSWORD = 'a-long-password-of-kim';
let stop = new AbortController();

const run = (): Promise<Replica> => runReplica(PouchDB, 'hafencity', stop.signal);
const waiting = async () => (await database.write.count()) + Object.keys((await setting('unpushed')) ?? {}).length;
const allSent = () => vi.waitFor(async () => expect(await waiting()).toBe(0), soon);
/** The session ends as it does after eight hours: the cookie is gone, the device does not know yet. */
const loseSession = () => fetch('/db/_session', { method: 'DELETE' });

beforeEach(async () => {
	const token = await commands.freshServer();
	for (const { name } of await indexedDB.databases()) if (name?.startsWith('_pouch_')) indexedDB.deleteDatabase(name);
	await emptyDatabase();
	expect(await setUp(String(token), 'kim', PASSWORD)).toEqual({ place: '/buero' });
	stop = new AbortController();
});
afterEach(() => stop.abort());

test('both databases come to the tables; changes go both ways', async () => {
	await plant('public', [house('a'), choir('b', { rrule: 'FREQ=WEEKLY;COUNT=3' })]);
	await plant('desk', [{ _id: 'contact:k', kind: 'contact', schema: 0, name: 'K', mail: 'k@example.org', keepUntil: '2090-01-01' }]);
	await run();
	await vi.waitFor(async () => expect(await database.occurrence.where('of').equals('event:b').count()).toBe(3), soon);
	await vi.waitFor(async () => expect(await database.contact.count()).toBe(1), soon);
	expect(await change('house:a', { order: 42 })).toBeUndefined();
	await allSent();
	expect(await atServer('public', 'house:a')).toMatchObject({ order: 42 });
	const theirs = await atServer('public', 'house:a');
	await plant('public', [{ ...theirs!, status: 'planned' }]);
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toMatchObject({ status: 'planned', order: 42 }), soon);
	await vi.waitFor(async () => expect(await setting('stand')).toBeDefined(), soon);
});

test('an inbox is empty only once the office’s database was read to its end', async () => {
	await plant('desk', [{ _id: 'contact:k', kind: 'contact', schema: 0, name: 'K', mail: 'k@example.org', keepUntil: '2090-01-01' }]);
	await project('replica-desk', [], '0');
	expect(await countInbox()).toBeUndefined();
	await run();
	await vi.waitFor(async () => expect(await countInbox()).toBe(0), soon);
	expect(await database.contact.count()).toBe(1);
});

test('an office that has nothing yet is known to have nothing', async () => {
	await run();
	await vi.waitFor(async () => expect(await countInbox()).toBe(0), soon);
});

test('work without network is kept in order and sent when it is back', async () => {
	await plant('public', [house('a')]);
	await run();
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeDefined(), soon);
	await commands.setFault('cut');
	await create(choir('new', {}) as never);
	await change('event:new', { place: 'Am Kai' });
	await change('event:new', { place: 'In der Halle' });
	await change('house:a', { about: { de: 'Neu' } });
	expect(await database.event.get('event:new')).toMatchObject({ place: 'In der Halle' });
	await vi.waitFor(async () => expect(await database.write.count()).toBe(0), soon);
	expect(await waiting()).toBe(2);
	stop.abort();
	stop = new AbortController();
	await run();
	expect(await waiting()).toBe(2);
	await commands.setFault('none');
	syncNow();
	await allSent();
	expect(await atServer('public', 'event:new')).toMatchObject({ place: 'In der Halle' });
	expect(await atServer('public', 'house:a')).toMatchObject({ about: { de: 'Neu' } });
});

test('a crash between PouchDB and the row of a change does it once', async () => {
	await create(choir('once', {}) as never);
	const [row] = await database.write.toArray();
	await run();
	await allSent();
	await database.write.put(row!);
	await allSent();
	expect((await atServer('public', 'event:once'))?._rev).toMatch(/^1-/);
});

test('a session that is over parks, work goes on, signing in sends everything', async () => {
	await plant('public', [house('a')]);
	await run();
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeDefined(), soon);
	await loseSession();
	await create(choir('while-parked', {}) as never);
	await change('house:a', { order: 5 });
	await vi.waitFor(async () => expect(await setting('parked')).toBe(true), soon);
	await create(choir('later', {}) as never);
	await vi.waitFor(async () => expect(await database.write.count()).toBe(0), soon);
	expect(await waiting()).toBe(3);
	expect(await database.refused.count()).toBe(0);
	await plant('public', [house('seen-while-parked')]);
	await vi.waitFor(async () => expect(await database.house.get('house:seen-while-parked')).toBeDefined(), soon);
	expect(await signIn('kim', 'wrong-password-of-kim')).toEqual({ failures: [{ code: 'wrong-password' }] });
	expect(await signIn('kim', PASSWORD)).toEqual({ place: '/buero' });
	await allSent();
	for (const id of ['event:while-parked', 'event:later']) expect(await atServer('public', id), id).toBeDefined();
	expect(await atServer('public', 'house:a')).toMatchObject({ order: 5 });
	expect(await setting('parked')).toBe(false);
	await plant('desk', [{ _id: 'contact:k', kind: 'contact', schema: 0, name: 'K', mail: 'k@example.org', keepUntil: '2090-01-01' }]);
	await vi.waitFor(async () => expect(await database.contact.count()).toBe(1), soon);
});

test('answers of the session before do not park the one that began meanwhile', async () => {
	await plant('public', [house('a')]);
	await run();
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeDefined(), soon);
	await loseSession();
	const late = Promise.withResolvers<void>();
	const asked = Promise.withResolvers<void>();
	const real = globalThis.fetch;
	const holding = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
		const answer = await real(input, init);
		if (String(input).endsWith('/db/_session') && init?.method === undefined) {
			asked.resolve();
			await late.promise;
		}
		return answer;
	});
	await change('house:a', { order: 6 });
	await asked.promise;
	holding.mockRestore();
	expect(await signIn('kim', PASSWORD)).toEqual({ place: '/buero' });
	late.resolve();
	await allSent();
	expect(await atServer('public', 'house:a')).toMatchObject({ order: 6 });
	expect(await setting('parked')).toBe(false);
});

test('what the server does not accept is shown with its field, stays, and is accepted once put right', async () => {
	const replica = await run();
	await vi.waitFor(() => expect(replica.complete.size).toBe(2), soon);
	await replica.local.public.put({ ...choir('bad', {}), durationMinutes: 'long' } as { _id: string });
	await vi.waitFor(async () => expect((await database.refused.get('event:bad'))?.reason).toMatch(/durationMinutes/), soon);
	expect(await waiting()).toBe(0);
	expect(await atServer('public', 'event:bad')).toBeUndefined();
	await resendDocument('event:bad');
	await vi.waitFor(async () => expect(await database.refused.get('event:bad')).not.toHaveProperty('wish'), soon);
	await vi.waitFor(async () => expect(await database.refused.get('event:bad')).toBeDefined(), soon);
	const { _rev } = await replica.local.public.get('event:bad');
	await replica.local.public.put({ ...choir('bad', {}), _rev } as { _id: string });
	await resendDocument('event:bad');
	await vi.waitFor(async () => expect(await database.refused.count()).toBe(0), soon);
	expect(await atServer('public', 'event:bad')).toMatchObject({ durationMinutes: 90 });
});

test('giving up a refused document takes the server’s version', async () => {
	await plant('public', [house('a', { order: 3 })]);
	const replica = await run();
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeDefined(), soon);
	const { _rev } = await replica.local.public.get('house:a');
	await replica.local.public.put({ ...house('a', { order: 'last' }), _rev } as { _id: string });
	await replica.local.public.put({ ...choir('unknown', {}), status: 'perhaps' } as { _id: string });
	await vi.waitFor(async () => expect(await database.refused.count()).toBe(2), soon);
	await giveUpDocument('house:a');
	await giveUpDocument('event:unknown');
	await vi.waitFor(async () => expect(await database.refused.count()).toBe(0), soon);
	await vi.waitFor(async () => expect((await database.house.get('house:a'))?.order).toBe(3), soon);
	await vi.waitFor(async () => expect(await database.unreadable.count()).toBe(0), soon);
	expect(await atServer('public', 'house:a')).toMatchObject({ order: 3 });
	expect(await database.refused.count()).toBe(0);
});

test('a change of a document that somebody deleted is told, with what was written', async () => {
	const [row] = await plant('public', [house('a')]);
	await run();
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeDefined(), soon);
	const known = await database.house.get('house:a');
	await plant('public', [{ _id: 'house:a', _rev: String(row?.rev), _deleted: true }]);
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeUndefined(), soon);
	await database.house.put(known!);
	await change('house:a', { order: 8 });
	await vi.waitFor(async () => expect(await database.refused.get('house:a')).toMatchObject({ reason: 'deleted', set: { order: 8 } }), soon);
});

test('tables of another projection are rebuilt from the replica', async () => {
	await plant('public', [house('a'), house('b')]);
	await run();
	await vi.waitFor(async () => expect(await database.house.count()).toBeGreaterThan(1), soon);
	await vi.waitFor(async () => expect(await waiting()).toBe(0), soon);
	stop.abort();
	await database.house.put(house('ghost') as never);
	await database.cursor.where('source').equals('replica-public').modify({ projection: PROJECTION + 1 });
	stop = new AbortController();
	await run();
	await vi.waitFor(async () => expect(await database.house.get('house:ghost')).toBeUndefined(), soon);
	expect(await database.house.get('house:a')).toBeDefined();
});

test('the real worker: failed bulk requests do not make it ask one by one, and a change arrives', async () => {
	await plant('public', Array.from({ length: 60 }, (_, index) => house(`n${index}`)));
	await commands.setFault('bulk-get-busy');
	void replicate('hafencity', stop.signal);
	const asked: string[] = [];
	await vi.waitFor(async () => {
		asked.push(...(await commands.askedSince()));
		expect(asked.filter((line) => line.includes('_bulk_get')).length).toBeGreaterThan(8);
	}, soon);
	await commands.setFault('none');
	syncNow();
	await vi.waitFor(async () => expect(await database.house.get('house:n59')).toBeDefined(), soon);
	await change('house:n7', { order: 70 });
	await allSent();
	asked.push(...(await commands.askedSince()));
	expect(asked.filter((line) => /^GET \/db\/hafencity-public\/house/.test(line))).toEqual([]);
	expect(await atServer('public', 'house:n7')).toMatchObject({ order: 70 });
});

test('signing out clears the desk and keeps what is public; with something waiting it asks first', async () => {
	await plant('public', [house('a')]);
	await plant('desk', [{ _id: 'contact:k', kind: 'contact', schema: 0, name: 'K', mail: 'k@example.org', keepUntil: '2090-01-01' }]);
	void replicate('hafencity', stop.signal);
	await vi.waitFor(async () => expect(await database.contact.count()).toBe(1), soon);
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeDefined(), soon);
	await commands.setFault('cut');
	await change('house:a', { order: 9 });
	expect(await signOut()).toEqual([{ code: 'forbidden', values: { waiting: 1 } }]);
	stop.abort();
	expect(await signOut({ force: true })).toBeUndefined();
	expect(await database.contact.count()).toBe(0);
	expect(await database.house.get('house:a')).toBeDefined();
	expect(await setting('member')).toBeUndefined();
	expect(await setting('farewell')).toBe(true);
	expect((await indexedDB.databases()).filter(({ name }) => name?.startsWith('_pouch_hafencity'))).toEqual([]);
	await remember('farewell', false);
});
