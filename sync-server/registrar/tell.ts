import { type Outcome, outcome, outcomeId } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { isAlive, leavesOf } from './leaves.ts';

/** What a decision or reply came to. */
export type Answer = Pick<Outcome, 'result'> & Partial<Pick<Outcome, 'reason' | 'alternatives' | 'offer' | 'until'>>;

/**
 * Writes the one outcome that a cause has for a request. It is later than those that were there before it, whatever the
 * clocks of several servers say.
 * @param earlier the outcomes the request has.
 * @returns the result that stands: of two servers that answer differently, the first one's.
 */
export async function tell(
	{ now }: Pick<ServerContext, 'now'>,
	{ desk }: Pick<Quarter, 'desk'>,
	request: Pick<Request, '_id' | 'sample'>,
	cause: Outcome['decision'],
	answer: Answer,
	earlier: readonly Outcome[],
	_id: Outcome['_id'] = outcomeId(request._id, cause)
): Promise<Outcome['result'] | undefined> {
	const latest = earlier.reduce((last, { at }) => Math.max(last, Date.parse(at)), 0);
	const doc = {
		_id,
		kind: 'outcome',
		schema: outcome.version,
		...(request.sample ? { sample: true } : {}),
		request: request._id,
		decision: cause,
		alternatives: [],
		...answer,
		at: new Date(Math.max(now().getTime(), latest + 1)).toISOString()
	} satisfies Outcome;
	const [written] = await desk.bulkDocs([doc]);
	if (written && 'ok' in written) return answer.result;
	if (written?.error !== 'conflict') throw new Error(`${_id} could not be written: ${written?.error}`);
	// A cluster can have taken both: then what is true of the slot will stand (`settleOutcome`).
	const told = (await leavesOf(desk, _id)).filter(isAlive).map(({ result }) => result as Outcome['result']);
	return told.includes(answer.result) ? answer.result : told[0];
}
