import { beforeAll, expect, test } from 'vitest';
import type { Device } from './device.ts';
import { expectWhole, LONG } from './play.ts';
import { prepare, run } from './run.ts';

/*
 * Nothing acknowledged is ever lost, whatever the dice say: `fuzz-odd` and `fuzz-even` play. `FUZZ_SEED=123` plays one run
 * and prints every step, `FUZZ_SEEDS=100000` plays that many, however long it takes.
 */
const { FUZZ_SEED, FUZZ_SEEDS } = process.env;

let devices: readonly Device[];
beforeAll(async () => {
	devices = await prepare();
});

test.skipIf(!FUZZ_SEED)('one run, step by step', { timeout: LONG }, async () => {
	const one = await run(Number(FUZZ_SEED), devices);
	console.log(one.trace.join('\n'), one.counts);
	expectWhole(one);
});

test.skipIf(FUZZ_SEED || FUZZ_SEEDS)('the same seed is the same run, whatever ran before', { timeout: LONG }, async () => {
	for (const seed of [3, 7, 10]) {
		const once = await run(seed, devices);
		await run(seed + 1, devices);
		expect((await run(seed, devices)).trace).toEqual(once.trace);
	}
});
