import * as z from 'zod/mini';
import { type Reply, reply, replyId } from '#lib/features/reply/entity.ts';
import type { Request as Wish } from '#lib/features/request/entity.ts';
import { isAnswered, isClosed, stateOf, timeOf } from '#lib/features/request/rules.ts';
import { check } from '#lib/kernel/check.ts';
import { failure } from '#lib/kernel/failure.ts';
import { hashOf, nameOf } from '#lib/kernel/ids.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import { ASK_LIMIT, readObject } from './body.ts';
import type { Quarter, ServerContext } from './context.ts';
import { datesHeldBy } from './holder.ts';
import { Refused, refused } from './problem.ts';
import { documentAt } from './reading.ts';
import { answerTo } from './receipts.ts';
import { hasBegun } from './registrar/booking.ts';
import { outcomesOf } from './registrar/outcomes.ts';
import { carryOutReply } from './registrar/replies.ts';
import type { IncomingDoc } from './store/store.ts';

const said = z.strictObject({ request: z.string(), says: reply.schema.shape.says });

/**
 * `POST /api/<quarter>/receipts/<id>/replies {request, says}`: who holds the receipt gives a date back or accepts an offer
 * (SPEC 4.9). It is carried out at once, so that the answer tells what became of it; saying it again changes nothing.
 * @returns as `GET` of the receipt.
 * @throws Refused `unknown-receipt`; `invalid` for a date that is not of this ask; `past` for one that has begun;
 * `not-offered` where there is nothing to accept.
 */
export async function takeReply(context: Pick<ServerContext, 'now'>, quarter: Quarter, id: string, message: Request): Promise<Response> {
	const dates = await datesHeldBy(quarter, id, message);
	const { value, failures } = check(said, await readObject(message, ASK_LIMIT));
	if (failures) throw new Refused(failures);
	const request = dates.find(({ _id }) => nameOf(_id) === value.request.toLowerCase());
	if (!request) throw new Refused(failure('invalid', 'request'));
	const stands = await replyOf(context, quarter, request, value.says);
	if (stands) await carryOutReply(context, quarter, await written(quarter, stands), request);
	return answerTo(context, quarter, dates);
}

/** @returns undefined where what stands is the answer already: said before, or too late for an offer. */
async function replyOf({ now }: Pick<ServerContext, 'now'>, quarter: Quarter, request: Wish, says: Reply['says']): Promise<Reply | undefined> {
	const standing = stateOf([], await outcomesOf(quarter, request._id));
	const { state, outcome } = standing;
	const at = now().toISOString();
	const doc = { kind: 'reply', schema: reply.version, ...(request.sample ? { sample: true as const } : {}), request: request._id, says, at } as const;
	if (says === 'withdraw') {
		if (isClosed(state)) return undefined;
		if (hasBegun(timeOf(request, standing), toLocal(at))) throw new Refused(failure('past', 'date'));
		return { _id: replyId(request._id, says), ...doc };
	}
	if (state === 'offered' && outcome) return outcome.until! > at ? { _id: replyId(request._id, says, (await hashOf(outcome._id)).slice(0, 16)), ...doc } : undefined;
	if (isAnswered(state) || state === 'waiting') return undefined;
	throw refused('not-offered');
}

/** Of two that come at once the first one stands. */
async function written({ desk }: Quarter, wanted: Reply): Promise<Reply> {
	const [result] = await desk.bulkDocs([wanted as IncomingDoc]);
	if (result && 'ok' in result) return wanted;
	const stored = await documentAt<'reply'>(desk, wanted._id);
	if (!stored) throw new Error(`a reply could not be written: ${result?.error}`);
	return stored;
}
