import type { Reply } from '#lib/features/reply/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { isClosed, stateOf, timeOf } from '#lib/features/request/rules.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { alternativesTo } from '../facts.ts';
import { bookingOf, hasBegun } from './booking.ts';
import { book } from './days.ts';
import { drawConclusions, giveBack } from './free.ts';
import { outcomesOf } from './outcomes.ts';
import { type Answer, tell } from './tell.ts';
import { remember } from './waiting-list.ts';

type Context = Pick<ServerContext, 'now'>;
type Standing = ReturnType<typeof stateOf>;

/** Carries out what the holder of the receipt said to one date (SPEC 5.7, 5.9). Doing it twice is the same as once, as with decisions. */
export async function carryOutReply(context: Context, quarter: Quarter, reply: Reply, request: Request): Promise<void> {
	const outcomes = await outcomesOf(quarter, request._id);
	let told = outcomes.find(({ decision: cause }) => cause === reply._id)?.result;
	if (!told) {
		const standing = stateOf([], outcomes);
		const answer = reply.says === 'withdraw' ? withdraw(reply, request, standing) : await accept(context, quarter, reply, request, standing);
		await remember(quarter, request, reply._id, answer);
		told = await tell(context, quarter, request, reply._id, answer, outcomes);
	}
	if (reply.says === 'accept' && told !== 'confirmed') await giveBack(quarter, request, reply._id);
	await drawConclusions(context, quarter, reply._id, request);
}

/** It counts when it was said, not when it is carried out. What has begun stays as it is. */
function withdraw({ at }: Reply, request: Request, standing: Standing): Answer {
	if (isClosed(standing.state)) return { result: 'superseded' };
	return { result: hasBegun(timeOf(request, standing), toLocal(at)) ? 'past' : 'withdrawn' };
}

/** Books what was offered. Where somebody else was faster, who waited waits again, and who had another time offered comes back to the office. */
async function accept(context: Context, quarter: Quarter, { _id, at }: Reply, request: Request, { state, outcome }: Standing): Promise<Answer> {
	const { offer, until = '' } = outcome ?? {};
	if (state !== 'offered' || !offer) return { result: 'superseded' };
	if (at > until) return { result: 'lapsed' };
	const booking = await bookingOf(context, quarter, request, offer);
	if (!booking) return { result: 'invalid' };
	const result = await book(context, quarter, { ...booking, cause: _id });
	if (result === 'confirmed') return { result, offer, ...(outcome?.reason === undefined ? {} : { reason: outcome.reason }) };
	const alternatives = (await alternativesTo(quarter.public, [request], toLocal(context.now())))[0]!;
	const isOwn = (['room', 'date', 'from', 'to'] as const).every((field) => offer[field] === request[field]);
	return { result: result === 'taken' && isOwn ? 'waiting' : result, alternatives };
}
