import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Files, openFiles, png } from '../../tests/sync/server-attachments.ts';
import { ADMIN_PASSWORD, decision, event, type Person, Visitor } from '../../tests/sync/server-rig.ts';

/** Who asks; `stranger` sends a session cookie that is not valid. */
const who = ['nobody', 'stranger', 'vera', 'sam', 'mia', 'admin'] as const;
type Statuses = Record<(typeof who)[number], number>;

let files: Files;
const visitors: Record<string, Visitor> = {};
/** The first revision of the public document, which was replaced. */
let replaced: string;
beforeAll(async () => {
	files = await openFiles();
	for (const name of ['vera', 'sam', 'mia'] as Person[]) visitors[name] = await new Visitor(files.server).signIn(name);
	for (const name of ['nobody', 'stranger', 'admin']) visitors[name] = new Visitor(files.server);
	visitors.stranger!.cookie = 'AuthSession=bWlhOjA6MDA';
	// Attachments get into the quarter's databases past this server only, through a CouchDB behind it.
	const [open, desk] = await Promise.all(['public', 'desk'].map((name) => files.server.store.database(`hafencity-${name}`)));
	const [row] = await open!.bulkDocs([{ ...event('1'), _attachments: { x: png('geheim') } }]);
	replaced = (row as { rev: string }).rev;
	await open!.bulkDocs([{ ...event('1'), _rev: replaced, _attachments: { x: png('offen') } }]);
	await desk!.bulkDocs([{ ...decision('1'), _attachments: { x: png('eins') } }]);
	await files.put('a', { _attachments: { x: png('eins') } });
});
afterAll(() => files.server.close());

const all = (status: number, but: Partial<Statuses> = {}): Statuses => ({ nobody: status, stranger: 401, vera: status, sam: status, mia: status, admin: status, ...but });
const staffOnly = (status: number) => all(status, { nobody: 401, vera: 403 });
const administratorOnly = (status: number) => ({ nobody: 401, stranger: 401, vera: 403, sam: 403, mia: 403, admin: status });
const related = '--b\r\nContent-Type: application/json\r\n\r\n{"_attachments":{"x":{"follows":true,"length":1}}}\r\n--b\r\n\r\nx\r\n--b--';

test.each<[method: string, path: string, statuses: Statuses]>([
	['GET', 'hafencity-public/event:1/x', all(200)],
	['GET', 'hafencity-public/event:1?attachments=true', all(200)],
	['GET', 'hafencity-public/event:1/x?rev=replaced', all(404, { sam: 200, mia: 200, admin: 200 })],
	['GET', 'hafencity-public/event:1?attachments=true&rev=replaced', all(404, { sam: 200, mia: 200, admin: 200 })],
	['PUT', 'hafencity-public/event:2/x', all(403, { nobody: 401 })],
	['DELETE', 'hafencity-public/event:1/x?rev=1-a', all(409, { nobody: 401 })],
	['RELATED', 'hafencity-public/event:2', all(403, { nobody: 401 })],
	['GET', 'hafencity-desk/decision:1/x', staffOnly(200)],
	['GET', 'hafencity-desk/decision:1?attachments=true', staffOnly(200)],
	['PUT', 'hafencity-desk/decision:2/x', staffOnly(403)],
	['DELETE', 'hafencity-desk/decision:1/x?rev=1-a', staffOnly(409)],
	['RELATED', 'hafencity-desk/decision:2', staffOnly(403)],
	['GET', '_users/org.couchdb.user:mia/x', administratorOnly(404)],
	['PUT', '_users/org.couchdb.user:mia/x', administratorOnly(403)],
	['GET', 'files/a/x', administratorOnly(200)],
	['PUT', 'files/a/x', administratorOnly(409)],
	['DELETE', 'files/a/x', administratorOnly(409)],
	['RELATED', 'files/a', administratorOnly(409)],
	['GET', 'nirgendwo/a/x', administratorOnly(404)]
])('S2.5 %s %s', async (method, path, statuses) => {
	for (const name of who) {
		const headers: Record<string, string> = name === 'admin' ? { Authorization: `Basic ${btoa(`admin:${ADMIN_PASSWORD}`)}` } : {};
		const sent = method === 'PUT' ? { body: 'eins' } : method === 'RELATED' ? { body: related } : {};
		if (method === 'RELATED') headers['Content-Type'] = 'multipart/related; boundary=b';
		const answer = await visitors[name]!.fetch(`/db/${path.replace('replaced', replaced)}`, { method: method === 'RELATED' ? 'PUT' : method, headers, ...sent });
		const body = await answer.text();
		expect([answer.status, body], name).toEqual([statuses[name], expect.any(String)]);
		if (statuses[name] !== 200) expect(body, name).not.toMatch(/geheim|Z2VoZWlt/);
	}
});

test('S2.9 a write from another origin is refused before it is read', async () => {
	for (const [path, type] of [['a/x', 'image/png'], ['a', 'multipart/related; boundary=b']] as const) {
		const answer = await files.send('PUT', path, { body: related, headers: { 'Content-Type': type, 'Sec-Fetch-Site': 'cross-site' } });
		expect([answer.status, await answer.json()]).toMatchObject([403, { error: 'forbidden' }]);
	}
});
