import { nameOf } from '#lib/kernel/ids.ts';
import type { Day } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import type { Closure } from '../closure/entity.ts';
import type { Contact } from '../contact/entity.ts';
import type { Decision } from '../decision/entity.ts';
import type { Event } from '../event/entity.ts';
import type { House } from '../house/entity.ts';
import type { Outcome } from '../outcome/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import type { Request } from '../request/entity.ts';
import { stateOf, timeOf } from '../request/rules.ts';
import { type Use, usesOf } from './uses.ts';

/** A room on the board, with its house. */
export type Place = { room: Room; house: House };

/**
 * What every day of the board stands on, read once however many weeks are leafed through. `loaded` is false until this device
 * has read the office's database to its end.
 */
export type Ground = {
	loaded: boolean;
	places: Place[];
	rooms: Room[];
	terms: Terms[];
	/** The decisions that nobody has answered on this device, those that can still be taken back among them. */
	open: Decision[];
	/** The requests in the place of others that such a decision confirms. */
	moving: Request[];
};

/** What the board shows of some days. */
export type Board = Pick<Ground, 'loaded' | 'places' | 'terms'> & { uses: Use[]; closures: Closure[] };

/** Above so many requests one read of the whole table is faster than looking each of them up. */
const MANY = 200;

/** Every room that can be used, house by house, in the order the office gave them. */
export async function placesInOrder(): Promise<Place[]> {
	const [houses, rooms] = await Promise.all([database.house.orderBy('order').toArray(), database.room.toArray()]);
	const ordered = rooms.toSorted((a, b) => a.order - b.order);
	return houses.flatMap((house) => ordered.filter((room) => room.house === house._id).map((room) => ({ room, house })));
}

/** The outcomes of some requests; what else comes along does no harm. */
const outcomesOf = (requests: readonly string[]): PromiseLike<Outcome[]> =>
	requests.length > MANY ? database.outcome.toArray() : database.outcome.where('request').anyOf(requests).toArray();

/** The decisions that the server has not answered on this device. Found by keys alone: an outcome's id ends with its cause. */
async function unansweredDecisions(): Promise<Decision[]> {
	const [decisions, outcomes] = await Promise.all([database.decision.toCollection().primaryKeys(), database.outcome.toCollection().primaryKeys()]);
	const answered = new Set(outcomes.map((key) => key.slice(key.lastIndexOf(':') + 1)));
	const open = decisions.filter((key) => !answered.has(nameOf(key)));
	return (await database.decision.bulkGet(open)).filter((decision) => decision !== undefined);
}

/** What the board of whatever days needs. */
export async function groundNow(): Promise<Ground> {
	const [places, rooms, terms, unanswered, held, cursor] = await Promise.all([
		placesInOrder(),
		database.room.toArray(),
		database.terms.toArray(),
		unansweredDecisions(),
		database.held.toArray(),
		database.cursor.get('replica-desk')
	]);
	const open = [...unanswered, ...held.flatMap((row) => row.decisions)];
	const decided = await database.request.bulkGet(open.map(({ request }) => request));
	return { loaded: cursor?.complete === true, places, rooms, terms, open, moving: decided.filter((request) => request?.replaces !== undefined) as Request[] };
}

/** All uses of the days `from` to `to` (both included), of all rooms, with what they clash with. */
export async function usesBetween(from: Day, to: Day, ground?: Ground): Promise<Use[]> {
	const { rooms, terms, open, moving } = ground ?? (await groundNow());
	const [occupancies, asked] = await Promise.all([
		database.occupancy.where('date').between(from, to, true, true).toArray(),
		database.request.where('date').between(from, to, true, true).toArray()
	]);
	// An accepted offer may have brought a request to a day that it was not made for.
	const known = new Set<string>(asked.map(({ _id }) => _id));
	const slots = occupancies.flatMap((occupancy) => occupancy.slots);
	const booked = new Set(slots.map(({ request }) => request));
	const elsewhere = await database.request.bulkGet([...booked].filter((id) => !known.has(id)));
	const requests = [...asked, ...elsewhere.filter((request) => request !== undefined)];
	// What is booked needs no history: only what was decided about it and is not answered.
	const unsettled = [...requests.filter(({ _id }) => !booked.has(_id)), ...moving].map(({ _id }) => _id);
	const eventIds = new Set([...slots.map(({ event }) => event), ...requests.map(({ event }) => event)]);
	const [outcomes, events] = await Promise.all([
		outcomesOf(unsettled),
		database.event.bulkGet([...eventIds].filter((id) => id !== undefined))
	]);
	const byId = new Map(events.flatMap((event) => (event ? [[event._id as string, event] as [string, Event]] : [])));
	return usesOf({ rooms, terms, occupancies, requests, decisions: open, outcomes, events: byId, moving, from, to });
}

/** The board of the days `from` to `to`, both included. */
export async function boardBetween(from: Day, to: Day, known?: Ground): Promise<Board> {
	const ground = known ?? (await groundNow());
	const [uses, closures] = await Promise.all([usesBetween(from, to, ground), database.closure.where('to').aboveOrEqual(from).toArray()]);
	const { loaded, places, terms } = ground;
	return { loaded, places, terms, uses, closures: closures.filter((closure) => closure.from <= to && !closure.lifted) };
}

/** A use with who asked for it; undefined where the office knows nobody, or nobody any more. */
export async function contactOf({ request }: Use): Promise<Contact | undefined> {
	return request?.contact && database.contact.get(request.contact);
}

/** A request as it stands now: where an accepted offer moved it, if one did; `undefined` if there is none. */
export async function bookingNamed(name: string): Promise<Request | undefined> {
	const request = await database.request.get(`request:${name}`);
	return request && timeOf(request, stateOf([], await database.outcome.where('request').equals(request._id).toArray()));
}
