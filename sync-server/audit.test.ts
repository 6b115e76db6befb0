import { afterEach, beforeEach, expect, test } from 'vitest';
import { openServer, type TestServer, Visitor } from '../tests/sync/server-rig.ts';
import { type Entry, KEPT_DAYS, openAudit } from './audit.ts';
import { StoreError } from './store/store.ts';

let server: TestServer;
let mia: Visitor;
beforeEach(async () => {
	server = await openServer();
	mia = await new Visitor(server).signIn('mia');
});
afterEach(() => server.close());

const API = '/api/hafencity';
const read = async (before?: string) => (await (await mia.fetch(`${API}/audit${before ? `?before=${encodeURIComponent(before)}` : ''}`)).json()) as { entries: Entry[]; next?: string };
const acts = async () => (await read()).entries.map(({ at, ...entry }) => entry);

test('S2.15 what managers and the administrator do is written down, newest first, with the account that did it', async () => {
	const link = (await (await mia.send('POST', `${API}/accounts`, { role: 'staff' })).json()) as { path: string };
	const step = () => (server.clock.now += 1000);
	step();
	await new Visitor(server).send('POST', '/api/setup', { token: link.path.split('#')[1], name: 'rosa', password: 'zwölf Zeichen sind genug' });
	step();
	await mia.send('PUT', `${API}/accounts/rosa`, { role: 'manager' });
	step();
	await mia.fetch(`${API}/accounts/rosa`, { method: 'DELETE' });
	step();
	await mia.send('POST', `${API}/sample/removal`, {});
	expect(await acts()).toEqual([
		{ act: 'sample-removed', by: 'mia', count: 0 },
		{ act: 'account-removed', by: 'mia', on: 'rosa' },
		{ act: 'account-changed', by: 'mia', on: 'rosa', role: 'manager' },
		{ act: 'account-made', by: 'mia', on: 'rosa', role: 'staff' },
		{ act: 'link-made', by: 'mia', role: 'staff' }
	]);
});

test('S2.15 failed sign-ins are counted by hour and account, without names that are no account’s, and without addresses', async () => {
	const fail = (name: string, address: string) => new Visitor(server, address).send('POST', '/db/_session', { name, password: 'falsch' });
	for (const [name, address] of [['mia', '1.1.1.1'], ['mia', '2.2.2.2'], ['mein-geheimes-passwort', '1.1.1.1'], ['sam', '1.1.1.1']] as const) await fail(name, address);
	server.clock.now += 60 * 60 * 1000;
	await fail('sam', '3.3.3.3');
	expect((await read()).entries).toEqual([
		{ at: '2026-11-23T10:00:00.000Z', act: 'sign-in-failed', by: null, counts: { sam: 1 } },
		{ at: '2026-11-23T09:00:00.000Z', act: 'sign-in-failed', by: null, counts: { mia: 2, sam: 1, '': 1 } }
	]);
	const trail = await (await server.store.database('hafencity-audit'))!.allDocs({ includeDocs: true });
	expect(JSON.stringify(trail)).not.toMatch(/geheim|1\.1\.1\.1/);
});

test('S2.15 counting loses none of many at once', async () => {
	await Promise.all(Array.from({ length: 20 }, (_, n) => new Visitor(server, `1.1.1.${n}`).send('POST', '/db/_session', { name: 'sam', password: 'falsch' })));
	expect(await acts()).toEqual([{ act: 'sign-in-failed', by: null, counts: { sam: 20 } }]);
});

test('S2.15 entries go after a year, without a trace, and long trails come in pages', async () => {
	const { audit } = server.app.context;
	for (let n = 0; n < 250; n++) {
		await audit.note({ act: 'password-changed', by: `wer${n}` });
		server.clock.now += 1000;
	}
	mia = await new Visitor(server).signIn('mia');
	const first = await read();
	const second = await read(first.next);
	expect([first.entries.length, second.entries.length, second.next]).toEqual([200, 50, undefined]);
	expect([...first.entries, ...second.entries].map(({ by }) => by)).toEqual(Array.from({ length: 250 }, (_, n) => `wer${249 - n}`));

	server.clock.now += KEPT_DAYS * 24 * 60 * 60 * 1000 - 5000;
	await audit.note({ act: 'restored', by: null });
	const trail = (await server.store.database('hafencity-audit'))!;
	const { rows } = await trail.allDocs({});
	expect(rows).toHaveLength(6);
	expect((await trail.changes({ since: '0' })).results, 'no tombstones either').toHaveLength(6);
});

test('S2.15 where the store lets nobody purge, of an entry nothing stays after a year but when it was', async () => {
	const { audit } = server.app.context;
	await audit.note({ act: 'password-changed', by: 'rosa' });
	const trail = (await server.store.database('hafencity-audit'))!;
	trail.purge = async () => Promise.reject(new StoreError('only an administrator may', 401));
	server.clock.now += (KEPT_DAYS + 1) * 24 * 60 * 60 * 1000;
	await audit.note({ act: 'restored', by: null });
	expect((await trail.allDocs({})).rows).toHaveLength(1);
	const told = (await trail.changes({ since: '0', includeDocs: true, style: 'all_docs' })).results;
	expect(told).toMatchObject([{ doc: { act: 'restored' } }, { deleted: true }]);
	expect(JSON.stringify(told)).not.toContain('rosa');
});

test('S2.15 entries that do not go are left for the next day: nobody waits for them', async () => {
	const { audit } = server.app.context;
	for (let n = 0; n < 3; n++) await audit.note({ act: 'password-changed', by: 'rosa' });
	const trail = (await server.store.database('hafencity-audit'))!;
	let tries = 0;
	trail.purge = async () => Promise.reject(new StoreError('only an administrator may', 401));
	const { bulkDocs } = trail;
	trail.bulkDocs = async (docs, options) => {
		if (!docs[0]!._deleted) return bulkDocs.call(trail, docs, options);
		tries++;
		return docs.map(({ _id: id }) => ({ id, error: 'conflict' as const, reason: 'Document update conflict.' }));
	};
	server.clock.now += (KEPT_DAYS + 1) * 24 * 60 * 60 * 1000;
	await audit.note({ act: 'restored', by: null });
	expect(tries).toBe(1);
});

test('S2.15 the trail is for managers, and nobody writes to it or removes it from outside', async () => {
	await mia.send('POST', `${API}/accounts`, { role: 'staff' });
	const sam = await new Visitor(server).signIn('sam');
	expect((await sam.fetch(`${API}/audit`)).status).toBe(403);
	expect((await new Visitor(server).fetch(`${API}/audit`)).status).toBe(401);
	const { rows } = await (await server.store.database('hafencity-audit'))!.allDocs({ includeDocs: true });
	const doc = (rows[0] as { doc: Record<string, unknown> }).doc;
	const admin = new Visitor(server);
	await admin.send('POST', '/db/_session', { name: 'admin', password: 'administrator-geheim' });
	expect((await admin.fetch(`/db/hafencity-audit/${doc._id}`)).status, 'the administrator reads it').toBe(200);
	for (const answer of [
		admin.send('PUT', `/db/hafencity-audit/${doc._id}`, { ...doc, by: 'sam' }),
		admin.fetch(`/db/hafencity-audit/${doc._id}?rev=${doc._rev}`, { method: 'DELETE' }),
		admin.send('POST', '/db/hafencity-audit/_bulk_docs', { docs: [{ _id: 'entry:2026', act: 'restored' }] }),
		admin.fetch('/db/hafencity-audit', { method: 'DELETE' })
	]) {
		expect((await answer).status).toBe(403);
	}
	expect(await acts()).toEqual([{ act: 'link-made', by: 'mia', role: 'staff' }]);
});

test('S2.15 an act that is done is not undone because it could not be written down, but the log says so', async () => {
	const log: string[] = [];
	const audit = openAudit({ ...server.app.context, log: (line) => log.push(line) });
	const open = server.store.database.bind(server.store);
	server.store.database = async (name) => (name === 'hafencity-audit' ? Promise.reject(new Error('the disk is full')) : open(name));
	await audit.note({ act: 'restored', by: null });
	server.store.database = open;
	expect(log).toEqual(['audit: an entry could not be written (the disk is full)']);
	expect(await acts()).toEqual([]);
});
