import type { Clock, Day } from '#lib/kernel/moments.ts';
import type { Decision } from '../decision/entity.ts';
import type { Event } from '../event/entity.ts';
import type { Occupancy } from '../occupancy/entity.ts';
import type { Outcome } from '../outcome/entity.ts';
import type { Request } from '../request/entity.ts';
import { stateOf, timeOf } from '../request/rules.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import { termsFor } from '../terms/rules.ts';
import { clashesAmong } from './rules.ts';

/**
 * How a use stands on the board. `confirmed` is what the server booked; `confirming` and `leaving` (cancelled, declined or
 * moved elsewhere) wait for its answer; `asked` waits for the office, `waiting` and `offered` for who asked or for a free time.
 */
export type UseState = 'confirmed' | 'confirming' | 'leaving' | 'asked' | 'waiting' | 'offered';

/** A use of a room as the board shows it. `request` is missing where this device knows the time and nothing else. */
export type Use = {
	/** The id of its request. */
	id: string;
	room: string;
	date: Day;
	from: Clock;
	to: Clock;
	before?: number | undefined;
	after?: number | undefined;
	units?: number | undefined;
	state: UseState;
	request?: Request | undefined;
	event?: Event | undefined;
	/** The ids of the uses it cannot be beside. */
	clashes: readonly string[];
};

/** What the board is made of: documents of some days. Decisions and outcomes of other requests do no harm. */
export type BoardDocs = {
	rooms: readonly Room[];
	terms: readonly Terms[];
	occupancies: readonly Occupancy[];
	requests: readonly Request[];
	decisions: readonly Decision[];
	outcomes: readonly Outcome[];
	events: ReadonlyMap<string, Event>;
	/** Requests that a use moves to when it is moved, of whatever day. */
	moving: readonly Request[];
	/** The days that are looked at, both included. */
	from: Day;
	to: Day;
};

type Bare = Omit<Use, 'clashes'>;

/** Where a request stands, or undefined where it no longer wants its time. */
function standing({ state }: ReturnType<typeof stateOf>, decisions: readonly Decision[], outcomes: readonly Outcome[]): UseState | undefined {
	if (state === 'requested' || state === 'taken') return 'asked';
	if (state === 'confirmed' || state === 'waiting' || state === 'offered') return state;
	if (state !== 'deciding') return undefined;
	const open = decisions.filter(({ _id }) => !outcomes.some(({ decision }) => decision === _id));
	return open.some(({ verdict }) => verdict !== 'confirm') ? 'leaving' : 'confirming';
}

/** Whether a use wants the room for certain or perhaps: what is leaving, and who waits for a time to become free, is in nobody's way. */
const wants = ({ state }: Bare) => state !== 'leaving' && state !== 'waiting';

function withClashes(uses: readonly Bare[], rooms: readonly Room[]): Use[] {
	const unitsOf = new Map(rooms.map(({ _id, units }) => [_id as string, units]));
	const clashes = new Map<string, string[]>();
	for (const there of Map.groupBy(uses.filter(wants), ({ room, date }) => `${room} ${date}`).values()) {
		if (there.length < 2) continue;
		for (const [index, others] of clashesAmong(there, unitsOf.get(there[0]!.room)).entries()) clashes.set(there[index]!.id, others.map((other) => there[other]!.id));
	}
	return uses.map((use) => ({ ...use, clashes: clashes.get(use.id) ?? [] }));
}

/**
 * Every use of some days: what is confirmed, as the server booked it, and whatever still may be, in order of time.
 */
export function usesOf({ rooms, terms, occupancies, requests, decisions, outcomes, events, moving, from: first, to: last }: BoardDocs): Use[] {
	const decisionsOf = Map.groupBy(decisions, ({ request }) => request);
	const outcomesOf = Map.groupBy(outcomes, ({ request }) => request);
	const foldOf = ({ _id }: Request) => stateOf(decisionsOf.get(_id) ?? [], outcomesOf.get(_id) ?? []);
	const stands = (request: Request) => standing(foldOf(request), decisionsOf.get(request._id) ?? [], outcomesOf.get(request._id) ?? []);
	const known = new Map(requests.map((request) => [request._id as string, request]));
	const moved = new Set<string>(moving.filter((request) => stands(request) === 'confirming').flatMap(({ replaces }) => replaces ?? []));

	const booked = occupancies.flatMap(({ room, date, slots }) =>
		slots.map(({ request: id, from, to, before, after, units, event }): Bare => {
			const request = known.get(id);
			const leaves = moved.has(id) || (request && stands(request) === 'leaving');
			return { id, room, date, from, to, before, after, units, state: leaves ? 'leaving' : 'confirmed', request, event: events.get(event ?? request?.event ?? '') };
		})
	);
	const placed = new Map(rooms.map((room) => [room._id as string, room]));
	const held = new Set(booked.map(({ id }) => id));
	const wanted = requests.flatMap((request): Bare[] => {
		const state = held.has(request._id) ? undefined : stands(request);
		if (!state) return [];
		const { _id: id, room, date, from, to, units } = timeOf(request, foldOf(request));
		if (date < first || date > last) return [];
		const place = placed.get(room);
		const { before, after } = place ? termsFor(place, terms) : {};
		return [{ id, room, date, from, to, before, after, units, state: moved.has(id) ? 'leaving' : state, request, event: events.get(request.event ?? '') }];
	});
	return withClashes([...booked, ...wanted], rooms).sort((a, b) => (a.date + a.from < b.date + b.from ? -1 : 1));
}

/** What a use is called: who meets, what for, or the event; undefined where only the time is known. */
export const nameOfUse = ({ request, event }: Pick<Use, 'request' | 'event'>): string | undefined => request?.group ?? (event ? event.title.de : request?.purpose);
