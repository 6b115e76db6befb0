import { Device } from '../e2e/device.ts';
import { startServer } from '../e2e/server.ts';
import { readable } from './first-visit.ts';
import { type Row, median } from './row.ts';

const TIMES = 5;

/** Notes in the page itself when the programme is first on screen; asking from outside would add the way there and back. */
const noteWhenVisible = () => {
	const look = () =>
		document.querySelector('main a')?.checkVisibility({ visibilityProperty: true, opacityProperty: true }) ? performance.mark('programme') : requestAnimationFrame(look);
	look();
};

/** The app opened again with no network, in a browser that was closed: from the navigation until the programme is on screen. */
export async function run(): Promise<Row[]> {
	const server = await startServer();
	const device = await Device.switchOn(server);
	try {
		await device.open('/');
		await readable(device.page);
		await device.ready();
		await device.line.cut();
		const times: number[] = [];
		for (let time = 0; time < TIMES; time++) {
			await device.reopen('/', noteWhenVisible);
			await readable(device.page);
			times.push(await device.page.evaluate(() => performance.getEntriesByName('programme')[0]!.startTime));
		}
		return [{ name: 'offline reopen: content visible', value: median(times), unit: 'ms', goal: '≤ 500 ms', most: { value: 500 } }];
	} finally {
		await device.switchOff();
		await server.stop();
	}
}
