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

/** The spans open on a day, in order. Spans that touch or overlap are one: 9–12 and 12–18 is open from 9 to 18. */
export function hoursOn(hours: WeeklyHours, date: Day): { from: Clock; to: Clock }[] {
	const weekday = weekdayOf(date);
	const spans: { from: Clock; to: Clock }[] = [];
	for (const { from, to } of hours.filter(({ days }) => days.includes(weekday)).sort((a, b) => (a.from < b.from ? -1 : 1))) {
		const last = spans.at(-1);
		if (!last || from > last.to) spans.push({ from, to });
		else if (to > last.to) last.to = to;
	}
	return spans;
}
