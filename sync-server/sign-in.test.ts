import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, EIGHT_HOURS, openServer, people, type TestServer, Visitor } from '../tests/sync/server-rig.ts';
import { createApp } from './app.ts';
import type { IncomingDoc } from './store/store.ts';

let server: TestServer;
beforeEach(async () => void (server = await openServer()));
afterEach(() => server.close());

const DESK = '/db/hafencity-desk';
const signIn = (name: string, password: string, address = '', headers: Record<string, string> = {}) =>
	new Visitor(server, address).send('POST', '/db/_session', { name, password }, headers);
/** Another device with the same cookie: a thief's. */
const thief = ({ cookie }: Visitor) => Object.assign(new Visitor(server), { cookie });
const mayRead = async (visitor: Visitor) => (await visitor.fetch(DESK)).status === 200;

describe('S2.3 a session that ended', () => {
	test('by signing out does not hold in a stolen cookie, nor in one renewed before; another session does', async () => {
		const [laptop, tablet] = [await new Visitor(server).signIn('mia'), await new Visitor(server).signIn('mia')];
		const [early, other] = [thief(laptop), thief(tablet)];
		server.clock.now += EIGHT_HOURS / 2;
		expect((await laptop.fetch(DESK)).headers.get('Set-Cookie'), 'renewed').toContain('AuthSession=');
		const late = thief(laptop);
		expect([await mayRead(early), await mayRead(late)]).toEqual([true, true]);

		expect((await laptop.fetch('/db/_session', { method: 'DELETE' })).status).toBe(200);
		expect([await mayRead(early), await mayRead(late), await mayRead(other)]).toEqual([false, false, true]);
		server.clock.now += EIGHT_HOURS / 3;
		await thief(tablet).fetch('/_session', { method: 'DELETE' });
		expect([await mayRead(early), await mayRead(late), await mayRead(other)]).toEqual([false, false, false]);
	});

	test('has ended on every server of the store', async () => {
		const { store, settings } = server.app.context;
		const second = createApp({ store, settings, secret: 'the same after a restart', now: () => new Date(server.clock.now), build: '/nowhere' });
		const elsewhere = async (visitor: Visitor) => (await second.fetch(new Request(`http://in.process${DESK}`, { headers: { Cookie: visitor.cookie } }))).status;
		const mia = await new Visitor(server).signIn('mia');
		const stolen = thief(mia);
		expect(await elsewhere(stolen)).toBe(200);
		await mia.fetch('/db/_session', { method: 'DELETE' });
		expect(await elsewhere(stolen)).toBe(401);
	});

	test('the administrator’s too', async () => {
		const admin = new Visitor(server);
		await admin.send('POST', '/db/_session', { name: 'admin', password: ADMIN_PASSWORD });
		const stolen = thief(admin);
		expect(await mayRead(stolen)).toBe(true);
		await admin.fetch('/db/_session', { method: 'DELETE' });
		expect(await mayRead(stolen)).toBe(false);
	});

	test('what is written down about it is nobody’s to read, and does not grow for ever', async () => {
		const admin = { Authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}` };
		for (let day = 0; day < 4; day++) {
			const mia = await new Visitor(server).signIn('mia');
			await mia.fetch('/db/_session', { method: 'DELETE' });
			server.clock.now += 24 * 60 * 60 * 1000;
		}
		const users = (await server.store.database('_users'))!;
		expect(Object.keys((await users.getLocal('server:ended:mia'))!.ended as object)).toHaveLength(1);
		expect((await new Visitor(server).fetch('/db/_users/_local/server:ended:mia', { headers: admin })).status).toBe(404);
	});
});

describe('S2.10 wrong passwords', () => {
	test('five for one account from one address, then 429 for that pair only', async () => {
		for (let n = 0; n < 5; n++) expect((await signIn('mia', 'falsch', '1.1.1.1')).status).toBe(401);
		const blocked = await signIn('mia', people.mia.password, '1.1.1.1');
		expect([blocked.status, blocked.headers.get('Retry-After'), blocked.headers.get('Content-Type')]).toEqual([429, '60', 'application/json']);
		expect((await signIn('mia', people.mia.password, '2.2.2.2')).status).toBe(200);
		expect((await signIn('sam', people.sam.password, '1.1.1.1')).status).toBe(200);
		server.clock.now += 60_000;
		expect((await signIn('mia', people.mia.password, '1.1.1.1')).status).toBe(200);
	});

	test('a right one forgives the wrong ones before it', async () => {
		for (const password of ['falsch', 'falsch', 'falsch', 'falsch', people.mia.password, 'falsch', 'falsch']) {
			expect((await signIn('mia', password, '1.1.1.1')).status).toBe(password === 'falsch' ? 401 : 200);
		}
	});

	test('many at once are no way around', async () => {
		const statuses = (await Promise.all(Array.from({ length: 9 }, () => signIn('mia', 'falsch', '1.1.1.1')))).map(({ status }) => status);
		expect(statuses.filter((status) => status === 401)).toHaveLength(5);
	});

	test('a hundred for one account from everywhere', async () => {
		for (let n = 0; n < 100; n++) expect((await signIn('mia', 'falsch', `10.0.0.${n}`)).status).toBe(401);
		expect((await signIn('mia', people.mia.password, '10.0.1.1')).status).toBe(429);
		expect((await signIn('sam', people.sam.password, '10.0.1.1')).status).toBe(200);
	});

	test('an endless name is a wrong one', async () => {
		expect((await signIn('x'.repeat(50_000), 'falsch')).status).toBe(401);
	});

	test('S2.12 nobody gets more by inventing addresses', async () => {
		const direct = async (n: number) => (await signIn('mia', 'falsch', '9.9.9.9', { 'X-Forwarded-For': `5.5.5.${n}` })).status;
		const proxied = async (n: number) => (await signIn('sam', 'falsch', '127.0.0.1', { 'X-Forwarded-For': `5.5.5.${n}, 8.8.8.8` })).status;
		for (const attempt of [direct, proxied]) {
			const statuses: number[] = [];
			for (let n = 0; n < 6; n++) statuses.push(await attempt(n));
			expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
		}
		expect((await signIn('sam', people.sam.password, '127.0.0.1', { 'X-Forwarded-For': '8.8.4.4' })).status, 'another visitor of the proxy').toBe(200);
	});

	test('never keep staff from their checkpoints', async () => {
		const sam = await new Visitor(server, '1.1.1.1').signIn('sam');
		for (let n = 0; n < 40; n++) await signIn('sam', 'falsch', '1.1.1.1');
		for (let n = 0; n < 31; n++) await new Visitor(server, '1.1.1.1').send('POST', '/api/hafencity/inbox', {});
		for (let n = 0; n < 50; n++) expect((await sam.send('PUT', `${DESK}/_local/point${n}`, {})).status).toBe(201);
	});
});

test.each(['Basic', 'Basic !!!', `Basic ${btoa('mia')}`, 'Bearer x', 'quatsch'])('S2.4 a malformed Authorization header (%s) is nobody’s, as with CouchDB', async (header) => {
	const visitor = new Visitor(server);
	expect((await visitor.fetch('/db/', { headers: { Authorization: header } })).status).toBe(200);
	expect((await visitor.fetch(DESK, { headers: { Authorization: header } })).status).toBe(401);
});

test('S2.13 documents of older and other CouchDBs open too', async () => {
	const { pbkdf2Sync } = await import('node:crypto');
	const users = (await server.store.database('_users'))!;
	const old = { password_scheme: 'pbkdf2', iterations: 10, salt: 'salz', derived_key: pbkdf2Sync('passwort-von-alt', 'salz', 10, 20, 'sha1').toString('hex') };
	const other = { password_scheme: 'pbkdf2', pbkdf2_prf: 'sha512', iterations: 10, salt: 'salz', derived_key: pbkdf2Sync('passwort-von-neu', 'salz', 10, 64, 'sha512').toString('hex') };
	await users.bulkDocs([{ _id: 'org.couchdb.user:alt', type: 'user', name: 'alt', roles: ['staff'], ...old }, { _id: 'org.couchdb.user:neu', type: 'user', name: 'neu', roles: ['staff'], ...other }]);
	expect((await signIn('alt', 'passwort-von-alt')).status).toBe(200);
	expect((await signIn('neu', 'passwort-von-neu')).status).toBe(200);
	expect((await signIn('alt', 'passwort-von-neu')).status).toBe(401);
});

test('S2.3 _session is asked as tools of CouchDB ask: by username, and how somebody is known', async () => {
	const visitor = new Visitor(server);
	const basic = (password: string) => ({ headers: { Authorization: `Basic ${btoa(`mia:${password}`)}` } });
	const told = async (init: { headers?: Record<string, string> } = {}) => {
		const answer = await visitor.fetch('/_session?basic=true', init);
		const { error, userCtx, info } = (await answer.json()) as { error?: string; userCtx?: { name: string }; info?: { authenticated: string } };
		return [answer.status, error ?? userCtx?.name, info?.authenticated];
	};
	expect(await told()).toEqual([401, 'unauthorized', undefined]);
	expect(await told(basic('falsch'))).toEqual([401, 'unauthorized', undefined]);
	expect(await told(basic(people.mia.password))).toEqual([200, 'mia', 'default']);
	expect((await visitor.send('POST', '/_session', { username: 'mia', password: people.mia.password })).status).toBe(200);
	expect(await told()).toEqual([200, 'mia', 'cookie']);
});

describe('S2.13 an account in conflict', () => {
	const users = async () => (await server.app.context.store.database('_users'))!;
	const opens = async () => (await signIn('sam', people.sam.password)).status === 200;
	/** Another branch of the account, as replicating from a server leaves it where somebody else had changed it. */
	async function dispute() {
		const { _rev, ...doc } = (await (await users()).get('org.couchdb.user:sam'))!;
		const [generation, before] = _rev.split('-');
		const start = Number(generation) + 1;
		const branches = ['a', 'b'].map((hash) => ({ ...doc, _rev: `${start}-${hash}`, _revisions: { start, ids: [hash, before] } }));
		await (await users()).bulkDocs(branches as IncomingDoc[], { newEdits: false });
	}

	test('opens nothing, neither by password nor in a session', async () => {
		const [sam, basic] = [await new Visitor(server).signIn('sam'), { Authorization: `Basic ${btoa(`sam:${people.sam.password}`)}` }];
		const answers = async () => [await mayRead(sam), (await new Visitor(server).fetch(DESK, { headers: basic })).status, await opens()];
		expect(await answers()).toEqual([true, 200, true]);
		await dispute();
		expect(await answers()).toEqual([false, 401, false]);
	});

	test('is one again by what a manager makes it, and gone when a manager removes it', async () => {
		const mia = await new Visitor(server).signIn('mia');
		const account = '/api/hafencity/accounts/sam';
		await dispute();
		expect((await mia.send('PUT', account, { role: 'volunteer' })).status).toBe(200);
		expect(await (await signIn('sam', people.sam.password)).json()).toMatchObject({ roles: ['volunteer'] });
		await dispute();
		expect((await mia.fetch(account, { method: 'DELETE' })).status).toBe(200);
		expect(await opens()).toBe(false);
		expect((await (await users()).get('org.couchdb.user:sam'))?._deleted).toBe(true);
	});
});
