import { type Clock, type Day, clockAt, minutesOf } from '#lib/kernel/moments.ts';
import { padded } from '../booking/rules.ts';

/** Minutes of a day by the wall clock, end exclusive: 0 to 1440. */
export type Minutes = { start: number; end: number };

/** A use of a room as far as its place on the board goes. `before` and `after` are minutes for setting up and cleaning up. */
export type Timed = { from: Clock; to: Clock; before?: number | undefined; after?: number | undefined; units?: number | undefined };

const DAY = 24 * 60;

/** The span a use takes with setting up and cleaning up, within its day: nobody else has the room in it. */
export function paddedOf(use: Timed): Minutes {
	const { from, to } = padded(use);
	return { start: minutesOf(from), end: minutesOf(to) };
}

const meet = (one: Minutes, other: Minutes) => one.start < other.end && other.start < one.end;

/**
 * Gives each use of one room on one day a lane, so that two in a lane never overlap, buffers counted, and there are as few
 * lanes as can be.
 * @returns the lanes in the order of `uses`.
 */
export function lanesOf(uses: readonly Timed[]): number[] {
	const lanes = uses.map(() => 0);
	/** By lane, when it is free again. */
	const free: number[] = [];
	const byStart = uses.map((use, index) => ({ index, ...paddedOf(use) })).sort((a, b) => a.start - b.start || a.end - b.end);
	for (const { index, start, end } of byStart) {
		const lane = free.findIndex((until) => until <= start);
		lanes[index] = lane === -1 ? free.length : lane;
		free[lanes[index]!] = end;
	}
	return lanes;
}

/**
 * Which uses of one room on one day cannot all be: their spans, buffers counted, meet, or of a thing more would be out than
 * there are. Mutual.
 * @param units how many there are; a room is one.
 * @returns by index in `uses`, the indices of those it clashes with.
 */
export function clashesAmong(uses: readonly Timed[], units = 1): number[][] {
	const spans = uses.map((use) => ({ ...paddedOf(use), units: use.units ?? 1 }));
	const found = spans.map(() => new Set<number>());
	for (const { start } of spans) {
		const there = spans.flatMap((span, index) => (span.start <= start && start < span.end ? [index] : []));
		if (there.reduce((sum, index) => sum + spans[index]!.units, 0) <= units) continue;
		for (const one of there) for (const other of there) if (one !== other && meet(spans[one]!, spans[other]!)) found[one]!.add(other);
	}
	return found.map((others) => [...others].sort((a, b) => a - b));
}

/** The part of the day that the board shows, in whole hours. */
export type Scale = Minutes;

/** From the earliest to the latest of what is to be seen, in whole hours; eight to ten where there is nothing. */
export function scaleOf(spans: readonly Minutes[]): Scale {
	if (spans.length === 0) return { start: 8 * 60, end: 22 * 60 };
	const hour = (minutes: number) => minutes / 60;
	return {
		start: Math.floor(hour(Math.min(...spans.map(({ start }) => start)))) * 60,
		end: Math.ceil(hour(Math.max(...spans.map(({ end }) => end)))) * 60
	};
}

/** Where a span stands on the scale and how long it is, as parts of it, 0 to 1; nothing of it is drawn outside. */
export function placeOn({ start: first, end: last }: Scale, { start, end }: Minutes): { at: number; size: number } {
	const clamp = (minutes: number) => Math.min(Math.max(minutes, first), last);
	return { at: (clamp(start) - first) / (last - first), size: (clamp(end) - clamp(start)) / (last - first) };
}

/** The minute at a part of the scale, to the nearest step. */
export const minuteAt = ({ start, end }: Scale, part: number, step: number): number =>
	Math.min(Math.max(Math.round((start + Math.min(Math.max(part, 0), 1) * (end - start)) / step) * step, start), end);

/** The span that is dragged out from one minute to another, at least a step long. */
export function draggedSpan(one: number, other: number, step: number): { from: Clock; to: Clock } {
	const start = Math.min(one, other, DAY - step);
	return { from: clockAt(start), to: clockAt(Math.max(one, other, start + step)) };
}

/** A use moved to begin at another minute, as long by the clock as before; it stays within its day. */
export function movedTo({ from, to }: Pick<Timed, 'from' | 'to'>, start: number): { from: Clock; to: Clock } {
	const length = minutesOf(to) - minutesOf(from);
	const begin = Math.min(Math.max(start, 0), DAY - length);
	return { from: clockAt(begin), to: clockAt(begin + length) };
}

/** What arrow keys step through: a row per room, in it the uses in order of time. `at` is the minute since the first day began. */
export type Steps = readonly (readonly { id: string; at: number }[])[];

/**
 * The use an arrow key leads to: left and right within the room, up and down to what is nearest in time in the next room that
 * has anything; Home and End to the ends of the room.
 * @returns undefined where the key leads nowhere.
 */
export function stepFrom(rows: Steps, id: string, key: string): string | undefined {
	const row = rows.findIndex((there) => there.some((use) => use.id === id));
	const uses = rows[row] ?? [];
	const index = uses.findIndex((use) => use.id === id);
	const use = uses[index];
	if (!use) return undefined;
	if (key === 'ArrowLeft' || key === 'ArrowRight') return uses[index + (key === 'ArrowLeft' ? -1 : 1)]?.id;
	if (key === 'Home') return uses[0]?.id;
	if (key === 'End') return uses.at(-1)?.id;
	if (key !== 'ArrowUp' && key !== 'ArrowDown') return undefined;
	const beyond = key === 'ArrowUp' ? rows.slice(0, row).reverse() : rows.slice(row + 1);
	const next = beyond.find((there) => there.length > 0) ?? [];
	return next.toSorted((a, b) => Math.abs(a.at - use.at) - Math.abs(b.at - use.at))[0]?.id;
}

/** Whether a use is over, so that it never changes any more. `now` is the wall clock of the quarter. */
export const isOver = ({ date, to }: { date: Day; to: Clock }, now: string) => `${date}T${to}` <= now;
