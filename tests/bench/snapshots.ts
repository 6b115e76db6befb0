import { Agent } from 'node:http';
import { send, withServer } from './over-port.ts';
import type { Row } from './row.ts';

const REQUESTS = 5000;
/** Asked before, unmeasured: what is measured is a server that has been running for a while. */
const WARM = 1000;
const AT_ONCE = 16;

/** The snapshot of the starter's directory, asked for again and again as browsers do: it comes from memory. */
export async function run(): Promise<Row[]> {
	const perSecond = await withServer(async (server) => {
		const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
		const address = `${server.origin}/api/hafencity/snapshot`;
		const ask = async (times: number) => {
			let left = times;
			const one = async () => {
				while (left-- > 0) await send(agent, address, 'GET', undefined, { 'Accept-Encoding': 'gzip, deflate, br' });
			};
			await Promise.all(Array.from({ length: AT_ONCE }, one));
		};
		await ask(WARM);
		const begun = performance.now();
		await ask(REQUESTS);
		const took = performance.now() - begun;
		agent.destroy();
		return (REQUESTS * 1000) / took;
	}, { QUARTER: 'hafencity' });
	return [{ name: 'snapshot from memory', value: perSecond, unit: '/s', goal: '≥ 2,000/s', least: 2000 }];
}
