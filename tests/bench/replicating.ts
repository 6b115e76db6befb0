import { Agent, get } from 'node:http';
import PouchDB from 'pouchdb';
import memory from 'pouchdb-adapter-memory';
import { couchdb, couchOf, documents, send, withServer } from './over-port.ts';
import type { Row } from './row.ts';

PouchDB.plugin(memory);
const COUNT = 10_000;
const [MANY, MORE] = [50_000, 200_000];
const BATCH = 500;

/** PouchDB in memory against a couch, in documents per second, once both are warm. */
async function speedsOf(couch: string): Promise<{ push: number; pull: number }> {
	await replicate(couch);
	return replicate(couch);
}

async function replicate(couch: string): Promise<{ push: number; pull: number }> {
	const agent = new Agent({ keepAlive: true });
	const remote = `${couch}/bench-replicating`;
	await send(agent, remote, 'PUT');
	const [source, target] = ['source', 'target'].map((name) => new PouchDB(`${name}-${Math.random()}`, { adapter: 'memory' })) as [PouchDB, PouchDB];
	await source.bulkDocs(documents(COUNT));
	const timed = async (work: () => Promise<{ docs_written: number }>) => {
		const begun = performance.now();
		const { docs_written } = await work();
		if (docs_written !== COUNT) throw new Error(`${docs_written} of ${COUNT} documents came over`);
		return (COUNT * 1000) / (performance.now() - begun);
	};
	const push = await timed(async () => source.replicate.to(remote, { batch_size: BATCH }));
	const pull = await timed(async () => target.replicate.from(remote, { batch_size: BATCH }));
	await send(agent, remote, 'DELETE');
	agent.destroy();
	return { push, pull };
}

/** Bytes by which a server that just began has grown when it told so many changes, with their documents, over and over. */
const growth = (counts: readonly number[]) =>
	withServer(async (server) => {
		const filling = new Agent({ keepAlive: true });
		const filled = `${couchOf(server)}/bench-many`;
		await send(filling, filled, 'PUT');
		for (let at = 0; at < Math.max(...counts); at += BATCH) await send(filling, `${filled}/_bulk_docs`, 'POST', { docs: documents(BATCH, at) });
		filling.destroy();
		await server.end('SIGTERM');
		await server.start();
		const agent = new Agent({ keepAlive: true });
		const remote = new URL(`${couchOf(server)}/bench-many/_changes?include_docs=true`);
		const auth = `${remote.username}:${decodeURIComponent(remote.password)}`;
		await send(agent, remote.href.split('/_changes')[0]!, 'GET');
		const before = server.resident();
		let most = before;
		const grown: number[] = [];
		for (const count of counts) {
			remote.searchParams.set('limit', String(count));
			await new Promise<void>((resolve, reject) => {
				get(remote, { agent, auth }, (answer) => {
					answer.on('data', () => (most = Math.max(most, server.resident())));
					answer.on('end', resolve).on('error', reject);
				}).on('error', reject);
			});
			grown.push(most - before);
		}
		agent.destroy();
		return grown;
	});

/** Replication by PouchDB at 500 a batch, and what a large catch-up costs the server. */
export async function run(): Promise<Row[]> {
	const own = await withServer((server) => speedsOf(couchOf(server)));
	const peer = couchdb ? await speedsOf(couchdb) : undefined;
	const row = (way: 'push' | 'pull'): Row => ({
		name: `PouchDB ${way}, 500 a batch`, value: own[way], unit: 'docs/s', goal: '≥ 9,750/s', least: 9750,
		...(peer && { against: `CouchDB ${Math.round(peer[way])}/s`, ratio: own[way] / peer[way] })
	});
	const [many = NaN, more = NaN, , most = NaN] = (await growth([MANY, MORE, MORE, MORE])).map((bytes) => bytes / 1e6);
	return [
		row('push'),
		row('pull'),
		{ name: `_changes with ${3 * MORE} documents: a new server grows by`, value: most, unit: 'MB', against: `${Math.round(many)} MB with ${MANY}, ${Math.round(more)} MB with ${MORE}`, ratio: most / more, goal: 'constant (≤ 1.5 ×)', most: { ratio: 1.5 } }
	];
}
