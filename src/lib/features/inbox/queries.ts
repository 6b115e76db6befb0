import { kindOf, nameOf } from '#lib/kernel/ids.ts';
import { type RefusedRow, database } from '#lib/storage/database.ts';
import { isKind } from '../catalogue.ts';
import type { Closure } from '../closure/entity.ts';
import type { Contact } from '../contact/entity.ts';
import type { Event } from '../event/entity.ts';
import type { House } from '../house/entity.ts';
import { type Slot, occupancyId } from '../occupancy/entity.ts';
import type { Room } from '../room/entity.ts';
import type { RequestState } from '../request/rules.ts';
import { type Inbox, type RequestItem, inboxOf, rivalsOf } from './rules.ts';

/** The inbox with the names of what it speaks of; `loaded` is false until this device has read the office's database to its end. */
export type InboxHere = { loaded: boolean; inbox: Inbox; rooms: Map<string, Room>; houses: Map<string, House> };

const byId = <D extends { _id: string }>(docs: D[]) => new Map(docs.map((doc) => [doc._id as string, doc]));

/** The office's one list, as this device knows it. */
export async function inboxHere(): Promise<InboxHere> {
	const [requests, decisions, outcomes, conflicts, refused, rooms, houses, cursor] = await Promise.all([
		database.request.toArray(),
		database.decision.toArray(),
		database.outcome.toArray(),
		database['edit-conflict'].toArray(),
		database.refused.toArray(),
		database.room.toArray(),
		database.house.toArray(),
		database.cursor.get('replica-desk')
	]);
	return { loaded: cursor?.complete === true, inbox: inboxOf(requests, decisions, outcomes, conflicts, refused), rooms: byId(rooms), houses: byId(houses) };
}

/** How many things wait for a person of the office; undefined until this device knows. */
export async function countInbox(): Promise<number | undefined> {
	const { loaded, inbox } = await inboxHere();
	return loaded ? inbox.waiting.length : undefined;
}

/** All that helps to decide one request. What is not on this device is undefined. */
export type RequestFacts = {
	item: RequestItem;
	room?: Room | undefined;
	house?: House | undefined;
	contact?: Contact | undefined;
	event?: Event | undefined;
	closures: Closure[];
	/** What is confirmed in that room on that day. */
	slots: Slot[];
	/** Others who asked for a minute of the same time. */
	rivals: RequestItem[];
};

/** What the office needs to know to decide a request, or null if there is no such request here. */
export async function factsOf(id: string): Promise<RequestFacts | null> {
	const request = await database.request.get(id as `request:${string}`);
	if (!request) return null;
	const sameDay = await database.request.where('date').equals(request.date).toArray();
	const keys = sameDay.map(({ _id }) => _id);
	const [decisions, outcomes, room, contact, event, occupancy, closures] = await Promise.all([
		database.decision.where('request').anyOf(keys).toArray(),
		database.outcome.where('request').anyOf(keys).toArray(),
		database.room.get(request.room),
		request.contact && database.contact.get(request.contact),
		request.event && database.event.get(request.event),
		database.occupancy.get(occupancyId(request.room, request.date)),
		database.closure.where('to').aboveOrEqual(request.date).toArray()
	]);
	const { waiting, deciding, decided } = inboxOf(sameDay, decisions, outcomes, [], [], Infinity);
	const items = [...waiting, ...deciding, ...decided].filter((item) => item.kind === 'request');
	const item = items.find((one) => one.id === id);
	if (!item) return null;
	return {
		item,
		room,
		house: room && (await database.house.get(room.house)),
		contact: contact || undefined,
		event: event || undefined,
		closures,
		slots: (occupancy?.slots ?? []).filter((slot) => slot.request !== request._id),
		rivals: rivalsOf(request, items)
	};
}

/** A refused document as this device holds it, and where it can be corrected. */
export type RefusedFacts = { refused: RefusedRow; document: unknown; title?: string | undefined; href?: string | undefined };

/** The refused document of an inbox item (`refused:<id>`), or null if it is not (or no longer) refused. */
export async function refusedFacts(item: string): Promise<RefusedFacts | null> {
	if (!item.startsWith('refused:')) return null;
	const id = item.slice('refused:'.length);
	const refused = await database.refused.get(id);
	const kind = kindOf(id);
	if (!refused || !isKind(kind)) return null;
	const document = (await database.table(kind).get(id)) as Record<string, unknown> | undefined;
	const named = (document?.title ?? document?.name) as { de?: string } | undefined;
	return { refused, document, title: named?.de ?? (document?.purpose as string | undefined), href: kind === 'event' && document ? `/buero/kalender/${nameOf(id)}` : undefined };
}

/** Where the room of each event's date stands, by `<event>@<day>T<from>`, as far as the office asked for it. */
export async function roomStandings(): Promise<Map<string, RequestState>> {
	const requests = await database.request.filter(({ event }) => event !== undefined).toArray();
	const keys = requests.map(({ _id }) => _id);
	const [decisions, outcomes] = await Promise.all([database.decision.where('request').anyOf(keys).toArray(), database.outcome.where('request').anyOf(keys).toArray()]);
	const { waiting, deciding, decided } = inboxOf(requests, decisions, outcomes, [], [], Infinity);
	const items = [...waiting, ...deciding, ...decided].filter((item) => item.kind === 'request');
	return new Map(items.map(({ request: { event, date, from }, state }) => [`${event}@${date}T${from}`, state]));
}
