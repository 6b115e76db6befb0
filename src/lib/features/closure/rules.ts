import type { Day } from '#lib/kernel/moments.ts';
import type { Closure } from './entity.ts';

/** The closure that covers a house on a day, if any. */
export const closureOn = (house: string, date: Day, closures: readonly Closure[]) =>
	closures.find((closure) => (!closure.house || closure.house === house) && closure.from <= date && date <= closure.to);
