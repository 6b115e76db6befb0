import { kindOf, nameOf } from '#lib/kernel/ids.ts';
import { dayOf, toLocal } from '#lib/kernel/moments.ts';
import { type RefusedRow, database } from '#lib/storage/database.ts';
import { isKind } from '../catalogue.ts';
import type { Decision } from '../decision/entity.ts';
import { type Renewal, renewalsOn } from '../fixed-slot/rules.ts';
import type { House } from '../house/entity.ts';
import { dueHere } from '../letting/queries.ts';
import type { Room } from '../room/entity.ts';
import { type RequestState, isClosed } from '../request/rules.ts';
import { type Inbox, inboxOf, standingsOf } from './rules.ts';

/** The inbox with the names of what it speaks of; `loaded` is false until this device has read the office's database to its end. */
export type InboxHere = { loaded: boolean; inbox: Inbox; rooms: Map<string, Room>; houses: Map<string, House> };

const byId = <D extends { _id: string }>(docs: D[]) => new Map(docs.map((doc) => [doc._id as string, doc]));

/** What was decided on this device and can still be taken back. */
export const heldDecisions = async (): Promise<Decision[]> => (await database.held.toArray()).flatMap(({ decisions }) => decisions);

/** The fixed times about which the office is asked whether they go on. */
const renewalsHere = async () => renewalsOn(dayOf(toLocal(Date.now())), await database['fixed-slot'].toArray(), await database.season.toArray());

/** The office's one list, as this device knows it. */
export async function inboxHere(): Promise<InboxHere> {
	const [requests, decisions, held, outcomes, messages, conflicts, refused, renewals, due, rooms, houses, cursor] = await Promise.all([
		database.request.toArray(),
		database.decision.toArray(),
		heldDecisions(),
		database.outcome.toArray(),
		database.message.toArray(),
		database['edit-conflict'].toArray(),
		database.refused.toArray(),
		renewalsHere(),
		dueHere(toLocal(Date.now())),
		database.room.toArray(),
		database.house.toArray(),
		database.cursor.get('replica-desk')
	]);
	const inbox = inboxOf({ requests, decisions, held, outcomes, messages, conflicts, refused, renewals, due });
	return { loaded: cursor?.complete === true, inbox, rooms: byId(rooms), houses: byId(houses) };
}

/** How many things wait for a person of the office; undefined until this device knows. */
export async function countInbox(): Promise<number | undefined> {
	const { loaded, inbox } = await inboxHere();
	return loaded ? inbox.waiting.length : undefined;
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

/** The fixed time of an inbox item (`renewal:<id>`), or null where nothing is asked about it (any more). */
export const renewalNamed = async (item: string): Promise<Renewal | null> => (await renewalsHere()).find(({ slot }) => `renewal:${slot._id}` === item) ?? null;

/** Where the room of each event's date stands, by `<event>@<day>T<from>`, as far as the office asked for it. */
export async function roomStandings(): Promise<Map<string, RequestState>> {
	const requests = await database.request.filter(({ event }) => event !== undefined).toArray();
	const keys = requests.map(({ _id }) => _id);
	const [decisions, outcomes] = await Promise.all([database.decision.where('request').anyOf(keys).toArray(), database.outcome.where('request').anyOf(keys).toArray()]);
	// A time that was given back and asked for again stands as it was asked for last.
	const standings = standingsOf({ requests, decisions, outcomes }).sort((a, b) => Number(isClosed(b.state)) - Number(isClosed(a.state)));
	return new Map(standings.map(({ request: { event, date, from }, state }) => [`${event}@${date}T${from}`, state]));
}
