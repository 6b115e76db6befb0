import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, decision, openServer, type Person, type TestServer, Visitor } from '../../tests/sync/server-rig.ts';
import { noticeRestore } from '../restored.ts';

let server: TestServer;
let admin: Visitor;
const as = (name: Person) => new Visitor(server).signIn(name);
beforeEach(async () => {
	server = await openServer();
	admin = new Visitor(server);
	await admin.send('POST', '/_session', { name: 'admin', password: ADMIN_PASSWORD });
});
afterEach(() => server.close());
const statuses = async (...answers: Promise<Response>[]) => Promise.all(answers.map(async (answer) => (await answer).status));

describe('S2.18 _security of a database an administrator made', () => {
	const put = (security: unknown) => admin.send('PUT', '/db/eigene/_security', security);
	const readAndWrite = (visitor: Visitor) => statuses(visitor.fetch('/db/eigene'), visitor.send('POST', '/db/eigene', { free: true }));
	beforeEach(() => admin.fetch('/db/eigene', { method: 'PUT' }));

	test('is the administrator’s at first, for members by name or role when they are named, for everybody when nobody is', async () => {
		const [nobody, olga, sam] = [new Visitor(server), await as('olga'), await as('sam')];
		expect(await (await admin.fetch('/db/eigene/_security')).json()).toEqual({ admins: { roles: ['_admin'] }, members: { roles: ['_admin'] } });
		expect([await readAndWrite(nobody), await readAndWrite(olga), await readAndWrite(sam)]).toEqual([[401, 401], [403, 403], [403, 403]]);
		await put({ members: { names: ['olga'] } });
		expect([await readAndWrite(nobody), await readAndWrite(olga), await readAndWrite(sam)]).toEqual([[401, 401], [200, 201], [403, 403]]);
		await put({ members: { roles: ['staff'] } });
		expect([await readAndWrite(nobody), await readAndWrite(olga), await readAndWrite(sam)]).toEqual([[401, 401], [403, 403], [200, 201]]);
		await put({});
		expect([await readAndWrite(nobody), await readAndWrite(olga)]).toEqual([[200, 201], [200, 201]]);
	});

	test('`readers`, as CouchDB 1.0 wrote, are its members where no `members` are there', async () => {
		const [nobody, olga, sam] = [new Visitor(server), await as('olga'), await as('sam')];
		await put({ readers: { roles: ['staff'] } });
		expect([await readAndWrite(nobody), await readAndWrite(olga), await readAndWrite(sam)]).toEqual([[401, 401], [403, 403], [200, 201]]);
		await put({ readers: { roles: ['staff'] }, members: { names: ['olga'] } });
		expect([await readAndWrite(olga), await readAndWrite(sam)]).toEqual([[200, 201], [403, 403]]);
	});

	test.each([{ members: null }, { members: 'olga' }, { members: ['olga'] }, { readers: { roles: 'staff' } }, { admins: { names: ['olga', 1] } }])('%j is refused, lest it opens what it should close', async (security) => {
		const before = await (await admin.fetch('/db/eigene/_security')).json();
		expect((await put(security)).status).toBe(500);
		expect(await (await admin.fetch('/db/eigene/_security')).json()).toEqual(before);
	});

	test('its administrators do what is for administrators there, its members not, and nobody elsewhere', async () => {
		await put({ admins: { names: ['olga'] }, members: { names: ['sam'] } });
		let design = 0;
		const administer = (visitor: Visitor, db: string) =>
			statuses(
				visitor.send('PUT', `/db/${db}/_design/${design++}`, { language: 'query' }),
				visitor.send('POST', `/db/${db}/_compact`, {}),
				visitor.send('PUT', `/db/${db}/_revs_limit`, 100),
				visitor.send('PUT', `/db/${db}/_security`, { admins: { names: ['olga'] }, members: { names: ['sam'] } })
			);
		expect(await administer(await as('olga'), 'eigene')).toEqual([201, 202, 200, 200]);
		expect(await administer(await as('sam'), 'eigene')).toEqual([403, 403, 403, 403]);
		expect(await administer(await as('olga'), 'hafencity-desk')).toEqual([403, 403, 403, 403]);
		expect((await (await as('olga')).fetch('/db/eigene', { method: 'DELETE' })).status, 'removing it is the server’s administrator’s').toBe(403);
	});

	test('no batch of a member brings design documents or the server’s own notes', async () => {
		await put({ members: { names: ['olga'] } });
		const olga = await as('olga');
		const answer = await olga.send('POST', '/db/eigene/_bulk_docs', { docs: [{ _id: '_design/x' }, { _id: '_local/server:checkpoints:olga' }, { _id: 'a' }] });
		expect(await answer.json()).toMatchObject([{ error: 'forbidden' }, { error: 'forbidden' }, { ok: true }]);
	});

	test('of the quarter it is fixed', async () => {
		expect(await (await (await as('sam')).fetch('/db/hafencity-desk/_security')).json()).toEqual({ admins: { names: [], roles: ['_admin'] }, members: { names: [], roles: ['manager', 'staff'] } });
		expect((await admin.send('PUT', '/db/hafencity-desk/_security', {})).status).toBe(403);
	});
});

describe('S2.13 one’s own user document', () => {
	const path = '/db/_users/org.couchdb.user:sam';
	const password = 'ein ganz neues Passwort';
	const read = async (visitor: Visitor) => (await (await visitor.fetch(path)).json()) as Record<string, unknown>;

	test('is read and gets a new password, as with CouchDB; sessions end', async () => {
		const sam = await as('sam');
		const doc = await read(sam);
		expect(doc).toMatchObject({ name: 'sam', roles: ['staff'] });
		expect((await sam.send('PUT', path, { ...doc, password })).status).toBe(201);
		expect((await sam.fetch(path)).status).toBe(401);
		expect((await sam.send('POST', '/_session', { name: 'sam', password })).status).toBe(200);
		expect((await sam.fetch(path)).status).toBe(200);
		expect(JSON.stringify(await read(sam))).not.toContain(password);
	});

	test.each([
		['roles', { roles: ['manager'] }, 403],
		['roles by another type', { roles: 'manager' }, 403],
		['another name', { name: 'mia' }, 403],
		['a deletion', { _deleted: true }, 403],
		['a weak password', { password: 'kurz' }, 403]
	])('%s is refused and changes nothing', async (_, set, status) => {
		const sam = await as('sam');
		const before = await read(sam);
		expect((await sam.send('PUT', path, { ...before, ...set })).status).toBe(status);
		expect(await read(sam)).toEqual(before);
	});

	test('a hash that was sent, and a history that was invented, do not count', async () => {
		const sam = await as('sam');
		const doc = await read(sam);
		await sam.send('PUT', path, { ...doc, salt: 'fremd', derived_key: '00', iterations: 1 });
		expect(await read(await as('sam'))).toMatchObject({ salt: doc.salt, derived_key: doc.derived_key, iterations: doc.iterations });
		const sent = await (await as('sam')).send('PUT', `${path}?new_edits=false`, { ...doc, _rev: '900-x', _revisions: { start: 900, ids: ['x'] } });
		expect(sent.status).toBe(409);
	});

	test('nobody else’s', async () => {
		const sam = await as('sam');
		const other = '/db/_users/org.couchdb.user:mia';
		expect(await statuses(sam.fetch(other), sam.send('PUT', other, {}), sam.fetch(`${path}/attachment`), sam.fetch('/db/_users/_all_docs'), sam.send('POST', '/db/_users/_bulk_get', { docs: [{ id: 'org.couchdb.user:sam' }] }))).toEqual(Array(5).fill(403));
	});

	test('no name begins like CouchDB’s own', async () => {
		const answer = await admin.send('PUT', '/db/_users/org.couchdb.user:_ro', { type: 'user', name: '_ro', roles: [], password });
		expect([answer.status, await answer.json()]).toMatchObject([403, { error: 'forbidden', field: 'name' }]);
	});

	test('the administrator cannot make somebody the server itself', async () => {
		for (const role of ['_admin', 'registrar']) {
			const answer = await admin.send('PUT', '/db/_users/org.couchdb.user:ro', { type: 'user', name: 'ro', roles: [role], password });
			expect(await answer.json()).toMatchObject({ error: 'forbidden', field: 'roles.0' });
		}
	});
});

describe('S2.16 nobody decides in another’s name', () => {
	const push = async (visitor: Visitor, doc: Record<string, unknown>, newEdits = true) => {
		const answer = await visitor.send('POST', '/db/hafencity-desk/_bulk_docs', { docs: [doc], new_edits: newEdits });
		return ((await answer.json()) as { field?: string; error?: string }[])[0]?.field ?? 'taken';
	};

	test('a decision names whose session brings it; one that is known comes again from anybody', async () => {
		const [mia, sam] = [await as('mia'), await as('sam')];
		expect(await push(sam, decision('1'))).toBe('decidedBy');
		expect(await push(sam, { ...decision('1'), _rev: '1-a' }, false)).toBe('decidedBy');
		expect(await push(mia, { ...decision('1'), _rev: '1-a' }, false)).toBe('taken');
		expect(await push(sam, { ...decision('1'), _rev: '1-a' }, false)).toBe('taken');
		expect(await push(sam, decision('2', { decidedBy: 'sam' }))).toBe('taken');
		expect(await push(admin, decision('3')), 'the administrator moves databases').toBe('taken');
	});

	test('after a restore any device brings back what others had decided before it, for 30 days', async () => {
		const sam = await as('sam');
		const desk = (await server.store.database('hafencity-desk'))!;
		const life = (await desk.getLocal('server:life'))!;
		await desk.putLocal('server:life', { uuid: 'that of the lost one' }, life._rev);
		server.clock.now += 1000;
		await noticeRestore(server.app.context);
		expect(await push(sam, decision('before'))).toBe('taken');
		expect(await push(sam, decision('after', { decidedAt: new Date(server.clock.now + 1000).toISOString() }))).toBe('decidedBy');
		server.clock.now += 31 * 24 * 60 * 60 * 1000;
		expect(await push(await as('sam'), decision('late'))).toBe('decidedBy');
		const { entries } = await server.app.context.audit.entries();
		expect(entries.map(({ act }) => act)).toEqual(['restored']);
	});
});

describe('S2.8 checkpoints', () => {
	const put = (visitor: Visitor, id: string, body: unknown = {}) => visitor.send('PUT', `/db/hafencity-desk/_local/${id}`, body);

	test('are small, and an account’s oldest goes where it has too many', async () => {
		const sam = await as('sam');
		expect((await put(sam, 'large', { text: 'x'.repeat(70_000) })).status).toBe(413);
		const desk = (await server.store.database('hafencity-desk'))!;
		const { noteCheckpoint } = await import('./checkpoints.ts');
		for (const id of ['a', 'b', 'c', 'a', 'd', 'e']) {
			const found = await desk.getLocal(id);
			await desk.putLocal(id, {}, found?._rev);
			await noteCheckpoint(desk, 'sam', id, 3);
		}
		const left = await Promise.all(['a', 'b', 'c', 'd', 'e'].map(async (id) => (await desk.getLocal(id)) !== undefined));
		expect(left).toEqual([true, false, false, true, true]);
	});

	test('each is written down with its account', async () => {
		await put(await as('sam'), 'one');
		await put(await as('mia'), 'two');
		const desk = (await server.store.database('hafencity-desk'))!;
		expect(await desk.getLocal('server:checkpoints:sam')).toMatchObject({ ids: ['one'] });
		expect(await desk.getLocal('server:checkpoints:mia')).toMatchObject({ ids: ['two'] });
	});
});

describe('S2.3 a feed ends with what allowed it', () => {
	const open = (visitor: Visitor, db = 'hafencity-desk', feed = 'continuous') => visitor.fetch(`/db/${db}/_changes?feed=${feed}&since=now&heartbeat=60000`);
	/** All that a feed says until it ends. */
	const whole = async (answer: Promise<Response>) => (await answer).text();
	const write = async () => (await server.store.database('hafencity-desk'))!.bulkDocs([decision('new')]);

	test.each(['continuous', 'longpoll', 'eventsource'])('%s: who signed out or lost the account hears nothing more', async (feed) => {
		const sam = await as('sam');
		const [signedOut, removed] = [open(Object.assign(new Visitor(server), { cookie: sam.cookie }), 'hafencity-desk', feed), open(await as('mia'), 'hafencity-desk', feed)];
		await Promise.all([signedOut, removed]);
		await sam.fetch('/_session', { method: 'DELETE' });
		const users = (await server.store.database('_users'))!;
		const mia = (await users.get('org.couchdb.user:mia'))!;
		await users.bulkDocs([{ _id: mia._id, _rev: mia._rev, _deleted: true }]);
		await write();
		for (const text of [await whole(signedOut), await whole(removed)]) expect(text).not.toContain('decision:new');
		expect(server.app.context.feeds.waiting()).toBe(0);
	});

	test('who may go on does', async () => {
		const sam = await as('sam');
		const reader = (await open(sam)).body!.getReader();
		await write();
		expect(new TextDecoder().decode((await reader.read()).value)).toContain('decision:new');
		await reader.cancel();
		expect(server.app.context.feeds.waiting()).toBe(0);
	});

	test('S2.10 an account has a hundred of them, others are not concerned, and checkpoints go on', async () => {
		const sam = await as('sam');
		const feeds = await Promise.all(Array.from({ length: 100 }, () => open(sam)));
		const refused = await open(sam);
		expect([refused.status, refused.headers.get('Retry-After'), await refused.json()]).toEqual([429, '30', { error: 'too_many_requests', reason: expect.any(String) }]);
		expect((await sam.send('PUT', '/db/hafencity-desk/_local/x', {})).status).toBe(201);
		const mia = await open(await as('mia'));
		expect(mia.status).toBe(200);
		await Promise.all([...feeds, mia].map(({ body }) => body!.cancel()));
		expect(server.app.context.feeds.waiting()).toBe(0);
		const again = await open(sam);
		expect(again.status).toBe(200);
		await again.body!.cancel();
	});
});
