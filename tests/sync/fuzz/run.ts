import { Device } from './device.ts';
import { content, START } from './content.ts';
import { takeOverTime } from './clockwork.ts';
import { throwing } from './dice.ts';
import { drain, flow, pass } from './drain.ts';
import { checkDrained } from './drained.ts';
import { prepareServer } from './server.ts';
import { type Weather, monthPasses, step, weathers } from './steps.ts';
import { type Saboteur, World } from './world.ts';

/** So many timers go off while people wait for what comes of what they did. */
const PAUSE = 10;

/** What came of one run. */
export type Run = { seed: number; trace: readonly string[]; counts: Readonly<Record<string, number>>; broken?: Error };

/** Prepares this process for any number of runs, one after the other. Once per file. */
export async function prepare(): Promise<readonly Device[]> {
	await prepareServer(content);
	return Device.all(['a', 'b', 'r'], () => takeOverTime(START));
}

/** One run from one number: some steps by the dice, then everything is drained. Never rejects for what a run found. */
export async function run(seed: number, devices: readonly Device[], saboteur?: Saboteur): Promise<Run> {
	const world = await World.begin(seed, devices, saboteur);
	const plan = throwing(seed + 1_000_003);
	const weather = plan.one(Object.keys(weathers) as Weather[]);
	const steps = 60 + plan.below(100);
	world.note(`seed ${seed}, ${weather}, ${steps} steps`);
	try {
		if (plan.percent(75)) await flow(world);
		// In some runs what was done arrives before people go on: they act on what came of it.
		const pause = plan.percent(40) ? plan.below(steps) : undefined;
		for (let count = 0; count < steps; count++) {
			if (count === pause) await pass(world, PAUSE);
			await step(world, weather);
		}
		if (plan.percent(15)) await monthPasses(world, weather);
		await drain(world);
		await checkDrained(world);
		return { seed, trace: world.trace, counts: world.counts };
	} catch (error) {
		return { seed, trace: world.trace, counts: world.counts, broken: error as Error };
	} finally {
		await world.end();
	}
}
