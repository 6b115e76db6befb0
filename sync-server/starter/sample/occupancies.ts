import type { Doc } from '#lib/features/catalogue.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import { entry } from '../entry.ts';
import type { Use } from './plan.ts';

/**
 * One document per room and day; only the slots are marked as sample, so that a real one beside them survives the removal.
 * @param terms say how long before and after a use nobody else has the room.
 */
export function occupanciesOf(uses: readonly Use[], terms: readonly Doc<'terms'>[]): Doc<'occupancy'>[] {
	const termsOf = new Map(terms.map((one) => [one.room, one]));
	const days = Map.groupBy(uses, ({ room, date }) => occupancyId(room, date));
	return [...days].map(([id, ofDay]) => {
		const [{ room, date }] = ofDay as [Use];
		const { before, after } = termsOf.get(room) ?? {};
		const slots = ofDay
			.map(({ from, to, request, event, units }) => ({ request: `request:${request}` as const, from, to, ...(before && { before }), ...(after && { after }), ...(units && { units }), ...(event && { event }), sample: true as const }))
			.sort((a, b) => (a.from < b.from ? -1 : 1));
		return entry('occupancy', id.slice('occupancy:'.length), { room, date, slots });
	});
}
