import { createApp } from '../../sync-server/app.ts';
import { USERS } from '../../sync-server/user-documents.ts';
import { createQuarter } from '../../sync-server/context.ts';
import type { BackupState } from '../../sync-server/keeping/nightly.ts';
import { hashPassword } from '../../sync-server/passwords.ts';
import { noticeRestore } from '../../sync-server/restored.ts';
import { defaults, type Settings } from '../../sync-server/settings.ts';
import { openSqlite } from '../../sync-server/store/sqlite.ts';
import type { Store } from '../../sync-server/store/store.ts';

export const ORIGIN = 'http://in.process';
export const ADMIN_PASSWORD = 'administrator-geheim';
export const people = {
	mia: { password: 'passwort-von-mia', roles: ['manager'] },
	sam: { password: 'passwort-von-sam', roles: ['staff'] },
	vera: { password: 'passwort-von-vera', roles: ['volunteer'] },
	/** Manages the rooms of a house of her own. */
	paula: { password: 'passwort-von-paula', roles: ['partner', 'house:gelb'] },
	/** Has nothing to do with the office: an administrator made the account for a database of its own. */
	olga: { password: 'passwort-von-olga', roles: [] }
} as const;
export type Person = keyof typeof people;

/** Their user documents, with a hash that is cheap to check: many tests sign in. */
const users = Promise.all(
	Object.entries(people).map(async ([name, { password, roles }]) => ({
		_id: `org.couchdb.user:${name}`,
		type: 'user',
		name,
		roles,
		...(await hashPassword(password, 1000))
	}))
);

export const EIGHT_HOURS = 8 * 60 * 60 * 1000;

type Opening = { path?: string; store?: Store; secret?: string; settings?: Partial<Settings>; build?: string; log?: (line: string) => void; backup?: () => BackupState };

/** The real server in this process: no port, a clock that is moved by hand, accounts for three people; over SQLite unless a store is given. */
export async function openServer({
	path = ':memory:',
	store = openSqlite(path),
	secret = 'the same after a restart',
	settings = {},
	build = '/nowhere',
	log = () => {},
	backup = () => 'off'
}: Opening = {}) {
	const clock = { now: Date.parse('2026-11-23T09:00:00Z') };
	const app = createApp({
		store,
		settings: { ...defaults, adminPassword: ADMIN_PASSWORD, ...settings },
		secret,
		now: () => new Date(clock.now),
		build,
		log,
		backup
	});
	await createQuarter(app.context);
	await noticeRestore(app.context);
	await store.create(USERS);
	await (await store.database(USERS))!.bulkDocs(await users);
	const close = async () => {
		app.close();
		await store.close();
	};
	return { app, store, clock, close };
}
export type TestServer = Awaited<ReturnType<typeof openServer>>;

type Init = Omit<RequestInit, 'headers'> & { headers?: Record<string, string> };

/** One device: keeps cookies, and speaks to whichever server is there at the time. */
export class Visitor {
	cookie = '';
	/** `<method> <path>` of every request sent. */
	readonly asked: string[] = [];
	readonly server: { current: TestServer };
	readonly address: string;

	constructor(server: TestServer | { current: TestServer }, address = '') {
		this.server = 'current' in server ? server : { current: server };
		this.address = address;
	}

	async fetch(path: string, { headers = {}, ...init }: Init = {}): Promise<Response> {
		const url = new URL(path, ORIGIN);
		this.asked.push(`${init.method ?? 'GET'} ${url.pathname}`);
		const request = new Request(url, { ...init, headers: { ...headers, ...(this.cookie && { Cookie: this.cookie }) } });
		const answer = await this.server.current.app.fetch(request, { address: this.address });
		const set = answer.headers.get('Set-Cookie')?.split(';')[0];
		if (set) this.cookie = set.endsWith('=') ? '' : set;
		return answer;
	}

	/** Sends JSON. */
	send(method: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
		return this.fetch(path, { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } });
	}

	async signIn(name: Person): Promise<this> {
		const answer = await this.send('POST', '/db/_session', { name, password: people[name].password });
		if (!answer.ok) throw new Error(await answer.text());
		return this;
	}
}

export const event = (name: string, set: Record<string, unknown> = {}) => ({
	_id: `event:${name}`,
	kind: 'event',
	schema: 0,
	title: { de: `Fest ${name}` },
	category: 'culture',
	start: '2026-12-01T19:00',
	durationMinutes: 120,
	zone: 'Europe/Berlin',
	status: 'confirmed',
	...set
});

export const decision = (name: string, set: Record<string, unknown> = {}) => ({
	_id: `decision:${name}`,
	kind: 'decision',
	schema: 0,
	request: 'request:1',
	verdict: 'confirm',
	decidedBy: 'mia',
	decidedAt: '2026-11-23T09:00:00.000Z',
	...set
});
