import * as z from 'zod/mini';
import { type Clock, clock, type Day, weekdayOf } from './moments.ts';

/** Weekly opening hours: on these weekdays (Monday = 1 … Sunday = 7) from–to by the wall clock. */
export const weeklyHours = () =>
	z
		.array(
			z
				.looseObject({
					days: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1), z.maxLength(7)),
					from: clock(),
					to: clock()
				})
				.check(z.refine(({ from, to }) => from < to, { path: ['to'] }))
		)
		.check(z.maxLength(30));
export type WeeklyHours = z.infer<ReturnType<typeof weeklyHours>>;

/** The spans open on a day, in order. */
export const hoursOn = (hours: WeeklyHours, date: Day): { from: Clock; to: Clock }[] =>
	hours
		.filter(({ days }) => days.includes(weekdayOf(date)))
		.map(({ from, to }) => ({ from, to }))
		.sort((a, b) => (a.from < b.from ? -1 : 1));
