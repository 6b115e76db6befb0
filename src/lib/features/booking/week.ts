import { type Clock, type Day, addDays, clockAt, minutesOf } from '#lib/kernel/moments.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
import type { Admission } from '../terms/entity.ts';
import { termsFor } from '../terms/rules.ts';
import { type RoomFacts, type Span, freeSpans, openOn, padded, unitsFree, usedUpOn } from './rules.ts';

/**
 * A part of a day as it is shown. `until`: to when it is free, or taken, in one piece, as the parts of a thing are cut where
 * the number of those left changes. `left`: how many of a thing are free, where there is more than one.
 */
export type ShownSpan = Span & { state: 'free' | 'taken'; until: Clock; left?: number };

/** One day of a room: its open spans, what of them is free and taken, what closes it, who may have what is free, and for how long, in minutes. */
export type RoomDay = { date: Day; open: Span[]; spans: ShownSpan[]; closure: Closure | undefined; admission: Admission | undefined; minMinutes: number; maxMinutes: number };

/**
 * A day of a room without names. Neighbouring uses are one taken span, so that they cannot be told apart; the time that
 * oneself would need for setting up and clearing away counts with what is taken.
 */
export function dayOfRoom(facts: RoomFacts, date: Day): RoomDay {
	const { room, house, closures, terms, occupancies } = facts;
	const { before, after, admission, minMinutes = 0, maxMinutes = 1440 } = termsFor(room, terms);
	const taken = usedUpOn(room, date, occupancies).map((span) => padded({ ...span, before: after, after: before }));
	const spans: ShownSpan[] = [...freeSpans(facts, date).flatMap((span) => counted(facts, date, span)), ...joined(taken).map((span) => ({ ...span, state: 'taken' as const, until: span.to }))];
	return {
		date,
		open: openOn(facts, date),
		spans: spans.sort((a, b) => (a.from < b.from ? -1 : 1)),
		closure: closureOn(house._id, date, closures, room._id),
		admission,
		minMinutes,
		maxMinutes
	};
}

/** A free span as it is first asked for. Minutes. */
const OFFERED = 120;

/**
 * What of a free span is asked for unless somebody says otherwise: two hours from its begin, more or fewer where the rules want that.
 * It may reach into the next part of the same free time. Undefined where there is less left of that than any stay takes.
 */
export function offeredOf({ from, until }: Pick<ShownSpan, 'from' | 'until'>, { minMinutes, maxMinutes }: Pick<RoomDay, 'minMinutes' | 'maxMinutes'>): Span | undefined {
	const length = Math.min(Math.max(OFFERED, minMinutes), maxMinutes, minutesOf(until) - minutesOf(from));
	return length > 0 && length >= minMinutes ? { from, to: clockAt(minutesOf(from) + length) } : undefined;
}

/** Seven days of a room from `first` on. */
export const weekOf = (facts: RoomFacts, first: Day): RoomDay[] => Array.from({ length: 7 }, (_, index) => dayOfRoom(facts, addDays(first, index)));

function joined(spans: readonly Span[]): Span[] {
	return spans.reduce<Span[]>((all, { from, to }) => {
		const last = all.at(-1);
		if (last && from <= last.to) last.to = to > last.to ? to : last.to;
		else all.push({ from, to });
		return all;
	}, []);
}

/** A free span of a thing in parts, each with how many are left in it; one of a room as it is. */
function counted({ room, occupancies }: RoomFacts, date: Day, free: Span): ShownSpan[] {
	if ((room.units ?? 1) === 1) return [{ ...free, state: 'free', until: free.to }];
	const ends = occupancies.filter((day) => day.room === room._id && day.date === date).flatMap(({ slots }) => slots.map(padded).flatMap(({ from, to }) => [from, to]));
	const bounds = [free.from, ...[...new Set(ends)].filter((end) => free.from < end && end < free.to).sort(), free.to];
	return bounds.slice(1).reduce<ShownSpan[]>((parts, to, index) => {
		const from = bounds[index]!;
		const left = unitsFree(room, date, { from, to }, occupancies);
		const last = parts.at(-1);
		if (last?.left === left) last.to = to;
		else parts.push({ from, to, state: 'free', until: free.to, left });
		return parts;
	}, []);
}
