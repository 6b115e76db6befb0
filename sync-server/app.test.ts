import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, event, openServer, people, type TestServer, Visitor } from '../tests/sync/server-rig.ts';
import { openSqlite } from './store/sqlite.ts';
import { createApp } from './app.ts';
import { createQuarter } from './context.ts';
import { defaults } from './settings.ts';

let server: TestServer;
let visitor: Visitor;
beforeEach(async () => {
	server = await openServer();
	visitor = new Visitor(server);
});
afterEach(() => server.close());
const told = async (answer: Promise<Response>) => [(await answer).status, await (await answer).json()];

test('S1.2 health tells version, store and readiness to anyone', async () => {
	expect(await told(visitor.fetch('/health'))).toEqual([200, { version: expect.stringMatching(/^\d+\.\d+\.\d+$/), store: 'sqlite', ready: true, writable: true, backup: 'off' }]);
	server.app.close();
	expect((await visitor.fetch('/health')).status).toBe(503);
});

test.each(['/', '/health', '/db/', '/db/nirgendwo', '/api/x/snapshot', '/nichts.js', '/_session'])('S1.5 %s carries the security headers', async (path) => {
	const { headers } = await visitor.fetch(path);
	expect(headers.get('Content-Security-Policy')).toContain("frame-ancestors 'none'");
	expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
	expect(headers.get('Referrer-Policy')).toBe('no-referrer');
	expect(headers.get('Cross-Origin-Opener-Policy')).toBe('same-origin');
	expect(headers.get('Permissions-Policy')).toContain('geolocation=()');
});

test('S1.6 answers are not stored, errors neither', async () => {
	for (const path of ['/db/', '/db/nirgendwo', '/db/hafencity-public/_changes', '/api/quatsch', '/_session']) {
		expect((await visitor.fetch(path)).headers.get('Cache-Control'), path).toBe('no-store');
	}
});

describe('S1.4 problem details', () => {
	const problem = (code: string, status: number, more = {}) => [status, { type: 'about:blank', title: code, status, code, detail: expect.any(String), ...more }];

	test.each([
		['S4.6 an unknown quarter', 'GET', '/api/nirgendwo/snapshot', 'unknown-quarter', 404],
		['anything of an unknown quarter', 'GET', '/api/nirgendwo/quatsch', 'unknown-quarter', 404],
		['an unknown address', 'GET', '/api/hafencity/quatsch', 'not-found', 404],
		['an unknown address of the api', 'GET', '/api', 'not-found', 404],
		['a missing file', 'GET', '/_app/immutable/x.js', 'not-found', 404]
	])('%s', async (_, method, path, code, status) => {
		const answer = await visitor.fetch(path, { method });
		expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
		expect([answer.status, await answer.json()]).toEqual(problem(code, status));
	});

	test('a wrong method says which are right', async () => {
		for (const [method, path, allow] of [['PUT', '/api/setup', 'POST'], ['DELETE', '/api/hafencity/snapshot', 'HEAD, GET'], ['PUT', '/kalender', 'GET, HEAD'], ['POST', '/health', 'HEAD, GET']] as const) {
			const answer = await visitor.send(method, path, {});
			expect([path, answer.status, answer.headers.get('Allow')]).toEqual([path, 405, allow]);
		}
	});

	test('garbage, another type, and five megabytes of text', async () => {
		const post = (body: string, type = 'application/json') => visitor.fetch('/api/hafencity/inbox', { method: 'POST', body, headers: { 'Content-Type': type } });
		expect(await told(post('{"id":'))).toEqual(problem('not-json', 400));
		expect(await told(post('{}', 'text/plain'))).toEqual(problem('wrong-type', 415));
		expect(await told(post(JSON.stringify({ purpose: 'x'.repeat(5_000_000) })))).toEqual(problem('too-large', 413));
	});

	test('each wrong field is named', async () => {
		const [status, body] = await told(visitor.send('POST', '/api/hafencity/inbox', { id: 'x' }));
		expect(status).toBe(422);
		expect((body as { errors: { field: string; code: string }[] }).errors).toEqual(expect.arrayContaining([{ code: 'missing', field: 'room', detail: expect.any(String) }]));
	});

	test('a bug is 500, says nothing of itself, and is logged', async () => {
		const log: string[] = [];
		const store = openSqlite(':memory:');
		const app = createApp({ store, settings: defaults, log: (line) => log.push(line), build: '/nowhere' });
		await createQuarter(app.context);
		store.database = () => Promise.reject(new Error('the secret of the house'));
		for (const path of ['/db/hafencity-public', '/api/hafencity/snapshot']) {
			const answer = await app.fetch(new Request(`http://in.process${path}`));
			expect([answer.status, (await answer.text()).includes('secret')]).toEqual([500, false]);
		}
		expect(log).toHaveLength(2);
		await store.close();
	});
});

describe('S2.1, S2.2 the one-time link', () => {
	const setUp = async () => {
		const store = openSqlite(':memory:');
		const app = createApp({ store, settings: defaults, build: '/nowhere' });
		await createQuarter(app.context);
		const server = { app, store, clock: { now: 0 }, close: () => store.close() };
		return { app, visitor: new Visitor(server), token: (await app.issueSetupToken())! };
	};
	const password = 'zwölf Zeichen sind genug';

	test('makes a manager who is signed in, once', async () => {
		const { app, visitor, token } = await setUp();
		expect(token).toMatch(/^[\w-]{32}$/);
		expect(await told(visitor.send('POST', '/api/setup', { token, name: 'Frau Möller', password }))).toEqual([201, { ok: true, name: 'Frau Möller', roles: ['manager'] }]);
		expect((await visitor.fetch('/db/hafencity-desk')).status).toBe(200);
		expect(await told(visitor.send('POST', '/api/setup', { token, name: 'zwei', password }))).toMatchObject([410, { code: 'link-used' }]);
		expect(await app.issueSetupToken()).toBeUndefined();
	});

	test('a wrong token is refused, a weak password or name leaves the link usable', async () => {
		const { visitor, token } = await setUp();
		for (const wrong of ['x', undefined, null, 5, `${token}x`]) {
			expect(await told(visitor.send('POST', '/api/setup', { token: wrong, name: 'mia', password }))).toMatchObject([410, { code: 'link-used' }]);
		}
		expect(await told(visitor.send('POST', '/api/setup', { token, name: 'mia', password: 'kurz' }))).toMatchObject([422, { errors: [{ code: 'weak-password', field: 'password' }] }]);
		expect(await told(visitor.send('POST', '/api/setup', { token, name: '', password }))).toMatchObject([422, { errors: [{ code: 'missing', field: 'name' }] }]);
		expect(await told(visitor.send('POST', '/api/setup', { token, name: 'a:b', password }))).toMatchObject([422, { errors: [{ field: 'name' }] }]);
		expect((await visitor.send('POST', '/api/setup', { token, name: 'mia', password })).status).toBe(201);
	});

	test('a store that fails leaves the link usable', async () => {
		const { app, visitor, token } = await setUp();
		const { store } = app.context;
		const open = store.database;
		store.database = () => Promise.reject(new Error('the disk is full'));
		expect((await visitor.send('POST', '/api/setup', { token, name: 'mia', password })).status).toBe(500);
		store.database = open;
		expect((await visitor.send('POST', '/api/setup', { token, name: 'mia', password })).status).toBe(201);
	});

	test('of two that use it at once one succeeds', async () => {
		const { visitor, token } = await setUp();
		const answers = await Promise.all(['mia', 'sam'].map((name) => visitor.send('POST', '/api/setup', { token, name, password })));
		expect(answers.map(({ status }) => status).sort()).toEqual([201, 410]);
	});
});

describe('S2.3 sessions', () => {
	test('the cookie is for this site and for nobody’s script; Secure behind TLS', async () => {
		const proxied = new Visitor(server, '127.0.0.1');
		const sign = (headers = {}) => proxied.send('POST', '/db/_session', { name: 'mia', password: people.mia.password }, headers);
		const cookie = (await sign()).headers.get('Set-Cookie')!;
		expect(cookie).toMatch(/^AuthSession=[\w-]+; Path=\/; HttpOnly; SameSite=Strict; Max-Age=\d+$/);
		expect((await sign({ 'X-Forwarded-Proto': 'https' })).headers.get('Set-Cookie')).toContain('; Secure');
	});

	test('by form too, and under /_session; signing out forgets it', async () => {
		const body = new URLSearchParams({ name: 'mia', password: people.mia.password });
		expect(await told(visitor.fetch('/_session', { method: 'POST', body }))).toEqual([200, { ok: true, name: 'mia', roles: ['manager'] }]);
		expect((await visitor.fetch('/db/hafencity-desk')).status).toBe(200);
		await visitor.fetch('/_session', { method: 'DELETE' });
		expect(visitor.cookie).toBe('');
		expect(await told(visitor.fetch('/_session'))).toMatchObject([200, { userCtx: { name: null } }]);
	});

	test('a cookie is not forged, and not carried over to another name', async () => {
		await visitor.signIn('sam');
		const [name, start, signature] = Buffer.from(visitor.cookie.split('=')[1]!, 'base64url').toString().split(':');
		const forge = (...parts: unknown[]) => `AuthSession=${Buffer.from(parts.join(':')).toString('base64url')}`;
		for (const cookie of [forge('mia', start, signature), forge(name, 'ffffffff', signature), forge(name, start, ''), forge(name, start), forge('niemand', start, signature), 'AuthSession=%%%']) {
			visitor.cookie = cookie;
			expect((await visitor.fetch('/db/hafencity-public')).status, cookie).toBe(401);
		}
	});

	test('S2.3 a body that is no object is refused in CouchDB’s words', async () => {
		expect(await told(visitor.send('POST', '/_session', []))).toEqual([400, { error: 'bad_request', reason: 'Request body must be a JSON object' }]);
	});

	test('wrong and unknown are the same; without ADMIN_PASSWORD there is no admin', async () => {
		const answers = await Promise.all([{ name: 'mia', password: 'falsch' }, { name: 'niemand', password: 'falsch' }, { name: 'mia' }].map((body) => told(visitor.send('POST', '/db/_session', body))));
		expect(answers).toEqual(Array(3).fill([401, { error: 'unauthorized', reason: 'Name or password is wrong.' }]));
		const other = await openServer({ settings: { adminPassword: undefined } });
		const basic = { Authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}` };
		expect((await new Visitor(other).fetch('/db/', { headers: basic })).status).toBe(401);
		expect((await visitor.fetch('/db/', { headers: basic })).status).toBe(200);
		await other.close();
	});
});

describe('S2.9 writes from elsewhere', () => {
	test.each([
		[{ 'Sec-Fetch-Site': 'cross-site' }, 403],
		[{ 'Sec-Fetch-Site': 'same-site' }, 403],
		[{ 'Sec-Fetch-Site': 'same-origin', Origin: 'http://dev.proxy' }, 201],
		[{ 'Sec-Fetch-Site': 'none' }, 201],
		[{ Origin: 'http://anderswo.example' }, 403],
		[{ Origin: 'null' }, 403],
		[{ Origin: 'http://in.process' }, 201],
		[{}, 201]
	])('%o → %i', async (headers, status) => {
		await visitor.signIn('mia');
		expect((await visitor.send('POST', '/db/hafencity-desk/_bulk_docs', { docs: [] }, headers as Record<string, string>)).status).toBe(status);
		if (status === 403) expect(await told(visitor.send('POST', '/api/hafencity/inbox', {}, headers as Record<string, string>))).toMatchObject([403, { code: 'other-origin' }]);
	});
});

test('S2.9 POST under /db is JSON, or it is refused before it is read; PUT takes any type, as CouchDB does', async () => {
	await visitor.send('POST', '/db/_session', { name: 'admin', password: ADMIN_PASSWORD });
	await visitor.fetch('/db/neu', { method: 'PUT' });
	const posts = server.app.routes().filter((route) => route.startsWith('POST /db/:db') && !route.includes('_:function') && !route.includes('_temp_view'));
	expect(posts.length).toBeGreaterThan(8);
	for (const route of posts) {
		const answer = await visitor.fetch(route.slice('POST '.length).replace(':db', 'neu').replace(':id', 'a'), { method: 'POST', body: '{"docs":[]}', headers: { 'Content-Type': 'text/plain' } });
		expect([route, answer.status]).toEqual([route, 415]);
	}
	for (const [path, body] of [['a', '{}'], ['_local/a', '{}'], ['_security', '{}'], ['_revs_limit', '10']]) {
		const answer = await visitor.fetch(`/db/neu/${path}`, { method: 'PUT', body: body!, headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });
		expect([path, answer.ok]).toEqual([path, true]);
	}
});

describe('S2.10 limits per address', () => {
	test('ten attempts to sign in a minute, then 429 with Retry-After; others are not concerned', async () => {
		let n = 0;
		const attempt = (from: string) => new Visitor(server, from).send('POST', '/db/_session', { name: Object.keys(people)[n++ % 4], password: 'falsch' });
		for (let n = 0; n < 10; n++) expect((await attempt('1.1.1.1')).status).toBe(401);
		const blocked = await attempt('1.1.1.1');
		expect([blocked.status, blocked.headers.get('Retry-After')]).toEqual([429, '6']);
		expect(await blocked.json()).toMatchObject({ error: 'too_many_requests' });
		const forwarded = await new Visitor(server, '1.1.1.1').send('POST', '/db/_session', {}, { 'X-Forwarded-For': '9.9.9.9' });
		expect(forwarded.status, 'nobody chooses their address').not.toBe(200);
		expect((await attempt('2.2.2.2')).status).toBe(401);
		server.clock.now += 6000;
		expect((await attempt('1.1.1.1')).status).toBe(401);
		expect((await attempt('1.1.1.1')).status).toBe(429);
	});

	test('guessing by Basic counts, a right password is remembered and does not', async () => {
		const basic = (password: string) => new Visitor(server, '3.3.3.3').fetch('/db/', { headers: { Authorization: `Basic ${btoa(`mia:${password}`)}` } });
		for (let n = 0; n < 20; n++) expect((await basic(people.mia.password)).status).toBe(200);
		const statuses = new Set<number>();
		for (let n = 0; n < 12; n++) statuses.add((await basic(`falsch${n}`)).status);
		expect([...statuses]).toEqual([401, 429]);
		expect((await basic(people.mia.password)).status).toBe(200);
	});

	test('the inbox takes thirty a minute, setup ten', async () => {
		const statuses = async (path: string, count: number) => {
			const all = [];
			for (let n = 0; n < count; n++) all.push((await new Visitor(server, '4.4.4.4').send('POST', path, {})).status);
			return all.indexOf(429);
		};
		expect(await statuses('/api/hafencity/inbox', 31)).toBe(30);
		expect(await statuses('/api/setup', 11)).toBe(10);
	});

	test('replication is not limited', async () => {
		await visitor.signIn('mia');
		for (let n = 0; n < 100; n++) expect((await visitor.send('POST', '/db/hafencity-desk/_revs_diff', {})).status).toBe(200);
	});
});

test('S2.4 residents are not turned away for an old cookie', async () => {
	visitor.cookie = 'AuthSession=abgelaufen';
	expect((await visitor.fetch('/api/hafencity/snapshot')).status).toBe(200);
	expect((await visitor.send('POST', '/api/hafencity/sample/removal', {})).status).toBe(401);
});

test('large JSON answers are gzip where asked for', async () => {
	await visitor.signIn('mia');
	await visitor.send('POST', '/db/hafencity-public/_bulk_docs', { docs: Array.from({ length: 50 }, (_, n) => event(`n${n}`)) });
	const answer = await visitor.fetch('/db/hafencity-public/_changes', { headers: { 'Accept-Encoding': 'gzip' } });
	expect(answer.headers.get('Content-Encoding')).toBe('gzip');
	const text = await new Response(answer.body!.pipeThrough(new DecompressionStream('gzip'))).json();
	expect(text).toMatchObject({ pending: 0 });
	expect((await visitor.fetch('/health', { headers: { 'Accept-Encoding': 'gzip' } })).headers.get('Content-Encoding')).toBeNull();
});
