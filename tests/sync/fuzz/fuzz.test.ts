import { beforeAll, expect, test } from 'vitest';
import type { Device } from './device.ts';
import { type Run, prepare, run } from './run.ts';

/*
 * Nothing acknowledged is ever lost, whatever the dice say. `FUZZ_SEED=123` plays one run and prints every step,
 * `FUZZ_SEEDS=100000` plays that many, however long it takes.
 */
const SEEDS = 1000;
/** Milliseconds in which the ordinary run must be through. */
const BUDGET = 1.5 * 60_000;
/** So many are played on the slowest machine. */
const FEWEST = 100;
const LONG = 24 * 60 * 60_000;

const { FUZZ_SEED, FUZZ_SEEDS } = process.env;

let devices: readonly Device[];
beforeAll(async () => {
	devices = await prepare();
});

/** Fails with everything that is needed to see it again. */
function expectWhole({ seed, trace, broken }: Run, shown = 40): void {
	if (!broken) return;
	const last = trace.slice(-shown).map((line) => `  ${line}`);
	throw new Error(`${broken.message}\nseed ${seed}, step ${trace.length}; the last ones were\n${last.join('\n')}\nAgain: FUZZ_SEED=${seed} npx vitest run --project node tests/sync/fuzz/fuzz.test.ts`, { cause: broken });
}

/** What must have happened in a thousand runs, at least, or they prove nothing. */
const something = {
	messages: 40_000, faults: 5000, 'late requests': 1000, restarts: 800, crashes: 600, 'sessions ended': 300, 'checkpoints lost': 100, 'clocks moved': 300,
	edits: 4000, clashes: 100, deletions: 100, nonsense: 100, decisions: 1500, doubled: 200, 'requests confirmed': 1000, 'requests taken': 200, 'requests declined': 100, 'samples removed': 20,
	withdrawals: 100, offers: 300
};

test.skipIf(!FUZZ_SEED)('one run, step by step', { timeout: LONG }, async () => {
	const one = await run(Number(FUZZ_SEED), devices);
	console.log(one.trace.join('\n'), one.counts);
	expectWhole(one);
});

test.skipIf(FUZZ_SEED || FUZZ_SEEDS)('the same seed is the same run, whatever ran before', { timeout: LONG }, async () => {
	for (const seed of [7, 11]) {
		const once = await run(seed, devices);
		await run(seed + 1, devices);
		expect((await run(seed, devices)).trace).toEqual(once.trace);
	}
});

test.skipIf(FUZZ_SEED)('nothing acknowledged is lost, no room is given twice, and all ends equal', { timeout: LONG }, async () => {
	const most = Number(FUZZ_SEEDS ?? SEEDS);
	const begun = performance.now();
	const isTime = (seed: number) => FUZZ_SEEDS || seed <= FEWEST || performance.now() - begun < BUDGET;
	const counts: Record<string, number> = {};
	let played = 0;
	for (let seed = 1; seed <= most && isTime(seed); seed++) {
		const one = await run(seed, devices);
		expectWhole(one);
		played++;
		for (const [what, count] of Object.entries(one.counts)) counts[what] = (counts[what] ?? 0) + count;
		if (played % 100 === 0) console.log(`${played} runs, ${((performance.now() - begun) / played).toFixed(0)} ms each`);
	}
	console.log(`${played} of ${most} runs in ${((performance.now() - begun) / 1000).toFixed(0)} s:`, counts);
	for (const [what, least] of Object.entries(something)) expect(counts[what] ?? 0, what).toBeGreaterThanOrEqual((least * played) / 1000);
});
