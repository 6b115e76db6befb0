import { type Day, addDays } from '#lib/kernel/moments.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
import { type RoomFacts, type Span, freeSpans, openOn, takenOn } from './rules.ts';

/** One day of a room as it is shown: its open spans, what of them is free and taken, and what closes it. */
export type RoomDay = { date: Day; open: Span[]; spans: (Span & { state: 'free' | 'taken' })[]; closure: Closure | undefined };

/** Seven days from `first` on, without names. Neighbouring taken spans become one, so that uses cannot be told apart. */
export const weekOf = (facts: RoomFacts, first: Day): RoomDay[] =>
	Array.from({ length: 7 }, (_, index) => {
		const date = addDays(first, index);
		const taken = takenOn(facts.room._id, date, facts.occupancies).reduce<Span[]>((spans, { from, to }) => {
			const last = spans.at(-1);
			if (!last || last.to < from) spans.push({ from, to });
			else if (last.to < to) last.to = to;
			return spans;
		}, []);
		const spans = [...freeSpans(facts, date).map((span) => ({ ...span, state: 'free' as const })), ...taken.map((span) => ({ ...span, state: 'taken' as const }))];
		return {
			date,
			open: openOn(facts, date),
			spans: spans.sort((a, b) => (a.from < b.from ? -1 : 1)),
			closure: closureOn(facts.house._id, date, facts.closures, facts.room._id)
		};
	});
