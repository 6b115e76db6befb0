import { test as base, expect } from '@playwright/test';
import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { Device, type Look } from './device.ts';
import { type Server, startServer } from './server.ts';

await ensureTemporal();

type Journey = {
	/** `SAMPLE=off` and the like, for all journeys of a file: `test.use({ env: { SAMPLE: 'off' } })`. */
	env: Record<string, string>;
	server: Server;
	/** Switches a device on; it is switched off after the journey, and checked for what no page may do. */
	device: (look?: Look) => Promise<Device>;
};

export const test = base.extend<Journey>({
	env: [{}, { option: true }],
	server: async ({ env }, use) => {
		const server = await startServer(env);
		await use(server);
		await server.stop();
	},
	device: async ({ server }, use) => {
		const devices: Device[] = [];
		await use(async (look) => {
			const device = await Device.switchOn(server, look);
			devices.push(device);
			return device;
		});
		for (const device of devices) await device.switchOff();
		expect(devices.flatMap(({ foreign }) => foreign), 'requests to third parties').toEqual([]);
		expect(devices.flatMap(({ problems }) => problems), 'errors nobody caught').toEqual([]);
	}
});
export { expect };
