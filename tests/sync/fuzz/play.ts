import { beforeAll, expect, test } from 'vitest';
import type { Device } from './device.ts';
import { type Run, prepare, run } from './run.ts';

/** Of all files together; each plays its share of them. */
const SEEDS = 1000;
/** Milliseconds in which the ordinary run must be through. */
const BUDGET = 4 * 60_000;
/** So many each file plays on the slowest machine. */
const FEWEST = 50;
export const LONG = 24 * 60 * 60_000;
const { FUZZ_SEED, FUZZ_SEEDS } = process.env;

/** What must have happened in a thousand runs, at least, or they prove nothing. */
const something = {
	messages: 40_000, faults: 5000, 'late requests': 1000, restarts: 800, crashes: 600, 'sessions ended': 300, 'checkpoints lost': 100, 'clocks moved': 300,
	edits: 4000, clashes: 100, deletions: 100, nonsense: 100, decisions: 1500, doubled: 200, 'requests confirmed': 1000, 'requests taken': 200, 'requests declined': 100, 'samples removed': 20,
	withdrawals: 100, offers: 300, cancellations: 20, moves: 200, 'faults before CouchDB': 300
};

/** Milliseconds of the machine's clock; the others are the runs'. */
const realTime = () => Number(process.hrtime.bigint()) / 1e6;

/** Fails with everything that is needed to see it again. */
export function expectWhole({ seed, trace, broken }: Run, shown = 40): void {
	if (!broken) return;
	const last = trace.slice(-shown).map((line) => `  ${line}`);
	throw new Error(`${broken.message}\nseed ${seed}, step ${trace.length}; the last ones were\n${last.join('\n')}\nAgain: FUZZ_SEED=${seed} npx vitest run --project dice fuzz.test`, { cause: broken });
}

/** The test that plays every second seed from `first` on: two files, so that both cores of a small machine play. */
export function playFrom(first: 1 | 2): void {
	let devices: readonly Device[];
	beforeAll(async () => {
		devices = await prepare();
	});

	test.skipIf(FUZZ_SEED)('nothing acknowledged is lost, no room is given twice, and all ends equal', { timeout: LONG }, async () => {
		const most = Number(FUZZ_SEEDS ?? SEEDS);
		const begun = realTime();
		const isTime = (played: number) => FUZZ_SEEDS || played < FEWEST || realTime() - begun < BUDGET;
		const counts: Record<string, number> = {};
		let played = 0;
		for (let seed = first; seed <= most && isTime(played); seed += 2) {
			const one = await run(seed, devices);
			expectWhole(one);
			played++;
			for (const [what, count] of Object.entries(one.counts)) counts[what] = (counts[what] ?? 0) + count;
			if (played % 100 === 0) console.log(`${played} runs, ${((realTime() - begun) / played).toFixed(0)} ms each`);
		}
		console.log(`${played} of ${most / 2} runs in ${((realTime() - begun) / 1000).toFixed(0)} s:`, counts);
		for (const [what, least] of Object.entries(something)) expect(counts[what] ?? 0, what).toBeGreaterThanOrEqual((least * played) / 1000);
	});
}
