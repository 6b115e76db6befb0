import type { Doc } from '#lib/features/catalogue.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import { entry } from '../entry.ts';
import type { Use } from './plan.ts';

/** One document per room and day; only the slots are marked as sample, so that a real one beside them survives the removal. */
export function occupanciesOf(uses: readonly Use[]): Doc<'occupancy'>[] {
	const days = Map.groupBy(uses, ({ room, date }) => occupancyId(room, date));
	return [...days].map(([id, ofDay]) => {
		const [{ room, date }] = ofDay as [Use];
		const slots = ofDay
			.map(({ from, to, request, event, units }) => ({ request: `request:${request}` as const, from, to, ...(units && { units }), ...(event && { event }), sample: true as const }))
			.sort((a, b) => (a.from < b.from ? -1 : 1));
		return entry('occupancy', id.slice('occupancy:'.length), { room, date, slots });
	});
}
