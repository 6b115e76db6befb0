import type { Decision } from '#lib/features/decision/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { isAnswered, isClosed, stateOf, timeOf } from '#lib/features/request/rules.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { alternativesTo } from '../facts.ts';
import { bookingOf, hasBegun } from './booking.ts';
import { book, holdsSlot, wouldBe } from './days.ts';
import { drawConclusions, giveBack } from './free.ts';
import { offer } from './offers.ts';
import { outcomesOf } from './outcomes.ts';
import { type Answer, tell } from './tell.ts';
import { remember } from './waiting-list.ts';

type Context = Pick<ServerContext, 'now'>;
type Standing = ReturnType<typeof stateOf>;

/**
 * Carries out a decision about a request: books the slot, declines, offers another time or takes back what was confirmed,
 * then writes the one outcome and does what follows from it (SPEC 5.1–5.4, 5.7–5.10). Doing it twice, in two servers at once
 * or again after a crash, is the same as once.
 */
export async function carryOut(context: Context, quarter: Quarter, decision: Decision, request: Request): Promise<void> {
	const outcomes = await outcomesOf(quarter, request._id);
	let told = outcomes.find(({ decision: about }) => about === decision._id)?.result;
	if (!told) {
		const answer = await answerTo(context, quarter, decision, request, stateOf([], outcomes));
		await remember(quarter, request, decision._id, answer);
		told = await tell(context, quarter, request, decision._id, answer, outcomes);
	}
	if (decision.verdict === 'confirm' && told !== 'confirmed') await giveBack(quarter, request, decision._id);
	await drawConclusions(context, quarter, decision._id, request);
}

/** The outcome of a decision about a request that was deleted. */
export async function closeInvalid(context: Context, quarter: Quarter, decision: Decision): Promise<void> {
	await tell(context, quarter, { _id: decision.request }, decision._id, { result: 'invalid' }, []);
}

function answerTo(context: Context, quarter: Quarter, decision: Decision, request: Request, standing: Standing): Promise<Answer> | Answer {
	if (decision.verdict === 'cancel') return cancel(context, decision, request, standing);
	if (isAnswered(standing.state) || hasLapsed(context, standing)) return { result: 'superseded' };
	if (decision.verdict === 'confirm') return confirm(context, quarter, decision, request);
	if (decision.verdict === 'offer') return offer(context, quarter, decision, request);
	return decline(context, quarter, decision, request, standing);
}

/** An offer that nobody answered in time: who asked was told so, also where nobody has written it down yet. */
const hasLapsed = ({ now }: Context, { state, outcome }: Standing) => state === 'offered' && outcome!.until! <= now().toISOString();

async function confirm(context: Context, quarter: Quarter, decision: Decision, request: Request): Promise<Answer> {
	const booking = await bookingOf(context, quarter, request);
	if (!booking) return { result: 'invalid' };
	const result = await book(context, quarter, { ...booking, cause: decision._id });
	return result === 'confirmed' ? { result, ...reasonOf(decision) } : { result, alternatives: await free(context, quarter, request) };
}

/**
 * Says no; while somebody else has the time, that is a place on the waiting list, but for who had one already. A slot
 * without its outcome is a confirmation on its way, which a later refusal does not undo. What is over has expired before.
 */
async function decline(context: Context, quarter: Quarter, decision: Decision, request: Request, { state }: Standing): Promise<Answer> {
	if (await holdsSlot(quarter.public, request)) return { result: 'superseded' };
	if (`${request.date}T${request.to}` <= toLocal(context.now())) return { result: 'past', ...reasonOf(decision) };
	const booking = state === 'waiting' || state === 'offered' ? undefined : await bookingOf(context, quarter, request);
	const isTaken = booking && (await wouldBe(context, quarter, booking)) === 'taken';
	return isTaken ? { result: 'waiting', ...reasonOf(decision), alternatives: await free(context, quarter, request) } : { result: 'declined', ...reasonOf(decision) };
}

/** What was not confirmed is refused for good: the desk may not have known. What has begun stays as it is. */
function cancel({ now }: Context, decision: Decision, request: Request, standing: Standing): Answer {
	if (isClosed(standing.state)) return { result: 'superseded' };
	return hasBegun(timeOf(request, standing), toLocal(now())) ? { result: 'past' } : { result: 'cancelled', ...reasonOf(decision) };
}

const free = async ({ now }: Context, { public: open }: Quarter, request: Request) => (await alternativesTo(open, [request], toLocal(now())))[0]!;

const reasonOf = ({ reason }: Decision) => (reason === undefined ? {} : { reason });
