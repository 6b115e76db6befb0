import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { listen, type Listener } from '../../sync-server/listen.ts';
import { couchPeer, type CouchPeer } from '../contract/couch-peer.ts';
import { CouchReplicator } from './couch-replicator.ts';
import { ADMIN_PASSWORD, decision, event, EIGHT_HOURS, openServer, people, type TestServer } from './server-rig.ts';

/** Runs over real ports take their time where others work on the machine. */
vi.setConfig({ testTimeout: 60_000 });

type Doc = Record<string, unknown> & { _id: string; _rev?: string };
type Place = { server: TestServer; listener: Listener };

let peer: CouchPeer | undefined;
let places: [Place, Place];
const openPlace = async (server: TestServer): Promise<Place> => ({ server, listener: await listen(server.app.fetch, { host: '127.0.0.1', port: 0 }) });
const openPlaces = async (engine: string) => {
	peer = engine === 'couchdb' ? await couchPeer() : undefined;
	const servers = await Promise.all([openServer(peer && { store: (await peer.open()).store }), openServer()]);
	places = (await Promise.all(servers.map(openPlace))) as [Place, Place];
};
afterEach(async () => {
	for (const { server, listener } of places) {
		server.app.close();
		await listener.close();
		await server.close();
	}
	await peer?.close();
});

const addressOf = ({ listener }: Place, name: string, user = 'admin', password: string = ADMIN_PASSWORD) =>
	`${listener.address.replace('://', `://${user}:${encodeURIComponent(password)}@`)}/db/${name}`;
async function ask({ listener }: Place, method: string, path: string, body?: unknown): Promise<any> {
	const headers = { Authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}`, 'Content-Type': 'application/json' };
	return (await fetch(`${listener.address}/db${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })).json();
}
/** Signing in is allowed ten times a minute. */
const later = () => places.forEach(({ server }) => (server.clock.now += 61_000));

/** All leaves of all documents, with their histories and the content of their attachments. */
async function everything(place: Place, name: string): Promise<unknown> {
	const { results } = await ask(place, 'GET', `/${name}/_changes?style=all_docs`);
	const docs = results.map(async ({ id }: { id: string }) => ask(place, 'GET', `/${name}/${encodeURIComponent(id)}?open_revs=all&revs=true&attachments=true`));
	return new Map((await Promise.all(docs)).map((leaves: { ok: Doc }[]) => [leaves[0]!.ok._id, leaves]).sort() as [string, unknown][]);
}
const push = (place: Place, name: string, ...docs: Doc[]) => ask(place, 'POST', `/${name}/_bulk_docs`, { docs, new_edits: false });
const revision = (ids: string[]) => ({ _rev: `${ids.length}-${ids[0]}`, _revisions: { start: ids.length, ids } });
const hash = (letter: string) => letter.repeat(32);
const png = (text: string, revpos: number) => ({ content_type: 'image/png', data: btoa(text), revpos });

/** Conflicts, tombstones, attachments of every kind, a design document and ids that must be escaped. */
const many: Doc[] = [
	...Array.from({ length: 600 }, (_, n) => ({ _id: `n:${n}`, ...revision([hash('a')]), n, text: 'ü😀\u2028"\\\u0001' })),
	{ _id: 'conflict', ...revision([hash('b'), hash('a')]), side: 1 },
	{ _id: 'conflict', ...revision([hash('c'), hash('a')]), side: 2, _attachments: { x: png('zwei', 2) } },
	{ _id: 'conflict', ...revision([hash('d'), hash('c'), hash('a')]), _deleted: true },
	{ _id: 'gone', ...revision([hash('b'), hash('a')]), _deleted: true },
	{ _id: "a/b+c d'é:(*)!?", ...revision([hash('a')]), _attachments: { 'ü "q"/1.png': png('eins', 1), '2': png('', 1), text: { content_type: 'text/plain', data: btoa('viel Text '.repeat(99)), revpos: 1 } } },
	{ _id: '_design/x', ...revision([hash('a')]), language: 'query', views: {} }
];

describe.each(['sqlite', 'couchdb'])('a source that keeps its documents in %s', (engine) => {
	beforeEach(() => openPlaces(engine));

	test('S3.20 CouchDB’s replicator carries everything over, there and back, and goes on from its checkpoint', async () => {
		const [here, there] = places;
		await ask(here, 'PUT', '/one');
		await push(here, 'one', ...many);
		const run = (options = {}) => new CouchReplicator(addressOf(here, 'one'), addressOf(there, 'two'), options).run();
		const first = await run({ createTarget: { q: '2', n: '1' } });
		expect(first).toMatchObject({ since: 0, failures: [], docsWritten: 605, docsRead: 605 });
		expect(await everything(there, 'two')).toEqual(await everything(here, 'one'));

		const again = await run();
		expect(again).toMatchObject({ since: expect.stringMatching(/^\d+-/), missingChecked: 0, docsRead: 0 });

		later();
		const _attachments = { '2': { stub: true, revpos: 1 }, text: { stub: true, revpos: 1 }, neu: png('neu', 2) };
		await push(here, 'one', { _id: "a/b+c d'é:(*)!?", ...revision([hash('e'), hash('a')]), _attachments }, { _id: 'n:1', ...revision([hash('b'), hash('a')]), _deleted: true });
		expect(await run(), 'only what is new, and of attachments only those').toMatchObject({ missingChecked: 2, docsRead: 2, failures: [], carried: 3 });
		expect(await everything(there, 'two')).toEqual(await everything(here, 'one'));

		await push(there, 'two', { _id: 'back', ...revision([hash('a')]), _attachments: { x: png('zurück'.slice(0, 4), 1) } }, { _id: 'n:2', ...revision([hash('f'), hash('a')]), n: 'back' });
		expect(await new CouchReplicator(addressOf(there, 'two'), addressOf(here, 'one')).run()).toMatchObject({ since: 0, docsRead: 2, failures: [] });
		expect(await everything(here, 'one')).toEqual(await everything(there, 'two'));
	});

	test('S3.20 continuously: what is written goes over, across an end of the session, and a later run goes on from there', async () => {
		const [here, there] = places;
		for (const [place, name] of [[here, 'one'], [there, 'two']] as const) await ask(place, 'PUT', `/${name}`);
		const stop = new AbortController();
		const running = new CouchReplicator(addressOf(here, 'one'), addressOf(there, 'two'), { continuous: true });
		const ended = running.run(stop.signal);
		const arrives = (id: string) => expect.poll(async () => (await ask(there, 'GET', `/two/${id}`))._id, { timeout: 20_000 }).toBe(id);
		await push(here, 'one', { _id: 'a', ...revision([hash('a')]) });
		await arrives('a');
		there.server.clock.now += EIGHT_HOURS + 1000;
		await push(here, 'one', { _id: 'b', ...revision([hash('a')]), _attachments: { x: png('eins', 1) } });
		await arrives('b');
		await push(here, 'one', { _id: 'b', ...revision([hash('b'), hash('a')]), _deleted: true });
		await expect.poll(async () => (await ask(there, 'GET', '/two/b')).reason, { timeout: 20_000 }).toBe('deleted');
		stop.abort();
		expect(await ended).toMatchObject({ failures: [], docsWritten: 3 });
		later();
		expect(await new CouchReplicator(addressOf(here, 'one'), addressOf(there, 'two')).run()).toMatchObject({ missingChecked: 0 });
		expect(await everything(there, 'two')).toEqual(await everything(here, 'one'));
	});
});

describe('CouchDB’s replicator', () => {
	beforeEach(() => openPlaces('sqlite'));

	test('S3.20 takes a part only where it is told to: by selector, by ids, winners alone', async () => {
		const [here, there] = places;
		await ask(here, 'PUT', '/one');
		await push(here, 'one', ...many.slice(598));
		const copy = async (name: string, options: object) => {
			later();
			await new CouchReplicator(addressOf(here, 'one'), addressOf(there, name), { createTarget: { q: '2' }, ...options }).run();
			return ((await ask(there, 'GET', `/${name}/_changes?style=all_docs`)).results as { id: string; changes: unknown[] }[]).map(({ id, changes }) => `${id} ${changes.length}`).sort();
		};
		expect(await copy('s', { selector: { n: { $gt: 598 } } })).toEqual(['n:599 1']);
		expect(await copy('d', { docIds: ['gone', 'n:598', 'nie'] })).toEqual(['gone 1', 'n:598 1']);
		expect(await copy('w', { winningRevsOnly: true })).toEqual(expect.arrayContaining(['conflict 1', 'gone 1']));
	});

	test('S2.6, S3.20 skips what may not be written, and takes the rest to its end', async () => {
		const [here, there] = places;
		await ask(here, 'PUT', '/one');
		await push(here, 'one', { ...event('ja'), ...revision([hash('a')]) }, { _id: 'occupancy:x', ...revision([hash('a')]), kind: 'occupancy' }, { _id: 'anhang', ...revision([hash('a')]), _attachments: { x: png('eins', 1) } }, many.at(-1)!);
		const target = addressOf(there, 'hafencity-public', 'sam', people.sam.password);
		const stats = await new CouchReplicator(addressOf(here, 'one'), target).run();
		expect(stats).toMatchObject({ docsWritten: 1, failures: [expect.anything(), expect.anything(), expect.anything()] });
		expect((await ask(there, 'GET', '/hafencity-public/event:ja'))._rev).toBe(`1-${hash('a')}`);
		later();
		expect(await new CouchReplicator(addressOf(here, 'one'), target).run(), 'it has been there').toMatchObject({ missingChecked: 0 });
	});

	test('S3.20 moves a quarter: its databases, accounts too, into those of another server', async () => {
		const [here, there] = places;
		await ask(here, 'POST', '/hafencity-public/_bulk_docs', { docs: [event('ja')] });
		await ask(here, 'POST', '/hafencity-desk/_bulk_docs', { docs: [decision('ja')] });
		for (const name of ['hafencity-public', 'hafencity-desk', '_users']) {
			later();
			const copy = encodeURIComponent(`copy/${name}`);
			const stats = await new CouchReplicator(addressOf(here, name), addressOf(there, copy), { createTarget: {} }).run();
			expect([stats.failures, stats.docsWritten > 0], name).toEqual([[], true]);
			expect(await everything(there, copy)).toEqual(await everything(here, name));
		}
	});
});
