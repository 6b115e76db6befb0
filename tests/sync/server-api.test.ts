import { expect, test } from 'vitest';
import { askFor, decisionFor, everything, places, writeAll } from '../fixtures/quarter.ts';
import { ORIGIN, openServer } from './server-rig.ts';
import { openQuarter } from '../../sync-server/context.ts';
import { startRegistrar } from '../../sync-server/registrar/registrar.ts';

async function resident() {
	const { app } = await openServer();
	const quarter = (await openQuarter(app.context, 'hafencity'))!;
	await writeAll(quarter.public, places);
	const ask = (path: string, body: unknown, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
		app.fetch(new Request(`${ORIGIN}/api${path}`, { method: 'POST', headers, body: typeof body === 'string' ? body : JSON.stringify(body) }));
	const get = (path: string, headers: Record<string, string> = {}) => app.fetch(new Request(`${ORIGIN}/api${path}`, { headers }));
	return { app, quarter, ask, get };
}

test('S4.2–4.4 through the whole server: asked, confirmed, told, in the snapshot without a name', async () => {
	const { app, quarter, ask, get } = await resident();
	const wanted = askFor();
	expect((await ask('/hafencity/inbox', wanted)).status).toBe(201);
	await writeAll(quarter.desk, [decisionFor(`request:${wanted.id}`)]);
	const registrar = startRegistrar(app.context);
	await registrar.settled();
	await registrar.stop();

	const told = await get(`/hafencity/receipts/${wanted.id}`, { Authorization: `Bearer ${wanted.receipt}` });
	expect(told.headers.get('Cache-Control')).toBe('no-store');
	expect(await told.json()).toMatchObject({ state: 'confirmed' });
	const snapshot = await get('/hafencity/snapshot', { 'Accept-Encoding': 'gzip, br' });
	expect(snapshot.headers.get('Content-Encoding')).toBe('br');
	expect(snapshot.headers.get('Cache-Control')).toBe('no-cache');
	const plain = await (await get('/hafencity/snapshot')).text();
	expect(plain).toContain(`request:${wanted.id}`);
	expect(plain).not.toMatch(/erika|Nachbarschaftstreffen/i);
	const tag = snapshot.headers.get('ETag')!;
	expect((await get('/hafencity/snapshot', { 'Accept-Encoding': 'gzip, br', 'If-None-Match': tag })).status).toBe(304);
});

test('S1.4 each bad input has its clear answer', async () => {
	const { quarter, ask, get } = await resident();
	const said = async (answer: Response) => {
		expect(answer.headers.get('Content-Type')).toContain('json');
		return [answer.status, ((await answer.json()) as { code: string }).code];
	};
	expect(await said(await ask('/hafencity/inbox', askFor({ purpose: 'x'.repeat(5_000_000) })))).toEqual([413, 'too-large']);
	expect(await said(await ask('/hafencity/inbox', '{"id": "abc'))).toEqual([400, 'not-json']);
	expect(await said(await ask('/hafencity/inbox', 'a=b', { 'Content-Type': 'application/x-www-form-urlencoded' }))).toEqual([415, 'wrong-type']);
	expect(await said(await ask('/elsewhere/inbox', askFor()))).toEqual([404, 'unknown-quarter']);
	expect(await said(await get('/elsewhere/snapshot'))).toEqual([404, 'unknown-quarter']);
	expect(await said(await get(`/elsewhere/receipts/${askFor().id}`))).toEqual([404, 'unknown-quarter']);
	expect(await said(await get(`/hafencity/receipts/${askFor().id}`))).toEqual([404, 'unknown-receipt']);
	expect(await said(await get('/hafencity/inbox'))).toEqual([405, 'wrong-method']);
	expect(await said(await ask('/hafencity/inbox', askFor({ date: '2026-11-01' })))).toEqual([422, 'past']);
	expect(await said(await ask('/hafencity/sample/removal', {}))).toEqual([401, 'signed-out']);
	expect(await everything(quarter.desk)).toEqual([]);
});
