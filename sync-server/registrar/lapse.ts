import { stateOf } from '#lib/features/request/rules.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { documentAt, documentsUnder } from '../reading.ts';
import { type Lapsing, endedBy, forgetOffer } from './lapse-notes.ts';
import { lapsedId } from './offers.ts';
import { outcomesOf } from './outcomes.ts';
import { carryOutReply } from './replies.ts';
import { tell } from './tell.ts';
import { offerNext } from './waiting-list.ts';

/** Ends the offers that nobody answered in time, and offers their time to the next one (SPEC 5.9). Any number of servers may do it at once, and again. */
export async function lapseOffers(context: Pick<ServerContext, 'now'>, quarter: Quarter): Promise<void> {
	for (const lapsing of await endedBy(quarter, context.now().toISOString())) {
		await lapse(context, quarter, lapsing);
		await forgetOffer(quarter, lapsing);
	}
}

async function lapse(context: Pick<ServerContext, 'now'>, quarter: Quarter, { request: id, cause }: Lapsing): Promise<void> {
	const request = await documentAt<'request'>(quarter.desk, id);
	if (!request) return;
	// What was said in time counts, also where nobody came to carry it out.
	for (const reply of await documentsUnder<'reply'>(quarter.desk, `reply:${nameOf(id)}:`)) await carryOutReply(context, quarter, reply, request);
	const outcomes = await outcomesOf(quarter, id);
	const offered = outcomes.find(({ decision, result }) => decision === cause && result === 'offered');
	if (!offered?.offer) return;
	const { state, outcome } = stateOf([], outcomes);
	if (state === 'offered' && outcome?._id === offered._id) await tell(context, quarter, request, cause, { result: 'lapsed' }, outcomes, lapsedId(offered._id));
	await offerNext(context, quarter, offered.offer, cause);
}
