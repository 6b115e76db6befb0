import { check } from '#lib/kernel/check.ts';
import { newId } from '#lib/kernel/ids.ts';
import type { Instant } from '#lib/kernel/moments.ts';
import { type Decision, decision } from './entity.ts';

/**
 * A new decision about a request, checked; a reason of only blanks is none.
 * @param decidedBy name of the member of the office.
 * @param decidedAt by the desk's clock.
 * @returns the document, or the failures with their fields.
 */
export function decisionAbout(request: Decision['request'], verdict: Decision['verdict'], reason: string, decidedBy: string, decidedAt: Instant) {
	return check(decision.schema, {
		_id: newId('decision'),
		kind: 'decision',
		schema: decision.version,
		request,
		verdict,
		...(reason.trim() ? { reason: reason.trim() } : {}),
		decidedBy,
		decidedAt
	});
}
