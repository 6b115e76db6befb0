import { check } from '#lib/kernel/check.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { Instant } from '#lib/kernel/moments.ts';
import type { FreeTime } from '../outcome/entity.ts';
import { type Decision, decision } from './entity.ts';

/** How long a decision can be taken back before it is sent, in milliseconds. */
export const UNDO = 30_000;

/** Until when something decided now can be taken back. @param now milliseconds, by this device's clock. */
export const dueAfter = (now: number): Instant => new Date(now + UNDO).toISOString();

/** Milliseconds until what is held has to go; 0 is now. A clock that was turned back keeps nothing longer than it may be held. */
export function remaining(due: Instant, now: number): number {
	const left = Date.parse(due) - now;
	return left > UNDO || left < 0 ? 0 : left;
}

/**
 * A new decision about a request, checked; a reason of only blanks is none.
 * @param decidedBy name of the member of the office.
 * @param decidedAt by the desk's clock.
 * @param offer what is offered instead, with that verdict.
 * @returns the document, or the failures with their fields.
 */
export function decisionAbout(request: Decision['request'], verdict: Decision['verdict'], reason: string, decidedBy: string, decidedAt: Instant, offer?: FreeTime) {
	return check(decision.schema, {
		_id: newId('decision'),
		kind: 'decision',
		schema: decision.version,
		request,
		verdict,
		...(offer ? { offer } : {}),
		...(reason.trim() ? { reason: reason.trim() } : {}),
		decidedBy,
		decidedAt
	});
}
