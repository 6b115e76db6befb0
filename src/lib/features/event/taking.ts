import { type Failure, failure } from '#lib/kernel/failure.ts';
import { newId } from '#lib/kernel/ids.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { database } from '#lib/storage/database.ts';
import { create } from '#lib/storage/write.ts';
import type { Decision } from '../decision/entity.ts';
import { decisionAbout } from '../decision/rules.ts';
import { memberHere } from '../desk/queries.ts';
import { standingsOf } from '../inbox/rules.ts';
import { type Request, request } from '../request/entity.ts';
import { isClosed } from '../request/rules.ts';
import type { Room } from '../room/entity.ts';
import type { Event } from './entity.ts';
import { type RoomAsk, type RoomChanges, type RoomDate, type RoomDates, datesOf, roomChanges } from './rules.ts';

/** What decides which room an event takes, and when. */
export type Taking = Pick<Event, 'title' | 'start' | 'durationMinutes' | 'zone' | 'rrule' | 'exceptions' | 'room' | 'status'>;

/** The dates an event would take a room for. Loads the rule library. */
export async function roomDatesOf(event: Pick<Event, 'start' | 'durationMinutes' | 'zone' | 'rrule' | 'exceptions'>): Promise<RoomDate[]> {
	const { occurrencesBetween } = await import('#lib/kernel/recurrence.ts');
	return datesOf(event, new Date().toISOString(), occurrencesBetween);
}

/**
 * Makes the bookings of an event's room what its dates are now: asks for new ones and confirms them, gives back those that are
 * no more. An event that is called off gives back all. The server carries it out, and reports a clash to the inbox.
 * @param before the event as it was; undefined for a new one.
 * @param locale the language of whoever announces it; without one nothing is asked for, only given back.
 * @returns `signed-out`, or `storage` where the device could not keep it.
 */
export async function takeRoom(id: Event['_id'], before: Taking | undefined, after: Taking, locale?: Locale): Promise<Failure[] | undefined> {
	const asks = await asksOf(id);
	const room = after.room && (await database.room.get(after.room));
	const { ask, release } = after.status === 'cancelled' ? allOf(asks) : roomChanges(await takenBy(before), await takenBy(after), asks, Boolean(locale && room && room.bookable));
	if (ask.length === 0 && release.length === 0) return undefined;
	const member = await memberHere();
	if (!member) return [failure('signed-out')];
	const say = async (about: Request['_id'], verdict: Decision['verdict']) => {
		const { value, failures } = decisionAbout(about, verdict, '', member.name, new Date().toISOString());
		return failures ?? create(value);
	};
	for (const old of release) {
		const failures = await say(old, 'cancel');
		if (failures) return failures;
	}
	for (const date of ask) {
		const wanted = requestFor(id, date, room as Room, after.title.de, locale!);
		const failures = (await create(wanted)) ?? (await say(wanted._id, 'confirm'));
		if (failures) return failures;
	}
	return undefined;
}

/** What the event has asked for and has not begun. */
async function asksOf(id: Event['_id']): Promise<RoomAsk[]> {
	const requests = await database.request.filter(({ event }) => event === id).toArray();
	const keys = requests.map(({ _id }) => _id);
	const [decisions, outcomes] = await Promise.all([database.decision.where('request').anyOf(keys).toArray(), database.outcome.where('request').anyOf(keys).toArray()]);
	const given = new Set(decisions.filter(({ verdict }) => verdict === 'cancel').map((decision) => decision.request));
	const now = toLocal(Date.now());
	return standingsOf({ requests, decisions, outcomes })
		.filter(({ request: { date, from } }) => `${date}T${from}` > now)
		.map(({ request: { _id: id, room, date, from, to, replaces }, state }) => ({ id, room, date, from, to, replaces, isOpen: !isClosed(state) && !given.has(id) }));
}

const takenBy = async (event: Taking | undefined): Promise<RoomDates> => (event?.room && event.status !== 'cancelled' ? { room: event.room, dates: await roomDatesOf(event) } : undefined);

const allOf = (asks: readonly RoomAsk[]): RoomChanges => ({ ask: [], release: asks.filter(({ isOpen }) => isOpen).map(({ id }) => id) });

function requestFor(event: Event['_id'], date: RoomDate & { replaces?: Request['_id'] }, room: Room, purpose: string, locale: Locale): Request {
	const at = new Date().toISOString();
	return { _id: newId('request'), kind: 'request', schema: request.version, form: 'booking', room: room._id, ...date, purpose, groupSize: room.capacity ?? 1, event, locale, madeAt: at, receivedAt: at };
}
