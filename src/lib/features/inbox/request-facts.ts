import { type Day, addDays, toLocal } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import { factsOfAll } from '../booking/queries.ts';
import type { RoomFacts } from '../booking/rules.ts';
import type { Closure } from '../closure/entity.ts';
import type { Contact } from '../contact/entity.ts';
import type { Event } from '../event/entity.ts';
import type { House } from '../house/entity.ts';
import type { Message } from '../message/entity.ts';
import { inOrder } from '../message/rules.ts';
import { type Slot, occupancyId } from '../occupancy/entity.ts';
import type { Outcome } from '../outcome/entity.ts';
import type { Request } from '../request/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import { type LateRule, lateRule, quotaLeft, termsFor } from '../terms/rules.ts';
import { type History, askerOf, countedBefore, historyOf } from './history.ts';
import { heldDecisions } from './queries.ts';
import { rivalsOf, standingsOf } from './rules.ts';
import { type AskItem, type RequestItem, asksOf, seriesIn, threadOf } from './series.ts';

/** All that helps to decide one date. What is not on this device is undefined. */
export type DateFacts = {
	item: RequestItem;
	room?: Room | undefined;
	house?: House | undefined;
	closures: Closure[];
	terms: readonly Terms[];
	/** How many more dates the group may have in the week or month of this one. */
	quotaLeft: number;
	/** What is confirmed in that room on that day, but for this request. */
	slots: Slot[];
	/** Others who asked for a minute of the same time. */
	rivals: RequestItem[];
};
/** Who asks, and what is known of them. */
export type AskerFacts = { contact?: Contact | undefined; event?: Event | undefined; messages: Message[]; history: History; questions: Map<string, string> };
export type RequestFacts = DateFacts &
	AskerFacts & {
		/** How many dates were asked for together. */
		dateCount: number;
		/** What is due because it was given back late. */
		late?: LateRule | undefined;
		/** Every bookable room on that day and the two weeks after it, to look for another time. */
		places: RoomFacts[];
	};
/** A series: its dates with what helps to decide each. */
export type SeriesFacts = AskerFacts & { ask: AskItem; dates: DateFacts[] };

/** A quota counts by weeks and months: so many days around a date are looked at. */
const AROUND = 31;

/** Where every request of these days stands, both included. */
async function standingsBetween(from: Day, to: Day): Promise<RequestItem[]> {
	const requests = await database.request.where('date').between(from, to, true, true).toArray();
	const keys = requests.map(({ _id }) => _id);
	const [decisions, outcomes, held] = await Promise.all([database.decision.where('request').anyOf(keys).toArray(), database.outcome.where('request').anyOf(keys).toArray(), heldDecisions()]);
	return standingsOf({ requests, decisions, outcomes, held });
}

const byId = <D extends { _id: string }>(docs: readonly D[]) => new Map(docs.map((doc) => [doc._id as string, doc]));

/** What helps to decide these dates, which are in order. */
async function datesFacts(requests: readonly Request[]): Promise<DateFacts[]> {
	const [first = '', last = ''] = [requests[0]?.date, requests.at(-1)?.date];
	const [standings, rooms, houses, terms, contacts, occupancies, closures] = await Promise.all([
		standingsBetween(addDays(first, -AROUND), addDays(last, AROUND)),
		database.room.toArray().then(byId),
		database.house.toArray().then(byId),
		database.terms.toArray(),
		database.contact.toArray().then(byId),
		database.occupancy.bulkGet(requests.map(({ room, date }) => occupancyId(room, date))),
		database.closure.where('to').aboveOrEqual(first).toArray()
	]);
	const items = new Map(standings.map((item) => [item.id as string, item]));
	const sameDay = Map.groupBy(standings, ({ request }) => request.date);
	const houseOf = (room: string) => rooms.get(room)?.house ?? '';
	return requests.flatMap((request, index) => {
		const item = items.get(request._id);
		if (!item) return [];
		const room = rooms.get(request.room);
		const laid = room ? termsFor(room, terms) : {};
		const asked = { ...askerOf(request, contacts), room: request.room, house: houseOf(request.room), date: request.date };
		return {
			item,
			room,
			house: houses.get(houseOf(request.room)),
			closures,
			terms,
			quotaLeft: laid.quota ? quotaLeft(asked, countedBefore(request, standings, contacts, houseOf), laid) : Infinity,
			slots: (occupancies[index]?.slots ?? []).filter((slot) => slot.request !== request._id),
			rivals: rivalsOf(request, sameDay.get(request.date) ?? [], laid)
		};
	});
}

/** So far back a group's earlier requests count. */
const HISTORY_DAYS = 365;

async function askerFacts(request: Request): Promise<AskerFacts> {
	const [contact, event, messages] = await Promise.all([
		request.contact && database.contact.get(request.contact),
		request.event && database.event.get(request.event),
		database.message.where('request').equals(threadOf(request)).toArray()
	]);
	return { contact: contact || undefined, event: event || undefined, messages: inOrder(messages), history: await historyHere(request), questions: await questionsOf(request) };
}

/** What the terms of the room ask, by the key of the answer. */
async function questionsOf({ room: id, answers }: Request): Promise<Map<string, string>> {
	const room = answers && (await database.room.get(id));
	const { questions = [] } = room ? termsFor(room, await database.terms.toArray()) : {};
	return new Map(questions.map(({ key, ask }) => [key, ask.de]));
}

async function historyHere(request: Request): Promise<History> {
	const earlier = await database.request.where('receivedAt').between(addDays(request.receivedAt.slice(0, 10), -HISTORY_DAYS), request.receivedAt).toArray();
	const keys = earlier.map(({ _id }) => _id);
	const [decisions, outcomes, contacts, room, terms] = await Promise.all([
		database.decision.where('request').anyOf(keys).toArray(),
		database.outcome.where('request').anyOf(keys).toArray(),
		database.contact.toArray().then(byId),
		database.room.get(request.room),
		database.terms.toArray()
	]);
	const { cancelDays } = room ? termsFor(room, terms) : {};
	return historyOf(request, standingsOf({ requests: earlier, decisions, outcomes }), contacts, cancelDays);
}

/**
 * What is due of a date that was given back late, by the rules of the room that was confirmed: an accepted offer may be in
 * another. Only what was confirmed costs, and not what another date took the place of.
 */
async function lateOf({ item: { request, state, outcome }, terms }: DateFacts): Promise<LateRule | undefined> {
	if (state !== 'withdrawn' || !outcome) return undefined;
	const isConfirmed = ({ result }: Outcome) => result === 'confirmed';
	const confirmed = await database.outcome.where('request').equals(request._id).filter(isConfirmed).first();
	if (!confirmed) return undefined;
	const stay = { ...request, ...confirmed.offer };
	const room = await database.room.get(stay.room);
	const later = await database.request.filter(({ replaces }) => replaces === request._id).primaryKeys();
	const isMoved = later.length > 0 && (await database.outcome.where('request').anyOf(later).filter(isConfirmed).count()) > 0;
	return room && !isMoved ? lateRule(stay, termsFor(room, terms), toLocal(outcome.at)) : undefined;
}

/** What the office needs to know to decide a request, or null if there is no such request here. */
export async function factsOf(id: string): Promise<RequestFacts | null> {
	const request = await database.request.get(id as Request['_id']);
	if (!request) return null;
	const [facts] = await datesFacts([request]);
	if (!facts) return null;
	const dateCount = request.series === undefined ? 1 : await database.request.where('series').equals(request.series).count();
	return { ...facts, ...(await askerFacts(request)), dateCount, late: await lateOf(facts), places: await factsOfAll(request.date) };
}

/** What the office needs to know to decide a series, or null if `id` names none here. */
export async function seriesFacts(id: string): Promise<SeriesFacts | null> {
	const series = seriesIn(id);
	if (series === undefined) return null;
	const dates = await datesFacts(await database.request.where('series').equals(series).sortBy('date'));
	const [first] = dates;
	if (!first) return null;
	const asker = await askerFacts(first.item.request);
	const [ask] = asksOf(dates.map(({ item }) => item), new Map([[threadOf(first.item.request), asker.messages]]));
	return ask ? { ask, dates, ...asker } : null;
}
