import type { Decision } from '../decision/entity.ts';
import type { Outcome } from '../outcome/entity.ts';

/**
 * Where a request stands. `requested`: waits for the office. `deciding`: the office decided, the server has not answered.
 * `taken`: confirming failed because someone else was first, so it waits for the office again.
 */
export type RequestState = 'requested' | 'deciding' | 'taken' | 'confirmed' | 'declined' | 'expired';

/**
 * The state of a request: a fold over its decisions and their outcomes. Only an outcome, which the server alone writes,
 * ever makes it `confirmed`; the order of what arrives does not matter.
 */
export function stateOf(decisions: readonly Decision[], outcomes: readonly Outcome[]): { state: RequestState; outcome?: Outcome } {
	const latestFirst = outcomes.toSorted((a, b) => (a.at === b.at ? (a._id < b._id ? -1 : 1) : a.at > b.at ? -1 : 1));
	const final = (result: Outcome['result']) => latestFirst.find((outcome) => outcome.result === result);
	const confirmed = final('confirmed');
	if (confirmed) return { state: 'confirmed', outcome: confirmed };
	const declined = final('declined');
	if (declined) return { state: 'declined', outcome: declined };
	const expired = final('past') ?? final('invalid');
	if (expired) return { state: 'expired', outcome: expired };
	if (decisions.some(({ _id }) => !outcomes.some(({ decision }) => decision === _id))) return { state: 'deciding' };
	const taken = final('taken');
	return taken ? { state: 'taken', outcome: taken } : { state: 'requested' };
}

/** Whether it still waits for a person of the office. */
export const waitsForOffice = (state: RequestState) => state === 'requested' || state === 'taken';
