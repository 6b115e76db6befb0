import { type Failure, failure } from '#lib/kernel/failure.ts';
import { hoursOn } from '#lib/kernel/hours.ts';
import { type Clock, type Day, type LocalDateTime, addDays, clockAt, minutesOf } from '#lib/kernel/moments.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
import type { House } from '../house/entity.ts';
import type { Occupancy } from '../occupancy/entity.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Room } from '../room/entity.ts';

/** A span of one day by the wall clock, end exclusive. */
export type Span = { from: Clock; to: Clock };

/** What the rules need to know about a room: itself, its house, and when it is closed or taken. */
export type RoomFacts = {
	room: Room;
	house: House;
	closures: readonly Closure[];
	occupancies: readonly Occupancy[];
};

/** How far ahead a room can be asked for, in days. */
export const HORIZON_DAYS = 540;

/** True if two spans of one day share a minute; touching ends do not. */
export const overlaps = (a: Span, b: Span) => a.from < b.to && b.from < a.to;

/** The confirmed spans of a room on a day, in order. */
export const takenOn = (room: string, date: Day, occupancies: readonly Occupancy[]): Span[] =>
	occupancies
		.filter((occupancy) => occupancy.room === room && occupancy.date === date)
		.flatMap(({ slots }) => slots.map(({ from, to }) => ({ from, to })))
		.sort((a, b) => (a.from < b.from ? -1 : 1));

/**
 * The spans a room can be used on a day: its house's hours, nothing on a closed day, nothing in a planned house.
 * @param request one that a closure may have let stay.
 */
export function openOn({ room, house, closures }: Pick<RoomFacts, 'room' | 'house' | 'closures'>, date: Day, request?: string): Span[] {
	if (!room.bookable || house.status === 'planned' || closureOn(house._id, date, closures, room._id, request)) return [];
	return hoursOn(house.hours, date);
}

/**
 * Whether a wish can be asked for at all; being taken does not stop a request, requests may overlap.
 * @param now the wall clock of the quarter.
 * @returns every reason against it, each naming its field.
 */
export function objections(
	wish: Span & { date: Day; groupSize: number; _id?: string },
	facts: Pick<RoomFacts, 'room' | 'house' | 'closures'>,
	now: LocalDateTime
): Failure[] {
	const { room, house, closures } = facts;
	const found: Failure[] = [];
	if (wish.to <= wish.from) found.push(failure('end-before-start', 'to'));
	if (`${wish.date}T${wish.from}` < now) found.push(failure('past', 'date'));
	if (wish.date > addDays(now.slice(0, 10), HORIZON_DAYS)) found.push(failure('invalid', 'date'));
	if (!room.bookable || house.status === 'planned') found.push(failure('not-bookable', 'room'));
	if (room.capacity !== undefined && wish.groupSize > room.capacity)
		found.push(failure('too-many-people', 'groupSize', { capacity: room.capacity }));
	const closed = closureOn(house._id, wish.date, closures, room._id, wish._id);
	if (closed) found.push(failure(closed.holiday ? 'holiday' : 'closed', 'date'));
	else if (found.length === 0 && !openOn(facts, wish.date, wish._id).some(({ from, to }) => from <= wish.from && wish.to <= to))
		found.push(failure('closed', 'from'));
	return found;
}

/** The parts of the open spans that are not taken, in order. */
export function freeSpans(facts: RoomFacts, date: Day): Span[] {
	const taken = takenOn(facts.room._id, date, facts.occupancies);
	return openOn(facts, date).flatMap((open) => {
		const free: Span[] = [];
		let from = open.from;
		for (const span of taken.filter((other) => overlaps(other, open))) {
			if (span.from > from) free.push({ from, to: span.from });
			if (span.to > from) from = span.to;
		}
		if (from < open.to) free.push({ from, to: open.to });
		return free;
	});
}

/**
 * Up to `most` free times like the wish, nearest first: same day, then another bookable room at the same time (of
 * the same use first; a pitch never stands in for a room), then the following two weeks in the same room. Never in the
 * past, never in a room that is too small.
 */
export function alternatives(
	wish: Span & { room: string; date: Day; groupSize: number },
	rooms: readonly RoomFacts[],
	now: LocalDateTime,
	most = 3
): FreeTime[] {
	const length = minutesOf(wish.to) - minutesOf(wish.from);
	const latest = addDays(now.slice(0, 10), HORIZON_DAYS);
	const large = rooms.filter(({ room }) => room.capacity === undefined || room.capacity >= wish.groupSize);
	const own = large.filter(({ room }) => room._id === wish.room);
	const use = rooms.find(({ room }) => room._id === wish.room)?.room.use;
	const others = large
		.filter(({ room }) => room._id !== wish.room && (room.use === 'pitch') === (use === 'pitch'))
		.toSorted((a, b) => Number(b.room.use === use) - Number(a.room.use === use));
	const later = Array.from({ length: 14 }, (_, index) => addDays(wish.date, index + 1)).filter((date) => date <= latest);
	const tries = [
		...own.map((facts) => nearest(facts, wish.date, wish.from, length, now)),
		...others.map((facts) => nearest(facts, wish.date, wish.from, length, now, true)),
		...later.flatMap((date) => own.map((facts) => nearest(facts, date, wish.from, length, now, true)))
	];
	return tries.filter((time) => time !== undefined).slice(0, most);
}

function nearest(facts: RoomFacts, date: Day, wanted: Clock, length: number, now: LocalDateTime, exact = false): FreeTime | undefined {
	const start = minutesOf(wanted);
	const starts = freeSpans(facts, date)
		.filter(({ from, to }) => minutesOf(to) - minutesOf(from) >= length)
		.map(({ from, to }) => Math.min(Math.max(start, minutesOf(from)), minutesOf(to) - length))
		.filter((minutes) => `${date}T${clockAt(minutes)}` >= now && (!exact || minutes === start))
		.sort((a, b) => Math.abs(a - start) - Math.abs(b - start));
	const [best] = starts;
	return best === undefined ? undefined : { room: facts.room._id, date, from: clockAt(best), to: clockAt(best + length) };
}
