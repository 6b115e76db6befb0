import { type Day, addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import type { Contact } from '../contact/entity.ts';
import type { Request } from '../request/entity.ts';
import { isClosed } from '../request/rules.ts';
import { type Asker, type Held, isSameGroup } from '../terms/rules.ts';
import { type RequestItem, askIdOf } from './series.ts';

/** What became of the dates that the same group or person asked for before, as far as this device knows. */
export type History = { asked: number; confirmed: number; declined: number; withdrawn: number; late: number };

/** Who asks, as far as it tells groups apart. */
export function askerOf({ group, contact }: Pick<Request, 'group' | 'contact'>, contacts: ReadonlyMap<string, Contact>): Asker {
	const { mail, phone } = contacts.get(contact ?? '') ?? {};
	return { group, mail, phone };
}

/**
 * Counts the earlier dates of who asks, but for those asked for in one go with this one.
 * @param cancelDays so many days before the date it is late to give it back; where nothing is laid down nothing is late.
 */
export function historyOf(request: Request, earlier: readonly RequestItem[], contacts: ReadonlyMap<string, Contact>, cancelDays?: number): History {
	const asker = askerOf(request, contacts);
	const own = earlier.filter(({ request: other }) => askIdOf(other) !== askIdOf(request) && isSameGroup(asker, askerOf(other, contacts)));
	const withdrawn = own.filter(({ state }) => state === 'withdrawn');
	const lastInTime = (date: Day) => addDays(date, -(cancelDays ?? 0));
	return {
		asked: own.length,
		confirmed: own.filter(({ state }) => state === 'confirmed').length,
		declined: own.filter(({ state }) => state === 'declined' || state === 'waiting').length,
		withdrawn: withdrawn.length,
		late: cancelDays === undefined ? 0 : withdrawn.filter(({ outcome, request: { date } }) => outcome !== undefined && dayOf(toLocal(outcome.at)) > lastInTime(date)).length
	};
}

const orderOf = ({ receivedAt, date, _id }: Request) => `${receivedAt} ${date} ${_id}`;

/**
 * The dates that count before this one where a group may have so many only: what is confirmed or about to be, and what was
 * asked for earlier and still waits. So of five dates where four are allowed only the last one is too many.
 * @param houseOf the house of a room.
 */
export const countedBefore = (request: Request, items: readonly RequestItem[], contacts: ReadonlyMap<string, Contact>, houseOf: (room: string) => string): Held[] =>
	items
		.filter(({ request: other, state }) => other._id !== request._id && !isClosed(state) && state !== 'declined')
		.filter(({ request: other, state }) => state === 'confirmed' || state === 'deciding' || orderOf(other) < orderOf(request))
		.map(({ request: other }) => ({ ...askerOf(other, contacts), room: other.room, house: houseOf(other.room), date: other.date }));
