import { type Failure, failure } from '#lib/kernel/failure.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import type { LocalDateTime } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import { change, create } from '#lib/storage/write.ts';
import { memberHere } from '../desk/queries.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { type Closure, closure } from '../closure/entity.ts';
import { type Request, firstOf } from '../request/entity.ts';
import type { Room } from '../room/entity.ts';
import { termsFor } from '../terms/rules.ts';
import { type BookingValues, type TimeValues, bookingFrom, movedFrom } from './form.ts';
import { bookingNamed } from './queries.ts';
import { isOver } from './rules.ts';

type Moment = { locale: Locale; at: string; now: LocalDateTime };
type Asked = { request: Request['_id']; failures?: undefined } | { failures: Failure[]; request?: undefined };

/**
 * Asks for a room at the desk. It is booked only when a decision confirms it and the server agrees; until it is decided it is in
 * the inbox like any other. Works without network.
 * @param id of `newId('request')`, made once per form: saying it twice is one booking.
 * @returns the request to confirm, or the failures with their fields.
 */
export async function askAtTheDesk(id: Request['_id'], values: BookingValues, moment: Moment): Promise<Asked> {
	if (!(await memberHere())) return { failures: [failure('signed-out')] };
	if (await database.request.get(id)) return { request: id };
	const { request, contact, failures } = { contact: undefined, ...bookingFrom(id, values, moment) };
	if (failures) return { failures };
	const failed = (contact && (await create(contact))) ?? (await create(request));
	return failed ? { failures: failed } : { request: request._id };
}

/**
 * Asks for another time in place of a confirmed one: the server gives the old one up when it confirms the new one, not before.
 * @returns the request to confirm, or the failures with their fields; `past` for what is over.
 */
export async function askToMove(id: Request['_id'], values: TimeValues, { at, now }: Pick<Moment, 'at' | 'now'>): Promise<Asked> {
	if (!(await memberHere())) return { failures: [failure('signed-out')] };
	const before = await bookingNamed(nameOf(id));
	if (!before) return { failures: [failure('not-found')] };
	if (isOver(before, now)) return { failures: [failure('past')] };
	const [room, terms] = await Promise.all([database.room.get(values.room as Room['_id']), database.terms.toArray()]);
	const { request, failures } = movedFrom(before, values, await nextOf(before), room ? termsFor(room, terms) : {}, { at, now });
	if (failures) return { failures };
	const failed = await create(request);
	return failed ? { failures: failed } : { request: request._id };
}

/** The next free number among the dates of an ask, as far as this device knows them. */
async function nextOf({ _id }: Request): Promise<number> {
	const keys = await database.request.where('_id').startsWith(`${firstOf(_id)}.`).primaryKeys();
	return Math.max(1, ...keys.map((key) => Number(key.split('.')[1]) || 1)) + 1;
}

/** What a closure says, without the envelope. */
export type ClosureFields = Pick<Closure, 'name' | 'house' | 'room' | 'from' | 'to' | 'keeps'>;

/**
 * Closes a house, all of them or one room for some days, or changes what an existing closure says. It takes nothing back by
 * itself: what has to go is decided request by request, so that each person is told.
 * @param id of `newId('closure')`, made once per form.
 * @returns the failures with their fields.
 */
export async function closePlaces(id: Closure['_id'], fields: ClosureFields): Promise<Failure[] | undefined> {
	const known = await database.closure.get(id);
	const set = { house: undefined, room: undefined, keeps: undefined, ...fields };
	if (known) return change(id, set);
	return create({ _id: id, kind: 'closure', schema: closure.version, holiday: false, ...fields });
}

/** Takes a closure back: what it closed can be asked for again. What was cancelled for it stays cancelled. */
export const liftClosure = (id: Closure['_id']): Promise<Failure[] | undefined> => change(id, { lifted: true });
