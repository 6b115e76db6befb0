import { type Failure, failure } from '#lib/kernel/failure.ts';
import type { LocalDateTime } from '#lib/kernel/moments.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { database } from '#lib/storage/database.ts';
import { change, create } from '#lib/storage/write.ts';
import { type Event, event as entity } from './entity.ts';
import { takeRoom } from './taking.ts';

const fields = ['title', 'about', 'category', 'start', 'durationMinutes', 'zone', 'rrule', 'exceptions', 'status', 'house', 'room', 'place', 'organisation', 'cost'] as const;
/** What an event says about itself, without the envelope. */
export type EventFields = Pick<Event, (typeof fields)[number]>;

const when: readonly string[] = ['start', 'durationMinutes', 'rrule', 'exceptions', 'room', 'status'];
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Puts an event into the calendar. Where it takes a bookable room, each of its dates in the coming 26 weeks is also asked
 * for and confirmed, so that the server books it or reports the clash to the inbox. Works without network.
 * @param id of `newId('event')`, made once per form: saying it twice is a failure, not a second event.
 * @param locale the language of whoever announces it.
 * @returns the failures with their fields; `storage` where the device could not keep it.
 */
export async function announceEvent(id: Event['_id'], event: EventFields, locale: Locale): Promise<Failure[] | undefined> {
	const failures = await create({ _id: id, kind: 'event', schema: entity.version, ...event });
	return failures ?? takeRoom(id, undefined, event, locale);
}

/**
 * Changes an event: only the fields that differ are written, so that two people can edit one event. A new room or time is
 * asked for like a new event's, and dates that are no more give their room back.
 * @param before the event as it was when the form opened, so that another person's edit since is not undone.
 * @returns the failures with their fields; `not-found` if it is gone.
 */
export async function editEvent(before: Event, after: EventFields, locale: Locale): Promise<Failure[] | undefined> {
	const changed = fields.filter((field) => !same(before[field], after[field]));
	if (changed.length === 0) return undefined;
	const set = Object.fromEntries(changed.map((field) => [field, after[field]]));
	const found = await database.event.get(before._id);
	const failures = await change(before._id, set);
	if (failures || !found || !changed.some((field) => when.includes(field))) return failures;
	return takeRoom(before._id, found, { ...found, ...set }, locale);
}

/** Gives an event's room back and calls it off, with all its dates; it stays visible as cancelled. @returns `not-found` if it is gone. */
export async function cancelEvent(id: Event['_id']): Promise<Failure[] | undefined> {
	const found = await database.event.get(id);
	if (!found) return [failure('not-found')];
	return (await takeRoom(id, found, { ...found, status: 'cancelled' })) ?? change(id, { status: 'cancelled' });
}

/**
 * Gives the room of one date of a repeating event back, and calls it off.
 * @param recurrenceId the wall-clock start the rule gave the date.
 * @returns `not-found` if the event is gone.
 */
export async function cancelDate(id: Event['_id'], recurrenceId: LocalDateTime): Promise<Failure[] | undefined> {
	const found = await database.event.get(id);
	if (!found) return [failure('not-found')];
	const others = (found.exceptions ?? []).filter((exception) => exception.recurrenceId !== recurrenceId);
	const exceptions = [...others, { recurrenceId, cancelled: true }];
	return (await takeRoom(id, found, { ...found, exceptions })) ?? change(id, { exceptions });
}
