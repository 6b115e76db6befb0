import type { Day } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';

/** The closures that end on this day or later, of all houses. */
export const closuresFrom = (date: Day) => database.closure.where('to').aboveOrEqual(date).sortBy('from');

/** The closure with this name or UUID; `undefined` if there is none. */
export const closureNamed = (name: string) => database.closure.get(`closure:${name}`);
