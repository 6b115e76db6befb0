import { type Failure, failure, isCode } from '#lib/kernel/failure.ts';
import { refusals } from '#lib/kernel/refusals.ts';
import type { Instant } from '#lib/kernel/moments.ts';
import type { Decision } from '../decision/entity.ts';
import type { EditConflict } from '../edit-conflict/entity.ts';
import type { Outcome } from '../outcome/entity.ts';
import type { Request } from '../request/entity.ts';
import { type RequestState, isClosed, stateOf, waitsForOffice } from '../request/rules.ts';

/** A document of this device that the server did not accept. */
export type Refused = { id: string; database: 'public' | 'desk'; reason: string; at: Instant };

/** A request in the inbox, with where it stands. */
export type RequestItem = { kind: 'request'; id: string; at: Instant; request: Request; state: RequestState; outcome?: Outcome };
/** Whatever can wait for a person of the office. */
export type Item =
	| RequestItem
	| { kind: 'edit-conflict'; id: string; at: Instant; conflict: EditConflict }
	| { kind: 'refused'; id: string; at: Instant; refused: Refused };

/** The office's one list. `waiting` is what a person must do; `deciding` waits for the server; `decided` is what it answered. */
export type Inbox = { waiting: Item[]; deciding: RequestItem[]; decided: RequestItem[] };

/** So many answered requests stay in sight, newest first. */
const DECIDED_SHOWN = 10;

const oldestFirst = (one: { at: string; id: string }, other: { at: string; id: string }) => (one.at < other.at || (one.at === other.at && one.id < other.id) ? -1 : 1);

/** Sorts everything the office has into what waits for it, what waits for the server, and what was answered lately. */
export function inboxOf(
	requests: readonly Request[],
	decisions: readonly Decision[],
	outcomes: readonly Outcome[],
	conflicts: readonly EditConflict[] = [],
	refused: readonly Refused[] = [],
	decidedShown = DECIDED_SHOWN
): Inbox {
	const decisionsOf = Map.groupBy(decisions, ({ request }) => request);
	const outcomesOf = Map.groupBy(outcomes, ({ request }) => request);
	const items = requests.map((request): RequestItem => {
		const standing = stateOf(decisionsOf.get(request._id) ?? [], outcomesOf.get(request._id) ?? []);
		return { kind: 'request', id: request._id, at: request.receivedAt, request, ...standing };
	});
	const open = conflicts.filter(({ settled }) => !settled);
	const waiting: Item[] = [
		...items.filter(({ state }) => waitsForOffice(state)),
		...open.map((conflict) => ({ kind: 'edit-conflict' as const, id: conflict._id, at: conflict.at, conflict })),
		...refused.map((one) => ({ kind: 'refused' as const, id: `refused:${one.id}`, at: one.at, refused: one }))
	];
	return {
		waiting: waiting.sort(oldestFirst),
		deciding: items.filter(({ state }) => state === 'deciding').sort(oldestFirst),
		decided: items
			.filter(({ outcome, state }) => outcome !== undefined && !waitsForOffice(state))
			.sort((one, other) => ((one.outcome?.at ?? '') > (other.outcome?.at ?? '') ? -1 : 1))
			.slice(0, decidedShown)
	};
}

/** Other requests that want a minute of the same room, and may still get or have got it. */
export const rivalsOf = (request: Request, others: readonly RequestItem[]): RequestItem[] =>
	others.filter(
		({ request: other, state }) =>
			other._id !== request._id && other.room === request.room && other.date === request.date && other.from < request.to && request.from < other.to && !isClosed(state)
	);

/** What the server meant by the reason of a refused document (`<field>: <detail>`), or undefined for words we do not know. */
export function failureIn(reason: string): Failure | undefined {
	const [, field, detail] = /^(?:([\w.-]+): )?(.*)$/s.exec(reason) ?? [];
	const code = Object.keys(refusals).find((one) => isCode(one) && refusals[one].detail === detail);
	return isCode(code) ? failure(code, field) : undefined;
}
