import { occupancyId } from '#lib/features/occupancy/entity.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { type RequestState, isClosed, stateOf, timeOf } from '#lib/features/request/rules.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { earlierThan, hasBegun } from './booking.ts';
import { change, clear, holdsSlot } from './days.ts';
import { outcomesOf } from './outcomes.ts';
import { unclaimed } from './slot.ts';
import { tell } from './tell.ts';
import { offerNext } from './waiting-list.ts';

type Context = Pick<ServerContext, 'now'>;
type Day = Pick<Request, 'room' | 'date'>;

/**
 * Does what follows from the outcome that a cause had for a request: what is over gives its slot back, what is freed is
 * offered to who waits for it, and what was to be replaced goes. Always after the outcome was written, and again after a
 * crash: so a slot whose request was given back never stays, whichever of two servers came last.
 */
export async function drawConclusions(context: Context, quarter: Quarter, cause: Outcome['decision'], request: Request): Promise<void> {
	const outcomes = await outcomesOf(quarter, request._id);
	const { state } = stateOf([], outcomes);
	const days = daysOf(request, outcomes);
	if (isGivenBack(state)) for (const day of days) await removeSlot(quarter, request._id, day);
	for (const { result } of outcomes.filter(({ decision }) => decision === cause)) {
		if (result === 'confirmed') await giveUpReplaced(context, quarter, cause, request);
		if (result === 'waiting') await offerNext(context, quarter, request, cause);
		if (result === 'withdrawn' || result === 'cancelled' || result === 'declined') for (const day of days) await offerNext(context, quarter, day, cause);
	}
}

/** Gives back what a cause booked whose outcome is not "confirmed": the slot goes unless another cause claims it too, told or about to be. */
export async function giveBack(quarter: Quarter, request: Request, cause: Outcome['decision']): Promise<void> {
	const days = daysOf(request, await outcomesOf(quarter, request._id));
	for (const { room, date } of days) await change(quarter.public, occupancyId(room, date), (slot) => (slot.request === request._id ? unclaimed(slot, cause) : slot));
}

/** These two stand above "confirmed", whenever that is said: nothing may hold a slot for them. */
export const isGivenBack = (state: RequestState) => state === 'withdrawn' || state === 'cancelled';

/** Where a request may hold a slot: the day that was asked for, and those that were offered. */
function daysOf(request: Request, outcomes: readonly Outcome[]): Day[] {
	const days = [request, ...outcomes.flatMap(({ offer }) => (offer ? [offer] : []))];
	return [...new Map(days.map(({ room, date }) => [occupancyId(room, date), { room, date }])).values()];
}

const removeSlot = ({ public: open }: Quarter, request: Request['_id'], { room, date }: Day) => clear(open, occupancyId(room, date), (slot) => slot.request === request);

/** The earlier date goes as the one that takes its place is confirmed: on the same day its slot went with that, else it goes now. What has begun stays. */
async function giveUpReplaced(context: Context, quarter: Quarter, cause: Outcome['decision'], request: Request): Promise<void> {
	for (const earlier of await earlierThan(quarter, request)) {
		const outcomes = await outcomesOf(quarter, earlier._id);
		const standing = stateOf([], outcomes);
		const held = timeOf(earlier, standing);
		const stays = isClosed(standing.state) || (hasBegun(held, toLocal(context.now())) && (await holdsSlot(quarter.public, held)));
		if (!stays) await tell(context, quarter, earlier, cause, { result: 'withdrawn' }, outcomes);
		await drawConclusions(context, quarter, cause, earlier);
	}
}
