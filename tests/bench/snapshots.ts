import { Agent, get } from 'node:http';
import { withFloor } from './floor.ts';
import { withServer } from './over-port.ts';
import type { Row } from './row.ts';

const REQUESTS = 5000;
/** Asked before, unmeasured: what is measured is a server that has been running for a while. */
const WARM = 1000;
const AT_ONCE = 16;

/** Answers per second, and how many bytes the last one had. */
async function speedOf(address: string): Promise<{ perSecond: number; size: number }> {
	const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
	let size = 0;
	const ask = async (times: number) => {
		let left = times;
		const one = async () => {
			while (left-- > 0) size = await bytesOf(agent, address);
		};
		await Promise.all(Array.from({ length: AT_ONCE }, one));
	};
	await ask(WARM);
	const begun = performance.now();
	await ask(REQUESTS);
	const perSecond = (REQUESTS * 1000) / (performance.now() - begun);
	agent.destroy();
	return { perSecond, size };
}

const bytesOf = (agent: Agent, address: string) =>
	new Promise<number>((resolve, reject) => {
		const asked = get(address, { agent, headers: { 'Accept-Encoding': 'gzip, deflate, br' } }, (answer) => {
			let size = 0;
			answer.on('data', (chunk: Buffer) => (size += chunk.byteLength));
			answer.on('end', () => (answer.statusCode === 200 ? resolve(size) : reject(new Error(`${address}: ${answer.statusCode}`))));
		});
		asked.on('error', reject);
	});

/** The snapshot of the starter's directory, asked for again and again as browsers do: it comes from memory. */
export async function run(): Promise<Row[]> {
	const own = await withServer((server) => speedOf(`${server.origin}/api/hafencity/snapshot`), { QUARTER: 'hafencity' });
	const floor = await withFloor((origin) => speedOf(`${origin}/${own.size}`));
	return [
		{
			name: 'snapshot from memory', value: own.perSecond, unit: '/s', goal: '≥ 2,000/s', least: 2000,
			against: `a bare Node server giving as many bytes ${Math.round(floor.perSecond)}/s`, ratio: own.perSecond / floor.perSecond
		}
	];
}
