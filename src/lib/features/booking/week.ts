import { type Day, addDays } from '#lib/kernel/moments.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
import { type RoomFacts, type Span, freeSpans, openOn, usedUpOn } from './rules.ts';

/** One day of a room as it is shown: its open spans, what of them is free and taken, and what closes it. */
export type RoomDay = { date: Day; open: Span[]; spans: (Span & { state: 'free' | 'taken' })[]; closure: Closure | undefined };

/** Seven days from `first` on, without names. Neighbouring uses are one taken span, so that they cannot be told apart. */
export const weekOf = (facts: RoomFacts, first: Day): RoomDay[] =>
	Array.from({ length: 7 }, (_, index) => {
		const date = addDays(first, index);
		const taken = usedUpOn(facts.room, date, facts.occupancies);
		const spans = [...freeSpans(facts, date).map((span) => ({ ...span, state: 'free' as const })), ...taken.map((span) => ({ ...span, state: 'taken' as const }))];
		return {
			date,
			open: openOn(facts, date),
			spans: spans.sort((a, b) => (a.from < b.from ? -1 : 1)),
			closure: closureOn(facts.house._id, date, facts.closures, facts.room._id)
		};
	});
