import { timingSafeEqual } from 'node:crypto';
import { overlaps } from '#lib/features/booking/rules.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import type { ReceiptAnswer } from '#lib/features/request/ask.ts';
import type { Request as Wish } from '#lib/features/request/entity.ts';
import { stateOf } from '#lib/features/request/rules.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import { type LocalDateTime, toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from './context.ts';
import { alternativesTo } from './facts.ts';
import { refused } from './problem.ts';
import { documentAt } from './reading.ts';
import { outcomesOf } from './registrar/outcomes.ts';

/**
 * `GET /api/<quarter>/receipts/<id>`: tells whoever holds the receipt where the request stands (SPEC 4.4, 4.5).
 * @throws Refused `unknown-receipt` for a wrong receipt and for an unknown id alike.
 */
export async function tellReceipt({ now }: Pick<ServerContext, 'now'>, quarter: Quarter, id: string, message: Request): Promise<Response> {
	const request = await documentAt<'request'>(quarter.desk, `request:${id.toLowerCase()}`);
	const receipt = /^Bearer ([A-Za-z0-9_-]{22,64})$/i.exec(message.headers.get('Authorization') ?? '')?.[1] ?? '';
	const isHolder = matches(await hashOf(receipt), request?.receiptHash);
	if (!request || !isHolder) throw refused('unknown-receipt');
	const answer: ReceiptAnswer = {
		id: id.toLowerCase(),
		receivedAt: request.receivedAt,
		...(await standing(quarter, request, toLocal(now()))),
		at: now().toISOString()
	};
	return Response.json(answer);
}

const encode = (text: string) => new TextEncoder().encode(text);
/** Takes as long for a wrong receipt as for an unknown request. */
const matches = (given: string, stored = '0'.repeat(64)) => timingSafeEqual(encode(given), encode(stored));

async function standing(quarter: Quarter, request: Wish, now: LocalDateTime): Promise<Pick<ReceiptAnswer, 'state' | 'reason' | 'alternatives'>> {
	const { state, outcome } = stateOf([], await outcomesOf(quarter, request._id));
	const reason = outcome?.reason === undefined ? {} : { reason: outcome.reason };
	if (state === 'confirmed' || state === 'declined' || state === 'expired') return { state, ...reason, alternatives: outcome?.alternatives ?? [] };
	const open = { ...reason, alternatives: [] };
	if (`${request.date}T${request.to}` <= now) return { state: 'expired', ...open };
	if (!(await isTakenByAnother(quarter, request))) return { state: 'requested', ...open };
	return { state: 'taken', ...reason, alternatives: await alternativesTo(quarter.public, request, now) };
}

/** As it is now, not as it was when somebody tried to confirm: what was free then may be taken, and the other way round. */
async function isTakenByAnother({ public: open }: Quarter, request: Wish): Promise<boolean> {
	const day = await documentAt<'occupancy'>(open, occupancyId(request.room, request.date));
	return (day?.slots ?? []).some((slot) => slot.request !== request._id && overlaps(slot, request));
}
