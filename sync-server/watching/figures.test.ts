import { afterEach, beforeEach, expect, test } from 'vitest';
import { Visitor, decision, event, openServer, type TestServer } from '../../tests/sync/server-rig.ts';
import type { BackupState } from '../keeping/nightly.ts';
import { routeClass } from './route-class.ts';

const TOKEN = 'nur-fuer-die-ueberwachung';
let server: TestServer;
beforeEach(async () => void (server = await openServer({ settings: { metricsToken: TOKEN } })));
afterEach(() => server.close());

const asked = (authorization?: string, path = '/metrics') => new Visitor(server).fetch(path, authorization === undefined ? {} : { headers: { Authorization: authorization } });
const figures = async () => (await asked(`Bearer ${TOKEN}`)).text();
const figure = async (name: string) => Number(new RegExp(`^quartierslotse_${name.replace(/[{}"]/g, '\\$&')} (\\S+)$`, 'm').exec(await figures())?.[1]);
const request = (id: string) => ({ _id: `request:${id}`, kind: 'request', schema: 0, form: 'booking', room: 'room:hall', date: '2026-12-01', from: '10:00', to: '11:00', purpose: 'Chorprobe von Erika Mustermann', groupSize: 5, locale: 'de', madeAt: '2026-11-23T09:00:00.000Z', receivedAt: '2026-11-23T09:00:00.000Z' });

test('S6.9 only for whoever shows the token, and without one there is no such address', async () => {
	expect((await asked()).status).toBe(401);
	expect((await asked('Bearer falsch')).status).toBe(401);
	expect((await (await new Visitor(server).signIn('mia')).fetch('/metrics')).status, 'an account is no token').toBe(401);
	const answer = await asked(`Bearer ${TOKEN}`);
	expect([answer.status, answer.headers.get('Content-Type'), answer.headers.get('Cache-Control')]).toEqual([200, expect.stringContaining('text/plain'), 'no-store']);
	const closed = await openServer();
	expect((await new Visitor(closed).fetch('/metrics', { headers: { Authorization: `Bearer ${TOKEN}` } })).status).toBe(404);
	await closed.close();
});

test('S6.9 tells what runs, what waits, how long and how much', async () => {
	const mia = await new Visitor(server).signIn('mia');
	await mia.send('PUT', '/db/hafencity-public/event:a', event('a'));
	await mia.send('POST', '/db/hafencity-desk/_bulk_docs', { docs: [request('1'), request('2'), decision('1')] });
	const end = server.app.context.feeds.begin({ name: 'mia', roles: ['manager'] }, undefined);
	expect(await figure('feeds_open')).toBe(1);
	end();
	expect(await figure('feeds_open')).toBe(0);
	expect(await figure('documents{database="public"}')).toBe(1);
	expect(await figure('writes{database="desk"}')).toBe(3);
	expect(await figure('registrar_lag{database="desk"}')).toBe(3);
	expect(await figure('inbox_waiting'), 'one is being decided').toBe(1);
	expect(await figure('conflicts_open')).toBe(0);
	expect(await figure('requests_total{route="/db/:db/_bulk_docs",method="POST",status="201"}')).toBe(1);
	const text = await figures();
	for (const name of ['quartierslotse_request_seconds_bucket', 'nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes', 'quartierslotse_store_bytes']) expect(text).toContain(name);
	expect(text, 'backups are off').not.toContain('quartierslotse_backup');
});

test('S6.9, S6.7 tells the age of the last backup, and that one failed', async () => {
	let state: BackupState = { at: '2026-11-23T08:00:00.000Z', failed: false };
	await server.close();
	server = await openServer({ settings: { metricsToken: TOKEN }, backup: () => state });
	expect([await figure('backup_age_seconds'), await figure('backup_failed')]).toEqual([3600, 0]);
	state = { at: null, failed: true };
	expect([await figure('backup_age_seconds'), await figure('backup_failed')]).toEqual([NaN, 1]);
});

test('S6.9 no name, id, receipt or address is told, and what visitors invent makes no new series', async () => {
	const sam = await new Visitor(server).signIn('sam');
	await sam.send('PUT', '/db/hafencity-desk/request:erika-1', request('erika-1'));
	await sam.fetch('/api/hafencity/receipts/erika-2', { headers: { Authorization: 'Bearer geheime-quittung' } });
	await sam.fetch('/kalender/erika-3?name=erika');
	const before = (await figures()).split('\n').length;
	for (let n = 0; n < 300; n++) for (const path of [`/db/erika${n}/event:${n}`, `/api/erika${n}/erika${n}`, `/erika/${n}`, `/db/erika${n}/_erika${n}`, `/db/_erika${n}`]) await sam.fetch(path);
	await sam.fetch('/health', { method: 'ERIKA' });
	const text = await figures();
	expect(text).not.toMatch(/erika|geheim|mustermann|sam\b/i);
	expect(text.split('\n').length - before).toBeLessThan(150);
});

test.each([
	['/db/', '/db'],
	['/db/_session', '/_session'],
	['/_session', '/_session'],
	['/db/hafencity-desk', '/db/:db'],
	['/db/hafencity-desk/', '/db/:db'],
	['/db/hafencity-desk/contact:1', '/db/:db/:doc'],
	['/db/hafencity-desk/_local/x/y', '/db/:db/_local'],
	['/db/_users/org.couchdb.user:mia', '/db/:db/:doc'],
	['/db/_all_dbs', '/db/_server'],
	['/api/setup', '/api/setup'],
	['/api/hafencity/receipts/1', '/api/:quarter/receipts'],
	['/api/hafencity/constructor', '/api/:quarter/other'],
	['/', '/app'],
	['/_app/immutable/x.js', '/app']
])('%s is told as %s', (path, told) => {
	expect(routeClass(path)).toBe(told);
});
