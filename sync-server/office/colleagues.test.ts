import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openServer, people, type TestServer, Visitor } from '../../tests/sync/server-rig.ts';
import { createApp } from '../app.ts';

let server: TestServer;
let mia: Visitor;
let sam: Visitor;
beforeEach(async () => {
	server = await openServer();
	[mia, sam] = [await new Visitor(server).signIn('mia'), await new Visitor(server).signIn('sam')];
});
afterEach(() => server.close());

const API = '/api/hafencity';
const DAY = 24 * 60 * 60 * 1000;
const password = 'zwölf Zeichen sind genug';
const told = async (answer: Promise<Response>) => [(await answer).status, await (await answer).json()];
const problem = async (answer: Promise<Response>) => [(await answer).status, ((await (await answer).json()) as { code: string }).code];
const list = async () => (await (await mia.fetch(`${API}/accounts`)).json()) as { accounts: { name: string; role: string }[]; links: { id: string }[] };
const names = async () => (await list()).accounts.map(({ name, role }) => `${name} ${role}`);
const makeLink = async (path: string, body: unknown = {}) => (await (await mia.send('POST', API + path, body)).json()) as { path: string; id: string; until: string };
const tokenOf = ({ path }: { path: string }) => path.split('#')[1]!.split('/')[0]!;
const use = (token: string, name: string, by = new Visitor(server)) => by.send('POST', '/api/setup', { token, name, password });

describe('S2.14 a link for a new colleague', () => {
	test('makes an account of that role, once; the manager never sees a password', async () => {
		const link = await makeLink('/accounts', { role: 'staff' });
		expect(link).toEqual({ path: expect.stringMatching(/^\/buero\/einrichten#[\w-]{32}$/), id: expect.stringMatching(/^[0-9a-f]{64}$/), until: '2026-11-30T09:00:00.000Z' });
		expect((await list()).links).toEqual([{ id: link.id, role: 'staff', by: 'mia', until: link.until }]);
		const rosa = new Visitor(server);
		expect(await told(use(tokenOf(link), 'rosa', rosa))).toEqual([201, { ok: true, name: 'rosa', roles: ['staff'] }]);
		expect((await rosa.fetch('/db/hafencity-desk')).status).toBe(200);
		expect(await names()).toEqual(['mia manager', 'olga undefined', 'paula partner', 'rosa staff', 'sam staff', 'vera volunteer']);
		expect((await list()).links).toEqual([]);
		expect(await problem(use(tokenOf(link), 'zwei'))).toEqual([410, 'link-used']);
	});

	test('a name that is taken or a weak password leaves it usable', async () => {
		const token = tokenOf(await makeLink('/accounts', { role: 'manager' }));
		expect(await problem(use(token, 'sam'))).toEqual([409, 'name-taken']);
		expect(await problem(new Visitor(server).send('POST', '/api/setup', { token, name: 'rosa', password: 'kurz' }))).toEqual([422, 'weak-password']);
		expect((await use(token, 'rosa')).status).toBe(201);
	});

	test('ends after seven days, when it is withdrawn, and of two that use it at once one does', async () => {
		const [old, withdrawn] = [await makeLink('/accounts', { role: 'staff' }), await makeLink('/accounts', { role: 'staff' })];
		expect((await mia.fetch(`${API}/account-links/${withdrawn.id}`, { method: 'DELETE' })).status).toBe(200);
		expect((await mia.fetch(`${API}/account-links/${withdrawn.id}`, { method: 'DELETE' })).status).toBe(404);
		expect((await use(tokenOf(withdrawn), 'rosa')).status).toBe(410);
		server.clock.now += 7 * DAY;
		mia = await new Visitor(server).signIn('mia');
		expect((await list()).links).toEqual([]);
		expect((await use(tokenOf(old), 'rosa')).status).toBe(410);
		const link = tokenOf(await makeLink('/accounts', { role: 'staff' }));
		expect((await Promise.all(['rosa', 'karl'].map((name) => use(link, name)))).map(({ status }) => status).sort()).toEqual([201, 410]);
	});

	test.each([[{}], [{ role: '_admin' }], [{ role: 'registrar' }], [{ role: ['manager'] }]])('%o is no role', async (body) => {
		expect(await told(mia.send('POST', `${API}/accounts`, body))).toMatchObject([422, { errors: [{ field: 'role' }] }]);
		expect(await told(mia.send('PUT', `${API}/accounts/sam`, body))).toMatchObject([422, { errors: [{ field: 'role' }] }]);
	});
});

describe('S2.14 a link for a new password', () => {
	test('is for that account only, keeps its role, and ends its sessions when it is used', async () => {
		const link = await makeLink('/accounts/sam/link');
		expect(link.path).toMatch(/\/sam$/);
		expect((await sam.fetch('/db/hafencity-desk')).status, 'until then nothing changes').toBe(200);
		expect(await problem(use(tokenOf(link), 'mia'))).toEqual([422, 'wrong-name']);
		expect(await told(use(tokenOf(link), 'sam'))).toEqual([201, { ok: true, name: 'sam', roles: ['staff'] }]);
		expect((await sam.fetch('/db/hafencity-desk')).status).toBe(401);
		expect((await new Visitor(server).send('POST', '/db/_session', { name: 'sam', password: people.sam.password })).status).toBe(401);
		expect((await new Visitor(server).send('POST', '/db/_session', { name: 'sam', password })).status).toBe(200);
	});

	test('nobody gets one who has no account, and it goes with the account', async () => {
		expect(await problem(mia.send('POST', `${API}/accounts/niemand/link`, {}))).toEqual([404, 'not-found']);
		expect(await problem(mia.send('POST', `${API}/accounts/admin/link`, {}))).toEqual([404, 'not-found']);
		const link = await makeLink('/accounts/sam/link');
		await mia.fetch(`${API}/accounts/sam`, { method: 'DELETE' });
		expect((await list()).links).toEqual([]);
		expect((await use(tokenOf(link), 'sam')).status).toBe(410);
	});
});

describe('S2.14 changing and removing', () => {
	test('another role holds at once and ends the sessions', async () => {
		expect((await mia.send('PUT', `${API}/accounts/sam`, { role: 'volunteer' })).status).toBe(200);
		expect(await names()).toContain('sam volunteer');
		expect((await sam.fetch('/db/hafencity-desk')).status).toBe(401);
		await sam.signIn('sam');
		expect((await sam.fetch('/db/hafencity-desk')).status).toBe(403);
		expect((await mia.send('PUT', `${API}/accounts/niemand`, { role: 'staff' })).status).toBe(404);
	});

	test('a removed account is signed out everywhere; one made anew under its name does not inherit its sessions', async () => {
		const basic = { Authorization: `Basic ${btoa(`sam:${people.sam.password}`)}` };
		expect((await new Visitor(server).fetch('/db/hafencity-desk', { headers: basic })).status).toBe(200);
		expect((await mia.fetch(`${API}/accounts/sam`, { method: 'DELETE' })).status).toBe(200);
		expect((await sam.fetch('/db/hafencity-desk')).status).toBe(401);
		expect((await new Visitor(server).fetch('/db/hafencity-desk', { headers: basic })).status, 'remembered credentials end too').toBe(401);
		await use(tokenOf(await makeLink('/accounts', { role: 'staff' })), 'sam');
		expect((await sam.fetch('/db/hafencity-desk')).status).toBe(401);
	});

	test('the last manager stays one', async () => {
		for (const answer of [() => mia.fetch(`${API}/accounts/mia`, { method: 'DELETE' }), () => mia.send('PUT', `${API}/accounts/mia`, { role: 'staff' })]) {
			expect(await problem(answer())).toEqual([409, 'last-manager']);
		}
		expect((await mia.send('PUT', `${API}/accounts/mia`, { role: 'manager' })).status).toBe(200);
		await mia.signIn('mia');
		await mia.send('PUT', `${API}/accounts/sam`, { role: 'manager' });
		expect((await mia.fetch(`${API}/accounts/mia`, { method: 'DELETE' })).status).toBe(200);
		await sam.signIn('sam');
		expect(await problem(sam.fetch(`${API}/accounts/sam`, { method: 'DELETE' }))).toEqual([409, 'last-manager']);
	});

	test('of the last two that remove each other at once, on two servers, one stays', async () => {
		await mia.send('PUT', `${API}/accounts/sam`, { role: 'manager' });
		await sam.signIn('sam');
		const { store, settings } = server.app.context;
		const second = createApp({ store, settings, secret: 'the same after a restart', now: () => new Date(server.clock.now), build: '/nowhere' });
		const remove = (by: Visitor, name: string) => new Request(`http://in.process${API}/accounts/${name}`, { method: 'DELETE', headers: { Cookie: by.cookie } });
		const answers = await Promise.all([server.app.fetch(remove(mia, 'sam')), second.fetch(remove(sam, 'mia'))]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
		const left = (await server.store.database('_users'))!.allDocs({ startkey: 'org.couchdb.user:', includeDocs: true });
		expect((await left).rows.filter((row) => 'doc' in row && (row.doc?.roles as string[]).includes('manager'))).toHaveLength(1);
	});

	test('somebody who wanted to leave and did not counts again', async () => {
		await mia.send('PUT', `${API}/accounts/sam`, { role: 'manager' });
		const users = (await server.store.database('_users'))!;
		await users.putLocal('server:managers-leaving', { leaving: { sam: new Date(server.clock.now).toISOString() } }, undefined);
		expect(await problem(mia.send('PUT', `${API}/accounts/mia`, { role: 'staff' }))).toEqual([409, 'last-manager']);
		server.clock.now += 61_000;
		expect((await mia.send('PUT', `${API}/accounts/mia`, { role: 'staff' })).status).toBe(200);
	});
});

describe('S2.13 one’s own password', () => {
	const change = (body: unknown) => sam.send('PUT', `${API}/password`, body);

	test('is changed by whoever knows the old one; this device stays, the others are signed out', async () => {
		const other = await new Visitor(server).signIn('sam');
		expect(await problem(change({ current: 'falsch', password }))).toEqual([401, 'wrong-password']);
		expect(await problem(change({ current: people.sam.password, password: 'kurz' }))).toEqual([422, 'weak-password']);
		expect((await change({ current: people.sam.password, password })).status).toBe(200);
		expect((await sam.fetch('/db/hafencity-desk')).status).toBe(200);
		expect((await other.fetch('/db/hafencity-desk')).status).toBe(401);
	});

	test('guessing it counts', async () => {
		const statuses: number[] = [];
		for (let n = 0; n < 6; n++) statuses.push((await change({ current: 'falsch', password })).status);
		expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
	});
});
