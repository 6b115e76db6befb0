import type { Decision } from '#lib/features/decision/entity.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { type Instant, toInstant, toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { alternativesTo } from '../facts.ts';
import { bookingOf } from './booking.ts';
import { holdsSlot, wouldBe } from './days.ts';
import type { Answer } from './tell.ts';

const HOUR = 3_600_000;
/** How long an offer waits for an answer, and how long before it begins it ends at the latest: somebody else may want it. */
const WAITS = 48 * HOUR;
const AHEAD = 2 * HOUR;

/** Until when an offer of a time can be answered. */
export function answerableUntil({ date, from }: Pick<Request, 'date' | 'from'>, now: Date): Instant {
	const start = Date.parse(toInstant(`${date}T${from}`));
	return new Date(Math.min(now.getTime() + WAITS, start - AHEAD)).toISOString();
}

/**
 * The office says no to the time that was asked for and offers another one. One that cannot be had, or that nobody could
 * answer in time, goes back to the office like a time that is taken.
 */
export async function offer(context: Pick<ServerContext, 'now'>, quarter: Quarter, { offer: time, reason }: Decision, request: Request): Promise<Answer> {
	if (await holdsSlot(quarter.public, request)) return { result: 'superseded' };
	const now = context.now();
	const booking = time && (await bookingOf(context, quarter, request, time));
	const until = booking && answerableUntil(booking, now);
	if (!until || until <= now.toISOString() || (await wouldBe(context, quarter, booking)) !== 'confirmed') {
		return { result: 'taken', alternatives: (await alternativesTo(quarter.public, [request], toLocal(now)))[0]! };
	}
	const { room, date, from, to } = booking;
	return { result: 'offered', offer: { room, date, from, to }, until, ...(reason === undefined ? {} : { reason }) };
}

/** The id of what becomes of an offer that nobody answered. */
export const lapsedId = (offered: Outcome['_id']): Outcome['_id'] => `${offered}:lapsed`;
