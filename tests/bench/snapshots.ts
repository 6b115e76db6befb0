import { Agent } from 'node:http';
import { send, withServer } from './over-port.ts';
import type { Row } from './row.ts';

const REQUESTS = 5000;
const AT_ONCE = 16;

/** The snapshot of the starter's directory, asked for again and again: it comes from memory. */
export async function run(): Promise<Row[]> {
	const perSecond = await withServer(async (server) => {
		const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
		const address = `${server.origin}/api/hafencity/snapshot`;
		await send(agent, address, 'GET');
		let left = REQUESTS;
		const begun = performance.now();
		await Promise.all(Array.from({ length: AT_ONCE }, async () => {
			while (left-- > 0) await send(agent, address, 'GET');
		}));
		const took = performance.now() - begun;
		agent.destroy();
		return (REQUESTS * 1000) / took;
	}, { QUARTER: 'hafencity' });
	return [{ name: 'snapshot from memory', value: perSecond, unit: '/s', goal: '≥ 2,000/s', least: 2000 }];
}
