import { unitsLeft } from '#lib/features/booking/rules.ts';
import type { Slot } from '#lib/features/occupancy/entity.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import type { LocalDateTime } from '#lib/kernel/moments.ts';

/** What is to be booked: a room and a time for a request. */
export type Booking = Pick<Request, '_id' | 'room' | 'date' | 'from' | 'to' | 'units' | 'event' | 'sample'> & {
	/** Minutes for setting up and for cleaning up, in which nobody else has the room. */
	before?: number;
	after?: number;
	/** How many there are of a thing that is lent; one unless said. */
	stock?: number;
	/** The requests whose slots of the same day go as this one comes. */
	instead?: Request['_id'][];
	/** What gives it the slot. */
	cause?: Outcome['decision'];
};

/** How a slot names what gave it: enough of a UUID's random end to tell apart the few causes of one request. Everybody reads days. */
export const claimOf = (cause: Outcome['decision']): string => cause.slice(-8);

/** What a confirmation comes to on the day of its room. `slots` only where the day has to be written. */
export type Placement = { result: 'confirmed'; slots?: Slot[] } | { result: 'taken' | 'past' };

/**
 * Whether a request gets its place among the slots of the day (SPEC 5.2–5.4). One that has it keeps it, however late:
 * the server may have stopped between the day and the outcome. Where another cause gave it, this one claims it too: that one
 * may be about to give it back.
 * @param now the wall clock of the quarter; a time has passed when it is over.
 */
export function placeIn(slots: readonly Slot[], booking: Booking, now: LocalDateTime): Placement {
	const own = slots.find((slot) => slot.request === booking._id);
	if (own) return { result: 'confirmed', ...claimed(own, booking, slots) };
	if (`${booking.date}T${booking.to}` <= now) return { result: 'past' };
	const others = slots.filter(({ request }) => !booking.instead?.some((id) => id === request));
	if (!fits(others, booking, booking.stock)) return { result: 'taken' };
	return { result: 'confirmed', slots: [...others, slotOf(booking)].sort(inOrder) };
}

/** The day with one more claim to a slot; nothing where there is nothing to add. */
function claimed(own: Slot, { cause }: Booking, slots: readonly Slot[]): { slots?: Slot[] } {
	const claim = cause && claimOf(cause);
	if (!claim || !own.claims || own.claims.includes(claim)) return {};
	return { slots: slots.map((slot) => (slot === own ? { ...slot, claims: [...own.claims!, claim] } : slot)) };
}

/** A slot without the claim of one cause; undefined where that was the last. One without claims stays. */
export function unclaimed(slot: Slot, cause: Outcome['decision']): Slot | undefined {
	const claim = claimOf(cause);
	if (!slot.claims?.includes(claim)) return slot;
	const claims = slot.claims.filter((one) => one !== claim);
	return claims.length > 0 ? { ...slot, claims } : undefined;
}

/** A slot as two revisions of a day have it, with the claims of both. Where one has none, nothing but its request takes it back. */
export function claimedTogether(own: Slot, other: Slot): Slot {
	const { claims, ...slot } = own;
	return claims && other.claims ? { ...own, claims: [...new Set([...claims, ...other.claims])] } : slot;
}

/** Whether one more slot stands beside others: set-up and clean-up counted, and of a thing not more than there are (`stock`). */
export const fits = (slots: readonly Slot[], one: Pick<Slot, 'from' | 'to' | 'before' | 'after' | 'units'>, stock = 1): boolean =>
	unitsLeft({ units: stock }, slots, one) >= (one.units ?? 1);

export function slotOf({ _id, from, to, before, after, units, event, sample, cause }: Booking): Slot {
	return {
		request: _id,
		from,
		to,
		...(before ? { before } : {}),
		...(after ? { after } : {}),
		...(units === undefined ? {} : { units }),
		...(event === undefined ? {} : { event }),
		...(cause ? { claims: [claimOf(cause)] } : {}),
		...(sample ? { sample: true } : {})
	};
}

export const inOrder = (a: Slot, b: Slot) => (a.from < b.from ? -1 : 1);
