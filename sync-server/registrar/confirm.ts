import type { Decision } from '#lib/features/decision/entity.ts';
import { type Outcome, outcome, outcomeId } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { isAnswered, stateOf } from '#lib/features/request/rules.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { alternativesTo } from '../facts.ts';
import { documentAt } from '../reading.ts';
import { book, clear, holdsSlot } from './days.ts';
import { isAlive, leavesOf } from './leaves.ts';
import { outcomesOf } from './outcomes.ts';

type Answer = Pick<Outcome, 'result'> & Partial<Pick<Outcome, 'reason' | 'alternatives'>>;

/**
 * Carries out a decision about a request: books the slot or declines, then writes the one outcome (SPEC 5.1–5.4).
 * Doing it twice, in two servers at once or again after a crash, is the same as once.
 */
export async function carryOut(context: Pick<ServerContext, 'now'>, quarter: Quarter, decision: Decision, request: Request): Promise<void> {
	const outcomes = await outcomesOf(quarter, request._id);
	if (outcomes.some(({ decision: about }) => about === decision._id)) return;
	const { state } = stateOf([], outcomes);
	const answer: Answer = isAnswered(state)
		? { result: 'superseded' }
		: decision.verdict === 'confirm'
			? await confirm(context, quarter, decision, request)
			: await decline(quarter, decision, request);
	const written = await writeOutcome(context, quarter, decision, request, answer);
	if (answer.result === 'confirmed' && written !== 'confirmed') await withdraw(quarter, request);
}

/** The outcome of a decision about a request that was deleted. */
export async function closeInvalid(context: Pick<ServerContext, 'now'>, quarter: Quarter, decision: Decision): Promise<void> {
	await writeOutcome(context, quarter, decision, { _id: decision.request }, { result: 'invalid' });
}

async function confirm(context: Pick<ServerContext, 'now'>, quarter: Quarter, decision: Decision, request: Request): Promise<Answer> {
	const { public: open } = quarter;
	// A span that ends before it begins would overlap nothing, and stand beside any other.
	if (request.to <= request.from || !(await documentAt<'room'>(open, request.room))) return { result: 'invalid' };
	const result = await book(context, quarter, request);
	if (result === 'confirmed') return { result, ...reasonOf(decision) };
	return { result, alternatives: await alternativesTo(open, request, toLocal(context.now())) };
}

/** A slot without its outcome is a confirmation on its way, which a later refusal does not undo. */
async function decline({ public: open }: Quarter, decision: Decision, request: Request): Promise<Answer> {
	return (await holdsSlot(open, request)) ? { result: 'superseded' } : { result: 'declined', ...reasonOf(decision) };
}

const reasonOf = ({ reason }: Decision) => (reason === undefined ? {} : { reason });

/** @returns the result that stands: of two servers that answer the same decision differently, the first one's. */
async function writeOutcome(
	{ now }: Pick<ServerContext, 'now'>,
	{ desk }: Quarter,
	decision: Decision,
	request: Pick<Request, '_id' | 'sample'>,
	answer: Answer
): Promise<Outcome['result'] | undefined> {
	const _id = outcomeId(request._id, decision._id);
	const doc = {
		_id,
		kind: 'outcome',
		schema: outcome.version,
		...(request.sample ? { sample: true } : {}),
		request: request._id,
		decision: decision._id,
		alternatives: [],
		...answer,
		at: now().toISOString()
	} satisfies Outcome;
	const [written] = await desk.bulkDocs([doc]);
	if (written && 'ok' in written) return answer.result;
	if (written?.error !== 'conflict') throw new Error(`${_id} could not be written: ${written?.error}`);
	// A cluster can have taken both: then what is true of the slot will stand (`settleOutcome`).
	const told = (await leavesOf(desk, _id)).filter(isAlive).map(({ result }) => result as Outcome['result']);
	return told.includes(answer.result) ? answer.result : told[0];
}

/** Gives back the slot of a request that was told something else than "confirmed", unless another decision confirmed it. */
async function withdraw(quarter: Quarter, request: Request): Promise<void> {
	const { state } = stateOf([], await outcomesOf(quarter, request._id));
	if (state === 'confirmed') return;
	await clear(quarter.public, `occupancy:${nameOf(request.room)}:${request.date}`, (slot) => slot.request === request._id);
}
