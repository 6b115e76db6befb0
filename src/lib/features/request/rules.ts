import type { Decision } from '../decision/entity.ts';
import type { Outcome } from '../outcome/entity.ts';
import type { Request } from './entity.ts';

/** Everything a request can be; what each means stands at `RequestState`. */
export const requestStates = ['requested', 'deciding', 'taken', 'waiting', 'offered', 'confirmed', 'declined', 'expired', 'withdrawn', 'cancelled'] as const;

/**
 * Where a request stands. `requested`: waits for the office. `deciding`: the office decided, the server has not answered.
 * `taken`: confirming failed because someone else was first, so it waits for the office again. `waiting`: has a place on
 * the waiting list. `offered`: who asked has an offer to answer. `withdrawn` by who asked, `cancelled` by the office.
 */
export type RequestState = (typeof requestStates)[number];

/** What stands once it was said, the strongest first: what was given back is over, whatever was said before or comes late. */
const lasting: [RequestState, Outcome['result'][]][] = [
	['withdrawn', ['withdrawn']],
	['cancelled', ['cancelled']],
	['confirmed', ['confirmed']],
	['declined', ['declined']],
	['expired', ['past', 'invalid', 'lapsed']]
];
const passing = ['offered', 'waiting', 'taken'] as const;

/**
 * The state of a request: a fold over its decisions and the outcomes. Only an outcome, which the server alone writes,
 * ever makes it `confirmed`; the order of what arrives does not matter.
 */
export function stateOf(decisions: readonly Decision[], outcomes: readonly Outcome[]): { state: RequestState; outcome?: Outcome } {
	const latestFirst = outcomes.toSorted((a, b) => (a.at === b.at ? (a._id < b._id ? -1 : 1) : a.at > b.at ? -1 : 1));
	for (const [state, results] of lasting) {
		const outcome = latestFirst.find(({ result }) => results.includes(result));
		const asked = state === 'confirmed' && decisions.some(({ _id, verdict }) => verdict === 'cancel' && !outcomes.some(({ decision }) => decision === _id));
		if (outcome) return asked ? { state: 'deciding', outcome } : { state, outcome };
	}
	if (decisions.some(({ _id }) => !outcomes.some(({ decision }) => decision === _id))) return { state: 'deciding' };
	for (const outcome of latestFirst) {
		const state = passing.find((result) => result === outcome.result);
		if (state) return { state, outcome };
	}
	return { state: 'requested' };
}

/** Whether it still waits for a person of the office. */
export const waitsForOffice = (state: RequestState) => state === 'requested' || state === 'taken';

/** Whether nothing can follow but, of what is confirmed, that it is given back. */
export const isAnswered = (state: RequestState) => lasting.some(([one]) => one === state);

/** Whether it is over for good. */
export const isClosed = (state: RequestState) => state !== 'confirmed' && isAnswered(state);

/** Room and time that a request stands for: what was asked for or, once an offer was accepted and confirmed, that. */
export const timeOf = <R extends Pick<Request, 'room' | 'date' | 'from' | 'to'>>(request: R, { state, outcome }: ReturnType<typeof stateOf>): R =>
	state === 'confirmed' && outcome?.offer ? { ...request, ...outcome.offer } : request;
