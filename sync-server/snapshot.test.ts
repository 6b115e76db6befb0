import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type TestServer, everything, places, requestFor, testServer, writeAll } from '../tests/fixtures/quarter.ts';
import { book } from './registrar/days.ts';
import { type KnownDates, type Snapshot, buildSnapshot } from './snapshot-build.ts';
import { snapshots } from './snapshot.ts';
import type { Database } from './store/store.ts';

const event = (id: string, set = {}) => ({ _id: `event:${id}`, kind: 'event', schema: 0, title: { de: id }, category: 'culture', start: '2026-11-24T19:00', durationMinutes: 90, zone: 'Europe/Berlin', status: 'confirmed', ...set });
const occupancy = (date: string) => ({ _id: `occupancy:east-hall:${date}`, kind: 'occupancy', schema: 0, room: 'room:east-hall', date, slots: [{ request: 'request:x', from: '10:00', to: '11:00' }] });
const closure = (id: string, to: string) => ({ _id: `closure:${id}`, kind: 'closure', schema: 0, name: { de: id }, from: '2026-01-01', to, holiday: false });

const build = ({ quarter, context }: TestServer) => buildSnapshot(quarter, context.now());
const idsOf = ({ docs }: Snapshot) => docs.map(({ _id }) => _id);

test('S4.1 holds what is not over, also beyond the window, without tombstones; dates in the window', async () => {
	const server = await testServer();
	await writeAll(server.quarter.public, [
		event('once'),
		event('over', { start: '2026-10-01T19:00' }),
		event('ended', { start: '2025-01-07T19:00', rrule: 'FREQ=WEEKLY;COUNT=3' }),
		event('weekly', { start: '2025-01-07T19:00', rrule: 'FREQ=WEEKLY' }),
		event('unreadable', { start: '2025-01-07T19:00', rrule: 'FREQ=MONTHLY;BYDAY=XX' }),
		event('from-the-future', { schema: 9, start: { odd: true } }),
		event('far', { start: '2029-01-07T19:00' }),
		occupancy('2026-10-22'), occupancy('2026-10-23'), occupancy('2029-01-07'),
		closure('past', '2026-10-22'), closure('lasting', '2026-12-01'),
		event('gone')
	]);
	const gone = await server.quarter.public.get('event:gone');
	await writeAll(server.quarter.public, [{ _id: 'event:gone', _rev: gone?._rev, _deleted: true }]);

	const snapshot = await build(server);
	const expected = [
		...places.map(({ _id }) => _id),
		...['once', 'weekly', 'unreadable', 'from-the-future', 'far'].map((id) => `event:${id}`),
		'occupancy:east-hall:2026-10-23', 'occupancy:east-hall:2029-01-07', 'closure:lasting'
	];
	expect(idsOf(snapshot).sort()).toEqual(expected.sort());
	expect(snapshot).toMatchObject({ quarter: 'hafencity', at: server.clock.now });
	expect(snapshot.seq.endsWith(`-${snapshot.generation}`)).toBe(true);
	expect(new Set(snapshot.occurrences.map(({ of }) => of))).toEqual(new Set(['event:weekly']));
	expect(snapshot.occurrences[0]).toMatchObject({ id: 'event:weekly@2026-10-27T19:00', date: '2026-10-27', start: '2026-10-27T18:00:00.000Z' });
	expect(snapshot.occurrences.at(-1)?.date).toBe('2028-05-16');
});

/** As a database behind a network: between two reads others write. */
const slowly = (database: Database): Database =>
	new Proxy(database, {
		get(target, key: keyof Database) {
			const member = target[key];
			if (typeof member !== 'function') return member;
			return async (...given: unknown[]) => {
				await new Promise(setImmediate);
				return (member as (...given: unknown[]) => unknown).apply(target, given);
			};
		}
	});

test('S4.1 nothing is between the snapshot and the changes since its seq, under writes', async () => {
	const server = await testServer();
	const { public: open } = server.quarter;
	const writing = (async () => {
		for (let index = 0; index < 120; index++) {
			await writeAll(open, [event(`e${index % 60}`, { title: { de: `Nr. ${index}` }, _rev: (await open.get(`event:e${index % 60}`))?._rev })]);
			if (index % 10 === 0) await book(server.context, server.quarter, requestFor({ from: '08:00', to: '09:00', date: `2026-12-${String(1 + index / 10).padStart(2, '0')}` }));
			await new Promise(setImmediate);
		}
	})();
	const taken: Snapshot[] = [];
	for (let running = true; running; ) {
		taken.push(await buildSnapshot({ name: 'hafencity', public: slowly(open) }, server.context.now()));
		running = await Promise.race([writing.then(() => false), new Promise<true>((resolve) => setImmediate(() => resolve(true)))]);
	}
	const now = new Map((await everything(open)).map((doc) => [doc._id, doc]));
	expect(taken.length).toBeGreaterThan(5);
	for (const { docs, seq } of taken) {
		const replica = new Map(docs.map((doc) => [doc._id, doc]));
		const { results } = await open.changes({ since: seq, includeDocs: true });
		for (const { id, doc } of results) replica.set(id, doc!);
		expect(replica).toEqual(now);
	}
});

function asking(server: TestServer) {
	const answer = snapshots(server.context);
	return (headers: Record<string, string> = {}) => answer(server.quarter, new Request('http://localhost/', { headers }));
}
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('S1.6 it is compressed as asked for, with an ETag of its own for each encoding', async () => {
	const get = asking(await testServer());
	const plain = await get({ 'Accept-Encoding': 'br;q=0, deflate' });
	const brotli = await get({ 'Accept-Encoding': 'gzip, deflate, br, zstd' });
	const zipped = await get({ 'Accept-Encoding': 'gzip' });
	expect([plain, brotli, zipped].map(({ headers }) => headers.get('Content-Encoding'))).toEqual([null, 'br', 'gzip']);
	expect(brotli.headers.get('Cache-Control')).toBe('no-cache');
	expect(brotli.headers.get('Vary')).toBe('Accept-Encoding');
	expect(new Set([plain, brotli, zipped].map(({ headers }) => headers.get('ETag'))).size).toBe(3);
	const text = (await bytesOf(plain)).toString();
	expect(brotliDecompressSync(await bytesOf(brotli)).toString()).toBe(text);
	expect(gunzipSync(await bytesOf(zipped)).toString()).toBe(text);
	expect((JSON.parse(text) as Snapshot).docs).toHaveLength(places.length);
});

test('S1.6 304 while nothing changed; another one after a write and on another day', async () => {
	const server = await testServer();
	const get = asking(server);
	const tag = (await get()).headers.get('ETag')!;
	server.clock.now = '2026-11-22T20:00:00.000Z';
	const unchanged = await get({ 'If-None-Match': `"other", W/${tag}` });
	expect([unchanged.status, unchanged.headers.get('ETag'), await unchanged.text()]).toEqual([304, tag, '']);
	await writeAll(server.quarter.public, [event('new')]);
	const written = await get({ 'If-None-Match': tag });
	expect(written.status).toBe(200);
	server.clock.now = '2026-11-22T23:30:00.000Z';
	expect((await get({ 'If-None-Match': written.headers.get('ETag')! })).status).toBe(200);
});

test('S4.1 many who ask at once share one; a change expands only what changed', async () => {
	const server = await testServer();
	await writeAll(server.quarter.public, [event('weekly', { rrule: 'FREQ=WEEKLY' }), event('monthly', { rrule: 'FREQ=MONTHLY' })]);
	const get = asking(server);
	const answers = await Promise.all([get(), get(), writeAll(server.quarter.public, [event('new')]).then(() => get())]);
	expect(new Set(answers.map(({ headers }) => headers.get('ETag'))).size).toBe(1);
	expect(await (await get()).text()).toContain('event:new');

	const known: KnownDates = new Map();
	const once = await buildSnapshot(server.quarter, server.context.now(), known);
	const dates = known.get(`event:weekly ${(await server.quarter.public.get('event:weekly'))?._rev} 2026-10-23`);
	await writeAll(server.quarter.public, [{ ...(await server.quarter.public.get('event:monthly')), durationMinutes: 60 }]);
	const again = await buildSnapshot(server.quarter, server.context.now(), known);
	expect(again.occurrences.filter(({ of }) => of === 'event:weekly')[0]).toBe(dates?.[0]);
	const ends = ({ occurrences }: Snapshot) => occurrences.filter(({ of }) => of === 'event:monthly')[0]?.end;
	expect([ends(once), ends(again)]).toEqual(['2026-11-24T19:30:00.000Z', '2026-11-24T19:00:00.000Z']);
	expect(known.size).toBe(3);
});
