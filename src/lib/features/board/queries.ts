import type { EntityTable } from 'dexie';
import { nameOf } from '#lib/kernel/ids.ts';
import { type Day, addDays, toInstant } from '#lib/kernel/moments.ts';
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

/** What the board shows of some days. `loaded` is false until this device has read the office's database to its end. */
export type Board = { loaded: boolean; places: Place[]; uses: Use[]; closures: Closure[]; terms: Terms[] };

/** Above so many requests one read of the whole table is faster than looking each of them up. */
const MANY = 200;
/** A moved booking waits for the server's answer this long at most before it is looked at as any other, in days. */
const MOVING_DAYS = 30;

/** Every room that can be used, house by house, in the order the office gave them. */
export async function placesInOrder(): Promise<Place[]> {
	const [houses, rooms] = await Promise.all([database.house.orderBy('order').toArray(), database.room.toArray()]);
	const ordered = rooms.toSorted((a, b) => a.order - b.order);
	return houses.flatMap((house) => ordered.filter((room) => room.house === house._id).map((room) => ({ room, house })));
}

/** What a table holds about some requests; what else comes along does no harm. */
const about = <T extends { _id: string }>(table: EntityTable<T, '_id'>, requests: readonly string[]): PromiseLike<T[]> =>
	requests.length > MANY ? table.toArray() : table.where('request').anyOf(requests).toArray();

/** The decisions that the server has not answered on this device. Found by keys alone: an outcome's id ends with its cause. */
async function unansweredDecisions(): Promise<Decision[]> {
	const [decisions, outcomes] = await Promise.all([database.decision.toCollection().primaryKeys(), database.outcome.toCollection().primaryKeys()]);
	const answered = new Set(outcomes.map((key) => key.slice(key.lastIndexOf(':') + 1)));
	const open = decisions.filter((key) => !answered.has(nameOf(key)));
	return (await database.decision.bulkGet(open)).filter((decision) => decision !== undefined);
}

/** All uses of the days `from` to `to` (both included), of all rooms, with what they clash with. */
export async function usesBetween(from: Day, to: Day): Promise<Use[]> {
	const since = toInstant(`${addDays(from, -MOVING_DAYS)}T00:00`);
	const [rooms, terms, occupancies, asked, moving] = await Promise.all([
		database.room.toArray(),
		database.terms.toArray(),
		database.occupancy.where('date').between(from, to, true, true).toArray(),
		database.request.where('date').between(from, to, true, true).toArray(),
		database.request.where('receivedAt').aboveOrEqual(since).filter(({ replaces }) => replaces !== undefined).toArray()
	]);
	// An accepted offer may have brought a request to a day that it was not made for.
	const known = new Set<string>(asked.map(({ _id }) => _id));
	const elsewhere = occupancies.flatMap(({ slots }) => slots.map(({ request }) => request)).filter((id) => !known.has(id));
	const requests = [...asked, ...(await database.request.bulkGet(elsewhere)).filter((request) => request !== undefined)];
	const booked = new Set<string>(occupancies.flatMap(({ slots }) => slots.map(({ request }) => request)));
	// What is booked needs no history: only what was decided about it and is not answered.
	const ids = [...requests.filter(({ _id }) => !booked.has(_id)), ...moving].map(({ _id }) => _id);
	const eventIds = new Set([...occupancies.flatMap(({ slots }) => slots.map(({ event }) => event)), ...requests.map(({ event }) => event)]);
	const [decisions, unanswered, held, outcomes, events] = await Promise.all([
		about<Decision>(database.decision, ids),
		unansweredDecisions(),
		database.held.toArray(),
		about<Outcome>(database.outcome, ids),
		database.event.bulkGet([...eventIds].filter((id) => id !== undefined))
	]);
	const byId = new Map(events.flatMap((event) => (event ? [[event._id as string, event] as [string, Event]] : [])));
	return usesOf({ rooms, terms, occupancies, requests, decisions: [...new Map([...decisions, ...unanswered].map((decision) => [decision._id, decision])).values(), ...held.flatMap((row) => row.decisions)], outcomes, events: byId, moving, from, to });
}

/** The board of the days `from` to `to`, both included. */
export async function boardBetween(from: Day, to: Day): Promise<Board> {
	const [places, uses, closures, terms, cursor] = await Promise.all([
		placesInOrder(),
		usesBetween(from, to),
		database.closure.where('to').aboveOrEqual(from).toArray(),
		database.terms.toArray(),
		database.cursor.get('replica-desk')
	]);
	return { loaded: cursor?.complete === true, places, uses, closures: closures.filter((closure) => closure.from <= to && !closure.lifted), terms };
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
