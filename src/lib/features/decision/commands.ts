import { type Failure, failure } from '#lib/kernel/failure.ts';
import { create } from '#lib/storage/write.ts';
import { memberHere } from '../desk/queries.ts';
import type { Decision } from './entity.ts';
import { decisionAbout } from './rules.ts';

/**
 * Says yes to a request. It is a wish until the server's outcome says that it holds: the room may be taken meanwhile.
 * Works without network.
 * @returns why not: `signed-out`, `too-long` for the reason, or `storage`.
 */
export const confirmRequest = (request: Decision['request'], reason = '') => decide(request, 'confirm', reason);

/**
 * Says no to a request, with the reason the person reads. Works without network.
 * @returns why not: `signed-out`, `missing` or `too-long` for the reason, or `storage`.
 */
export async function declineRequest(request: Decision['request'], reason: string): Promise<Failure | undefined> {
	return reason.trim() === '' ? failure('missing', 'reason') : decide(request, 'decline', reason);
}

/**
 * Takes back a date that was confirmed, with the reason that who asked reads. It holds until the server has given the time free.
 * Works without network.
 * @returns why not: `signed-out`, `missing` or `too-long` for the reason, or `storage`.
 */
export async function cancelBooking(request: Decision['request'], reason: string): Promise<Failure | undefined> {
	return reason.trim() === '' ? failure('missing', 'reason') : decide(request, 'cancel', reason);
}

async function decide(request: Decision['request'], verdict: Decision['verdict'], reason: string): Promise<Failure | undefined> {
	const member = await memberHere();
	if (!member) return failure('signed-out');
	const { value, failures } = decisionAbout(request, verdict, reason, member.name, new Date().toISOString());
	return failures ? failures[0] : (await create(value))?.[0];
}
