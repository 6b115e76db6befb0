import { overlaps } from '#lib/features/booking/rules.ts';
import type { Slot } from '#lib/features/occupancy/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import type { LocalDateTime } from '#lib/kernel/moments.ts';

/** What a confirmation comes to on the day of its room. `slots` only where the day has to be written. */
export type Placement = { result: 'confirmed'; slots?: Slot[] } | { result: 'taken' | 'past' };

/**
 * Whether a request gets its place among the slots of the day (SPEC 5.2–5.4). One that has it keeps it, however late:
 * the server may have stopped between the day and the outcome.
 * @param now the wall clock of the quarter; a time has passed when it is over.
 */
export function placeIn(slots: readonly Slot[], request: Request, now: LocalDateTime): Placement {
	if (slots.some((slot) => slot.request === request._id)) return { result: 'confirmed' };
	if (`${request.date}T${request.to}` <= now) return { result: 'past' };
	if (slots.some((slot) => overlaps(slot, request))) return { result: 'taken' };
	const own: Slot = {
		request: request._id,
		from: request.from,
		to: request.to,
		...(request.event === undefined ? {} : { event: request.event }),
		...(request.sample ? { sample: true } : {})
	};
	return { result: 'confirmed', slots: [...slots, own].sort((a, b) => (a.from < b.from ? -1 : 1)) };
}
