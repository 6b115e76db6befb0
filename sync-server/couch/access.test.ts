import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADMIN_PASSWORD, decision, event, openServer, type Person, type TestServer, Visitor } from '../../tests/sync/server-rig.ts';

let server: TestServer;
const visitors: Record<string, Visitor> = {};
const admin = `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}`;

beforeAll(async () => {
	server = await openServer();
	for (const name of ['mia', 'sam', 'vera'] as Person[]) visitors[name] = await new Visitor(server).signIn(name);
	visitors.nobody = new Visitor(server);
	visitors.stranger = new Visitor(server);
	visitors.stranger.cookie = 'AuthSession=bWlhOjA6MDA';
	visitors.admin = new Visitor(server);
	const asAdmin = visitors.admin.fetch.bind(visitors.admin);
	visitors.admin.fetch = (path, init = {}) => asAdmin(path, { ...init, headers: { ...init.headers, Authorization: admin } });
	await visitors.mia!.send('PUT', '/db/hafencity-public/event:1', event('1'));
	await visitors.mia!.send('PUT', '/db/hafencity-desk/decision:1', decision('1'));
});
afterAll(() => server.close());

describe('S2.4, S2.11 who is asking', () => {
	test('a session that does not hold is nobody on /db/_session', async () => {
		const userCtx = async (name: string) => ((await (await visitors[name]!.fetch('/db/_session')).json()) as { userCtx: unknown }).userCtx;
		expect((await visitors.stranger!.fetch('/db/hafencity-public')).status).toBe(401);
		expect(await userCtx('stranger')).toEqual({ name: null, roles: [] });
		expect(await userCtx('mia')).toEqual({ name: 'mia', roles: ['manager'] });
		expect(await userCtx('admin')).toEqual({ name: 'admin', roles: ['_admin', 'manager'] });
	});
});

describe('S2.6, S2.7, S3.8 documents that are not taken', () => {
	type Row = { error?: string; reason?: string; code?: string; field?: string; ok?: true };
	const push = async (db: string, docs: unknown[], newEdits = true, name = 'mia') => {
		const answer = await visitors[name]!.send('POST', `/db/${db}/_bulk_docs`, { docs, new_edits: newEdits });
		expect(answer.status).toBe(201);
		return (await answer.json()) as Row[];
	};
	const public_ = 'hafencity-public';
	const desk = 'hafencity-desk';
	const history = (start: number, length: number) => ({
		_rev: `${start}-h0`,
		_revisions: { start, ids: Array.from({ length }, (_, n) => `h${n}`) }
	});

	test.each([
		['a design document', public_, { _id: '_design/x', language: 'javascript' }, '_id'],
		['an attachment', public_, event('x', { _attachments: { a: { data: '', content_type: 'text/plain' } } }), '_attachments'],
		['an unknown kind', public_, { _id: 'quatsch:1', kind: 'quatsch' }, '_id'],
		['an id without a kind', public_, { _id: 'quatsch' }, '_id'],
		['no id', public_, { kind: 'event' }, '_id'],
		['an id that is no text', public_, { _id: { toString: 1 } }, '_id'],
		['another kind than the id says', public_, event('x', { kind: 'house' }), '_id'],
		['an unknown special member', public_, event('x', { _access: ['all'] }), '_access'],
		['a kind of the other database', public_, decision('x'), 'kind'],
		['a public kind in the desk', desk, event('x'), 'kind'],
		['what only the server writes', public_, { _id: 'occupancy:saal:2026-12-01', kind: 'occupancy', schema: 0, room: 'room:saal', date: '2026-12-01', slots: [] }, 'kind'],
		['a tombstone of what only the server writes', public_, { _id: 'occupancy:saal:2026-12-01', _deleted: true }, 'kind'],
		['a missing field', public_, event('x', { title: undefined }), 'title'],
		['a wrong nested field', public_, event('x', { title: { de: '' } }), 'title.de']
	])('%s', async (_, db, doc, field) => {
		expect(await push(db, [doc])).toMatchObject([{ error: 'forbidden', field, reason: expect.stringContaining(`${field}: `) }]);
	});

	test('an id that is no text, alone', async () => {
		const answer = await visitors.mia!.send('POST', `/db/${public_}`, { _id: { toString: 1 } });
		expect([answer.status, await answer.json()]).toMatchObject([403, { error: 'forbidden', field: '_id' }]);
	});

	test.each([
		['an invented generation', { ...event('x'), ...history(999_999_999, 1) }, '_rev'],
		['a jump of more than 1,000 over what is known', { ...event('1'), ...history(1002, 1) }, '_rev'],
		['a history longer than 1,000', { ...event('1'), ...history(1001, 1001) }, '_revisions'],
		['a history that does not end in the revision', { ...event('1'), _rev: '2-x', _revisions: { start: 2, ids: ['y', 'z'] } }, '_revisions'],
		['a history before the beginning', { ...event('1'), _rev: '1-x', _revisions: { start: 1, ids: ['x', 'z'] } }, '_revisions'],
		['no revision', event('y'), '_rev'],
		['a revision of nonsense', { ...event('y'), _rev: 'quatsch' }, '_rev'],
		['a hash no replica makes', { ...event('y'), _rev: '1-' }, '_rev'],
		['a history with such a hash', { ...event('y'), _rev: '2-x', _revisions: { start: 2, ids: ['x', 'y-z'] } }, '_revisions']
	])('with new_edits: false, %s', async (_, doc, field) => {
		expect(await push(public_, [doc], false)).toMatchObject([{ error: 'forbidden', field }]);
	});

	test('a jump of exactly 1,000 is taken', async () => {
		expect(await push(public_, [{ ...event('jump'), _rev: '1000-a' }], false)).toEqual([]);
	});

	test('an append-only document is not changed, deleted or given a second first revision; the same one again is fine', async () => {
		const known = (await (await visitors.mia!.fetch(`/db/${desk}/decision:1?revs=true`)).json()) as { _rev: string; _revisions: unknown };
		expect(await push(desk, [{ ...known, verdict: 'decline' }])).toMatchObject([{ error: 'forbidden', field: '_rev' }]);
		expect(await push(desk, [{ _id: 'decision:1', _rev: known._rev, _deleted: true }])).toMatchObject([{ error: 'forbidden', field: '_rev' }]);
		expect(await push(desk, [{ ...decision('1'), _rev: '1-other' }], false)).toMatchObject([{ error: 'forbidden', field: '_rev' }]);
		expect(await push(desk, [known], false)).toEqual([]);
	});

	test('the others of the batch are written, each row at its place', async () => {
		const rows = await push(public_, [event('one'), event('two', { status: 'vielleicht' }), event('three')]);
		expect(rows.map(({ ok, field }) => ok ?? field)).toEqual([true, 'status', true]);
	});

	test('a volunteer may write nothing of the catalogue', async () => {
		expect(await push(public_, [event('vera2')], true, 'vera')).toMatchObject([{ error: 'forbidden', field: 'kind' }]);
	});

	test('a tombstone keeps no content, and what the office deleted is told as deleted', async () => {
		const [row] = (await push(public_, [event('gone')])) as { rev: string }[];
		await push(public_, [{ ...event('gone'), _rev: row!.rev, _deleted: true, note: 'geheim' }]);
		const page = await (await visitors.nobody!.fetch(`/db/${public_}/_changes?include_docs=true&style=all_docs`)).text();
		expect(page).not.toContain('geheim');
		expect(await (await visitors.nobody!.fetch(`/db/${public_}/event:gone`)).json()).toEqual({ error: 'not_found', reason: 'deleted' });
	});

	test('S3.9 what was corrected in public is read by the office only', async () => {
		const [first] = (await push(public_, [event('corrected', { note: 'Anruf bei Frau Geheim' })])) as { rev: string }[];
		const [second] = (await push(public_, [event('corrected', { _rev: first!.rev, note: 'Anruf im Büro' })])) as { rev: string }[];
		const path = `/db/${public_}/event:corrected`;
		const readings = (name: string, rev: string) => [
			visitors[name]!.fetch(`${path}?rev=${rev}`),
			visitors[name]!.fetch(`${path}?open_revs=["${rev}"]`),
			visitors[name]!.send('POST', `/db/${public_}/_bulk_get`, { docs: [{ id: 'event:corrected', rev }] })
		];
		for (const [name, old, now] of [['nobody', false, true], ['vera', false, true], ['sam', true, true], ['admin', true, true]] as const) {
			for (const answer of readings(name, first!.rev)) expect((await (await answer).text()).includes('Geheim'), name).toBe(old);
			for (const answer of readings(name, second!.rev)) expect((await (await answer).text()).includes('Anruf im Büro'), name).toBe(now);
		}
		const latest = await visitors.nobody!.send('POST', `/db/${public_}/_bulk_get?latest=true`, { docs: [{ id: 'event:corrected', rev: first!.rev }] });
		expect(await latest.text(), 'a replica that asks for it gets what replaced it').toContain('Anruf im Büro');
	});

	test('S1.4 keys that reach into prototypes are dropped, duplicate keys are read once', async () => {
		const body = `{"docs": [${JSON.stringify(event('proto')).replace('{', '{"__proto__": {"a": 1}, "\\u005f_proto__": 2, "note": "erst", "note": "dann", ')}]}`;
		const answer = await visitors.mia!.fetch(`/db/${public_}/_bulk_docs`, { method: 'POST', body, headers: { 'Content-Type': 'application/json' } });
		expect(await answer.json()).toMatchObject([{ ok: true }]);
		const stored = await (await visitors.nobody!.fetch(`/db/${public_}/event:proto`)).text();
		expect(stored).not.toContain('proto__');
		expect(stored).toContain('"note":"dann"');
	});

	test('accounts: the password is kept as a hash only, roles and names are checked', async () => {
		const user = { type: 'user', name: 'rosa', roles: ['staff'], password: 'passwort-von-rosa' };
		const put = (doc: Record<string, unknown>, name = doc.name) => visitors.admin!.send('PUT', `/db/_users/org.couchdb.user:${name}`, doc);
		expect((await put(user)).status).toBe(201);
		const kept = await (await visitors.admin!.fetch('/db/_users/org.couchdb.user:rosa')).text();
		expect(kept).not.toContain('passwort-von');
		expect(JSON.parse(kept)).toMatchObject({ password_scheme: 'pbkdf2', pbkdf2_prf: 'sha256', iterations: 600_000 });
		const rosa = new Visitor(server);
		expect((await rosa.send('POST', '/_session', { name: 'rosa', password: 'passwort-von-rosa' })).status).toBe(200);
		expect(await (await put({ ...user, name: 'ro', roles: ['_admin'] })).json()).toMatchObject({ field: 'roles.0' });
		expect(await (await put({ ...user, name: 'ro', password: 'kurz' })).json()).toMatchObject({ code: 'weak-password', field: 'password' });
		expect(await (await put({ ...user, name: 'admin' })).json()).toMatchObject({ field: 'name' });
		expect(await (await put(user, 'anders')).json()).toMatchObject({ field: '_id' });

		const { _rev } = JSON.parse(kept) as { _rev: string };
		expect((await put({ ...user, _rev, password: 'ein-neues-passwort' })).status).toBe(201);
		expect((await rosa.fetch('/db/hafencity-desk')).status, 'a new password ends older sessions').toBe(401);
	});
});
