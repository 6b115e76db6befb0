import { type Failure, failure, isCode } from '#lib/kernel/failure.ts';
import { refusals } from '#lib/kernel/refusals.ts';
import { type Instant, toInstant } from '#lib/kernel/moments.ts';
import { type Padded, overlaps } from '../booking/rules.ts';
import type { Decision } from '../decision/entity.ts';
import type { EditConflict } from '../edit-conflict/entity.ts';
import type { Renewal } from '../fixed-slot/rules.ts';
import type { Due } from '../letting/rules.ts';
import type { Message } from '../message/entity.ts';
import type { Outcome } from '../outcome/entity.ts';
import { type Request, firstOf } from '../request/entity.ts';
import { isClosed, stateOf, timeOf } from '../request/rules.ts';
import { type AskItem, type RequestItem, asksOf, placeOf } from './series.ts';

/** A document of this device that the server did not accept. */
export type Refused = { id: string; database: 'public' | 'desk'; reason: string; at: Instant };

/** Whatever can wait for a person of the office. */
export type Item =
	| AskItem
	| { kind: 'edit-conflict'; id: string; at: Instant; conflict: EditConflict }
	| { kind: 'refused'; id: string; at: Instant; refused: Refused }
	| { kind: 'renewal'; id: string; at: Instant; renewal: Renewal }
	| { kind: 'due'; id: string; at: Instant; due: Due };

/**
 * The office's one list. `waiting` is what a person must do; `asked` waits for an answer of who asked; `deciding` can still be
 * taken back or waits for the server; `decided` is what it answered.
 */
export type Inbox = { waiting: Item[]; asked: AskItem[]; deciding: AskItem[]; decided: AskItem[] };

/** What the inbox is made of. `held`: decisions that are not sent yet. */
export type Known = {
	requests: readonly Request[];
	decisions?: readonly Decision[];
	held?: readonly Decision[];
	outcomes?: readonly Outcome[];
	messages?: readonly Message[];
	conflicts?: readonly EditConflict[];
	refused?: readonly Refused[];
	renewals?: readonly Renewal[];
	/** What is due of keys and money. */
	due?: readonly Due[];
};

/** So many answered requests stay in sight, newest first. */
const DECIDED_SHOWN = 10;

const oldestFirst = (one: { at: string; id: string }, other: { at: string; id: string }) => (one.at < other.at || (one.at === other.at && one.id < other.id) ? -1 : 1);

/** Every request with where it stands, and with the time it stands for: an accepted offer moves it. */
export function standingsOf({ requests, decisions = [], held = [], outcomes = [] }: Known): RequestItem[] {
	const decisionsOf = Map.groupBy([...decisions, ...held], ({ request }) => request);
	const outcomesOf = Map.groupBy(outcomes, ({ request }) => request);
	const undoable = new Set(held.map(({ request }) => request));
	return requests.map((request): RequestItem => {
		const standing = stateOf(decisionsOf.get(request._id) ?? [], outcomesOf.get(request._id) ?? []);
		return { id: request._id, request: timeOf(request, standing), ...standing, ...(standing.state === 'deciding' && undoable.has(request._id) ? { held: true } : {}) };
	});
}

/** Sorts everything the office has into what waits for it, for who asked, for the server, and what was answered lately. */
export function inboxOf(known: Known, decidedShown = DECIDED_SHOWN): Inbox {
	const messagesOf = Map.groupBy(known.messages ?? [], ({ request }) => firstOf(request));
	const asks = asksOf(standingsOf(known), messagesOf);
	const at = (place: ReturnType<typeof placeOf>) => asks.filter((ask) => placeOf(ask) === place).sort(oldestFirst);
	const open = (known.conflicts ?? []).filter(({ settled }) => !settled);
	const waiting: Item[] = [
		...at('waiting'),
		...open.map((conflict) => ({ kind: 'edit-conflict' as const, id: conflict._id, at: conflict.at, conflict })),
		...(known.refused ?? []).map((one) => ({ kind: 'refused' as const, id: `refused:${one.id}`, at: one.at, refused: one })),
		...(known.renewals ?? []).map((renewal) => ({ kind: 'renewal' as const, id: `renewal:${renewal.slot._id}`, at: renewal.at, renewal })),
		...(known.due ?? []).map((due) => ({ kind: 'due' as const, id: `due:${due.what}:${due.request._id}`, at: toInstant(due.at), due }))
	];
	return {
		waiting: waiting.sort(oldestFirst),
		asked: at('asked'),
		deciding: at('deciding'),
		decided: at('decided')
			.sort((one, other) => (one.answeredAt > other.answeredAt ? -1 : 1))
			.slice(0, decidedShown)
	};
}

/**
 * Other requests that want a minute of the same room, and may still get or have got it.
 * @param around the minutes before and after a use in which nobody else has the room.
 */
export const rivalsOf = (request: Request, others: readonly RequestItem[], around: Pick<Padded, 'before' | 'after'> = {}): RequestItem[] =>
	others.filter(
		({ request: other, state }) =>
			other._id !== request._id && other.room === request.room && other.date === request.date && !isClosed(state) && overlaps({ ...other, ...around }, { ...request, ...around })
	);

/** What the server meant by the reason of a refused document (`<field>: <detail>`), or undefined for words we do not know. */
export function failureIn(reason: string): Failure | undefined {
	const [, field, detail] = /^(?:([\w.-]+): )?(.*)$/s.exec(reason) ?? [];
	const code = Object.keys(refusals).find((one) => isCode(one) && refusals[one].detail === detail);
	return isCode(code) ? failure(code, field) : undefined;
}
