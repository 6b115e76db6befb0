import type { Page } from '@playwright/test';
import { Device } from '../e2e/device.ts';
import { startServer } from '../e2e/server.ts';
import type { Row } from './row.ts';

const KB = 1000;

/** The page as its reader sees it: the sample programme is there. */
export const readable = (page: Page) => page.locator('main').getByRole('link').first().waitFor();

/** What a phone downloads before a resident can read, over the wire and compressed, from the real server. */
export async function run(): Promise<Row[]> {
	const server = await startServer();
	const device = await Device.switchOn(server);
	try {
		const wire = await device.context.newCDPSession(device.page);
		await wire.send('Network.enable');
		const scripts = new Set<string>();
		let script = 0;
		let all = 0;
		let readAt = Infinity;
		wire.on('Network.responseReceived', ({ requestId, type }) => {
			if (type === 'Script') scripts.add(requestId);
		});
		wire.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
			if (readAt === Infinity && scripts.has(requestId)) script += encodedDataLength;
		});
		wire.on('Network.loadingFinished', ({ encodedDataLength }) => {
			if (readAt === Infinity) all += encodedDataLength;
		});
		const begun = performance.now();
		await device.open('/');
		await readable(device.page);
		readAt = performance.now();
		return [
			{ name: 'first visit: JavaScript until a resident can read', value: script / KB, unit: 'kB', goal: '≤ 90 kB compressed', most: { value: 90 } },
			{ name: 'first visit: everything until then, headers included', value: all / KB, unit: 'kB', goal: 'watched' },
			{ name: 'first visit: time until then', value: readAt - begun, unit: 'ms', goal: 'watched' }
		];
	} finally {
		await device.switchOff();
		await server.stop();
	}
}
