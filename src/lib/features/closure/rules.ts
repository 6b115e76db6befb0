import type { Day } from '#lib/kernel/moments.ts';
import type { Closure } from './entity.ts';

/** Whether it closes this day at all. */
const covers = ({ from, to, lifted }: Closure, date: Day) => !lifted && from <= date && date <= to;

/** Whether it closes a house, or with `room` that room of it. */
const meets = (closure: Closure, house: string, room: string | undefined) =>
	(!closure.house || closure.house === house) && (closure.room === undefined || closure.room === room);

/**
 * What closes a house on a day, if anything.
 * @param room asks for a room of the house, which may also be blocked alone; the block of a room never closes its house.
 * @param request a request that may stay although the rest has to go.
 */
export const closureOn = (house: string, date: Day, closures: readonly Closure[], room?: string, request?: string): Closure | undefined =>
	closures.find((closure) => covers(closure, date) && meets(closure, house, room) && !closure.keeps?.some((kept) => kept === request));
