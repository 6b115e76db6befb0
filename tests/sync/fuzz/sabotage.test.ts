import { beforeAll, expect, test } from 'vitest';
import type { Device } from './device.ts';
import { prepare, run } from './run.ts';
import { sabotages } from './sabotage.ts';

/** So many runs must be enough to notice. */
const RUNS = 60;

let devices: readonly Device[];
beforeAll(async () => {
	devices = await prepare();
});

test.each(sabotages)('a server that %s is found out', { timeout: 600_000 }, async (what, sabotage, found) => {
	for (let seed = 1; seed <= RUNS; seed++) {
		const { broken } = await run(seed, devices, sabotage());
		if (!broken) continue;
		console.log(`A server that ${what} is found out by seed ${seed}: ${broken.message.slice(0, 160)}`);
		expect(broken.message).toMatch(found);
		return;
	}
	expect.fail(`${RUNS} runs noticed nothing`);
});
