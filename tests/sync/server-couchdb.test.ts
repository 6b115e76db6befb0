import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askFor } from '../fixtures/quarter.ts';
import { ServerProcess } from './server-process.ts';
import { ADMIN_PASSWORD, event } from './server-rig.ts';

/** Real processes over real ports, which take their time where others work on the machine. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What stands for a CouchDB: its databases of our quarter are anybody's there. */
const couch = new ServerProcess();
let port = '0';
const startCouch = async () => {
	await couch.start({ QUARTER: 'peer', PORT: port });
	port = new URL(couch.origin).port;
};

let servers: ServerProcess[] = [];
beforeEach(startCouch);
afterEach(async () => {
	await Promise.all([...servers, couch].map((server) => server.remove()));
	servers = [];
});
async function startServer(): Promise<ServerProcess> {
	const server = new ServerProcess();
	servers.push(server);
	await server.start({ SYNC_STORE: `${couch.origin.replace('://', `://admin:${ADMIN_PASSWORD}@`)}/db`, SAMPLE: 'on' });
	return server;
}

test('S7.1, S7.2, S7.5 two servers over one CouchDB; it goes away and comes back; both leave with 0', async () => {
	const [one, other] = await Promise.all([startServer(), startServer()]);
	expect(await (await one.fetch('/health')).json()).toMatchObject({ store: 'couchdb', ready: true });
	const infos = await Promise.all([one, other].map(async (server) => (await (await server.fetch('/db/')).json()) as { uuid: string }));
	expect(infos[0]!.uuid).toBe(infos[1]!.uuid);
	const snapshots = await Promise.all([one, other].map(async (server) => (await (await server.fetch('/api/hafencity/snapshot')).json()) as { docs: { _id: string }[] }));
	expect(snapshots[0]!.docs.length).toBeGreaterThan(100);
	expect(snapshots[1]!.docs.map(({ _id }) => _id).sort()).toEqual(snapshots[0]!.docs.map(({ _id }) => _id).sort());

	const waiting = await other.fetch('/db/hafencity-public/_changes?feed=longpoll&since=now&heartbeat=10000');
	expect((await one.fetch('/db/hafencity-public/event:first', { method: 'PUT', body: JSON.stringify(event('first')) })).status).toBe(201);
	expect(await waiting.json()).toMatchObject({ results: [{ id: 'event:first' }] });

	await couch.end('SIGKILL');
	const refused = await one.fetch('/api/hafencity/inbox', { method: 'POST', body: JSON.stringify(askFor()) });
	expect(refused.status).toBeGreaterThanOrEqual(500);
	expect(refused.headers.get('Content-Type')).toContain('json');
	await startCouch();
	expect((await one.fetch('/db/hafencity-public/event:second', { method: 'PUT', body: JSON.stringify(event('second')) })).status).toBe(201);
	expect((await other.fetch('/db/hafencity-public/event:second')).status).toBe(200);
	await expect.poll(async () => (await (await other.fetch('/api/hafencity/snapshot')).text()).includes('event:second'), { timeout: 30_000 }).toBe(true);
	expect(await Promise.all([one.end('SIGTERM'), other.end('SIGTERM')])).toEqual([0, 0]);
});
