import { Agent, type ClientRequest, request } from 'node:http';
import { couchdb, couchOf, documents, send, withServer } from './over-port.ts';
import type { Row } from './row.ts';

/** Each takes a file handle here and one in the server: `ulimit -n` must allow it. */
const FEEDS = 5000;

/** Opens feeds, writes one document, and waits until each has heard. @returns milliseconds at the 95th percentile. */
async function wake(couch: string, waiting: () => void = () => {}): Promise<number> {
	const agent = new Agent({ keepAlive: true });
	const remote = `${couch}/bench-feeds`;
	await send(agent, remote, 'PUT');
	const url = new URL(`${remote}/_changes?feed=continuous&since=now&heartbeat=60000`);
	const auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
	const opened: ClientRequest[] = [];
	const told: Promise<number>[] = [];
	const open = () =>
		new Promise<void>((resolve, reject) => {
			const asked = request(url, { agent: false, auth }, (answer) => {
				if (answer.statusCode !== 200) return reject(new Error(`feed ${opened.length}: ${answer.statusCode}`));
				told.push(new Promise((heard) => answer.on('data', (chunk: Buffer) => chunk.includes('"seq"') && heard(performance.now()))));
				answer.on('error', () => {});
				resolve();
			});
			asked.on('error', reject);
			asked.end();
			opened.push(asked);
		});
	for (let at = 0; at < FEEDS; at += 100) await Promise.all(Array.from({ length: 100 }, open));
	waiting();
	const begun = performance.now();
	await send(agent, `${remote}/_bulk_docs`, 'POST', { docs: documents(1) });
	const times = (await Promise.all(told)).map((at) => at - begun).sort((a, b) => a - b);
	waiting();
	for (const asked of opened) asked.destroy();
	await send(agent, remote, 'DELETE');
	agent.destroy();
	return times[Math.floor(times.length * 0.95)]!;
}

/** Many feeds that wait, woken by one write: how long until nearly all have heard, and what they hold in the server. */
export async function run(): Promise<Row[]> {
	let most = 0;
	const own = await withServer((server) => wake(couchOf(server), () => (most = Math.max(most, server.resident()))));
	const peer = couchdb ? await wake(couchdb) : undefined;
	return [
		{ name: `${FEEDS} feeds woken, 95th percentile`, value: own, unit: 'ms', goal: '≤ 1,000 ms', most: { value: 1000 }, ...(peer && { against: `CouchDB ${Math.round(peer)} ms`, ratio: own / peer }) },
		{ name: `${FEEDS} feeds: the server holds`, value: most / 1e6, unit: 'MB', goal: '≤ 400 MB', most: { value: 400 } }
	];
}
