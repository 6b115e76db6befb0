import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IncomingDoc, Store } from '../../sync-server/store/store.ts';
import { ADMIN_PASSWORD, decision, event, openServer, type Person, type TestServer, Visitor } from '../sync/server-rig.ts';
import { type Column, columns, type Row, table } from './access-rows.ts';

const NINE_HOURS = 9 * 60 * 60 * 1000;
const rows = Object.values(table).flat();
const methodOf = ({ route }: Row) => route.slice(0, route.indexOf(' '));

/** The quarter with a document in each database, and `verein` with a member. */
async function start(): Promise<TestServer> {
	const server = await openServer();
	const { store } = server;
	await store.create('verein');
	const put = async (name: string, doc: IncomingDoc) => (await store.database(name))!.bulkDocs([doc]);
	await put('hafencity-public', event('1'));
	await put('hafencity-desk', decision('1'));
	await put('hafencity-audit', { _id: 'entry:1' });
	await put('hafencity-photos', { _id: 'photo:1', _attachments: { image: { content_type: 'image/jpeg', data: '' } } });
	await put('verein', { _id: 'a' });
	await (await store.database('verein'))!.setSecurity({ members: { names: ['olga'], roles: [] }, admins: { names: [], roles: ['_admin'] } });
	await (await store.database('hafencity-public'))!.putLocal('server:starter', {}, undefined);
	return server;
}

/** Everything that is kept, but counts of failed sign-ins: what must be the same after something was refused. */
async function stateOf(store: Store): Promise<string> {
	const names = (await store.names()).filter((name) => name !== 'hafencity-audit');
	const states = names.map(async (name) => {
		const database = (await store.database(name))!;
		return [await database.info(), await database.allDocs({ includeDocs: true }), await database.localDocs({ includeDocs: true }), await database.security(), await database.revsLimit()];
	});
	return JSON.stringify([names, await Promise.all(states)]);
}

let server: TestServer;
const cookies: Partial<Record<Column, string>> = {};
beforeAll(async () => {
	server = await start();
	const whose: [Column, Person][] = [['volunteer', 'vera'], ['staff', 'sam'], ['manager', 'mia'], ['partner', 'paula'], ['other', 'olga']];
	for (const [column, person] of whose) cookies[column] = (await new Visitor(server).signIn(person)).cookie;
	const admin = new Visitor(server);
	await admin.send('POST', '/_session', { name: 'admin', password: ADMIN_PASSWORD });
	cookies.administrator = admin.cookie;
	server.clock.now -= NINE_HOURS;
	cookies.expired = (await new Visitor(server).signIn('mia')).cookie;
	server.clock.now += NINE_HOURS;
});
afterAll(() => server.close());

/** Each asks from an address of its own: the limits are tried elsewhere. */
let asked = 0;
const ask = async (row: Row, column: Column) => {
	const visitor = Object.assign(new Visitor(server, `device ${asked++}`), { cookie: cookies[column] ?? '' });
	const body = row.body === undefined || typeof row.body === 'string' ? row.body : JSON.stringify(row.body);
	const answer = await visitor.fetch(row.path, { method: methodOf(row), ...(body && { body }), headers: { 'Content-Type': 'application/json', ...row.headers } });
	// A feed goes on; what was said so far is enough.
	const text = answer.ok && row.path.includes('feed=') ? (void answer.body?.cancel(), '{}') : await answer.text();
	return { answer, text };
};

describe.each(rows)('S2.17 $route $path', (row) => {
	test.each(columns)('%s', async (column) => {
		const expected = row.statuses[column];
		const before = await stateOf(server.store);
		const { answer, text } = await ask(row, column);
		expect(answer.status, text).toBe(expected);
		expect(answer.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
		expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
		if (row.route !== 'GET /*' && expected >= 400) expect(JSON.parse(text)).toEqual(expect.objectContaining(/^\/(api|metrics)/.test(row.path) ? { status: expected } : { error: expect.any(String), reason: expect.any(String) }));
		if (row.path.startsWith('/db') || row.path.startsWith('/api')) expect(answer.headers.get('Cache-Control')).toMatch(/no-store|no-cache/);
		const after = await stateOf(server.store);
		if (expected >= 400) expect(after, 'what is refused changes nothing').toBe(before);
		if (after === before) return;
		await server.close();
		server = await start();
	});
});

test('S2.17 every address of the server has its rows', () => {
	const covered = new Set(rows.map(({ route }) => route));
	expect(server.app.routes().filter((route) => !covered.has(route)), 'add them to access-rows.ts').toEqual([]);
	const known = new Set(server.app.routes());
	expect([...covered].filter((route) => !known.has(route)), 'no such route').toEqual([]);
});

const words: Record<number, string> = { 200: 'yes', 201: 'yes', 202: 'yes', 401: 'sign in', 403: 'no' };
/** The table as people read it; a status that is neither yes nor no says how far somebody gets. */
function readable(): string {
	const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
	const sections = Object.entries(table).map(([title, rows]) => {
		const alike = Map.groupBy(rows, ({ statuses }) => columns.map((column) => words[statuses[column]] ?? String(statuses[column])).join(' | '));
		const lines = [...alike].map(([cells, rows]) => line([[...new Set(rows.map(requestOf))].join('<br>'), cells]));
		return [`## ${title}`, '', line(['Request', ...columns]), line(['---', ...columns.map(() => ':-:')]), ...lines].join('\n');
	});
	return `${HEAD}\n${sections.join('\n\n')}\n`;
}
const requestOf = ({ note, ...row }: Row) => `\`${methodOf(row)} ${row.path}\`${note === undefined ? '' : ` (${note})`}`;
const HEAD = `# Who may do what

Every address of the server, asked by everyone. Written by \`tests/contract/access.test.ts\`, which asks each of these
questions; change \`access-rows.ts\` and run it with \`-u\`. *yes* is 200, 201 or 202, *sign in* is 401, *no* is 403; any other
status says how far somebody gets: 404 nothing is there, 409 a conflict, 410 a used link, 412 it exists, 415 no photo, 422 a wrong
field, 501 never done here, 503 the app is not built.

*expired* sends the cookie of a session that is over: it is refused as a whole before anything is read, but for what
everyone may ask. *other* has an account that an administrator made for the database \`verein\` and nothing else.
`;

test('S2.17 docs/access.md says the same', async () => {
	await expect(readable()).toMatchFileSnapshot('../../docs/access.md');
});
