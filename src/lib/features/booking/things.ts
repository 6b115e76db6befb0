import { type Failure, failure } from '#lib/kernel/failure.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Room } from '../room/entity.ts';
import { type RoomFacts, paddedBy, unitsFree } from './rules.ts';
import type { Entry } from './typed.ts';

/** What of a house can be lent along with a room. */
export const thingsOf = (house: string, rooms: readonly RoomFacts[]): RoomFacts[] =>
	rooms.filter(({ room }) => room.house === house && room.use === 'thing' && room.bookable).sort((a, b) => a.room.order - b.room.order);

/** What is lent with each of some times: the same day and hours. `counts` by the thing's room id, as typed. */
export const lentWith = (times: readonly FreeTime[], counts: Readonly<Record<string, string>>): Entry[] =>
	times.flatMap(({ date, from, to }) => wanted(counts).map(([room, units]) => ({ room: room as Room['_id'], date, from, to, units })));

/** What is wrong with the counts: no number, or more than there are. */
export function lentFailures(counts: Readonly<Record<string, string>>, rooms: readonly RoomFacts[]): Failure[] {
	return Object.entries(counts).flatMap(([room, count]) => {
		const units = Number(count || 0);
		const most = rooms.find((known) => known.room._id === room)?.room.units ?? 1;
		if (!Number.isInteger(units) || units < 0) return [failure('invalid', `things.${room}`)];
		return units > most ? [failure('too-many-units', `things.${room}`, { capacity: most })] : [];
	});
}

const wanted = (counts: Readonly<Record<string, string>>) => Object.entries(counts).flatMap(([room, count]) => (Number(count) > 0 ? [[room, Number(count)] as const] : []));

/** Of the times that are asked for, those in which too little of a thing is left, with what is. */
export function scarce(times: readonly FreeTime[], counts: Readonly<Record<string, string>>, rooms: readonly RoomFacts[]) {
	return wanted(counts).flatMap(([room, units]) => {
		const thing = rooms.find((known) => known.room._id === room);
		if (!thing) return [];
		return times.flatMap((time) => {
			const left = unitsFree(thing.room, time.date, paddedBy(time, thing), thing.occupancies);
			return left < units ? [{ thing: thing.room, time, left }] : [];
		});
	});
}
