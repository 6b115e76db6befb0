import { type Failure, failure } from '#lib/kernel/failure.ts';
import { hoursOn } from '#lib/kernel/hours.ts';
import { type Clock, type Day, type LocalDateTime, addDays, clockAt, minutesOf } from '#lib/kernel/moments.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
import type { House } from '../house/entity.ts';
import type { Occupancy, Slot } from '../occupancy/entity.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import { against, missingAnswers, termsFor } from '../terms/rules.ts';

/** A span of one day by the wall clock, end exclusive. */
export type Span = { from: Clock; to: Clock };

/** A span with the minutes around it for setting up and clearing away, in which nobody else has the room. */
export type Padded = Span & { before?: number | undefined; after?: number | undefined };

/** What the rules need to know about a room: itself, its house, what is laid down, and when it is closed or taken. */
export type RoomFacts = {
	room: Room;
	house: House;
	closures: readonly Closure[];
	occupancies: readonly Occupancy[];
	/** The terms of all places; without them nothing is laid down. */
	terms?: readonly Terms[] | undefined;
};

/** A room but for what it is taken by. */
export type Place = Omit<RoomFacts, 'occupancies'>;

/** How far ahead a room can be asked for, in days, where nothing else is laid down. */
export const HORIZON_DAYS = 540;

/** A span with its set-up and clean-up time, as far as the day goes. */
export function padded({ from, to, before = 0, after = 0 }: Padded): Span {
	if (!before && !after) return { from, to };
	return { from: clockAt(Math.max(0, minutesOf(from) - before)), to: clockAt(Math.min(1440, minutesOf(to) + after)) };
}

/** True if two spans of one day share a minute, set-up and clean-up time counted; touching ends do not. */
export function overlaps(a: Padded, b: Padded): boolean {
	const [one, other] = [padded(a), padded(b)];
	return one.from < other.to && other.from < one.to;
}

/** A wish with the set-up and clean-up time that its room asks for. */
export function paddedBy<W extends Span>(wish: W, { room, terms }: Pick<RoomFacts, 'room' | 'terms'>): W & Padded {
	const { before, after } = termsFor(room, terms);
	return { ...wish, ...(before ? { before } : {}), ...(after ? { after } : {}) };
}

/**
 * The spans a room can be used on a day: the hours laid down, else its house's; nothing on a closed day or in a planned house.
 * @param request one that a closure may have let stay.
 */
export function openOn({ room, house, closures, terms }: Place, date: Day, request?: string): Span[] {
	if (!room.bookable || house.status === 'planned' || closureOn(house._id, date, closures, room._id, request)) return [];
	return hoursOn(termsFor(room, terms).hours ?? house.hours, date);
}

/** The last day a room can be asked for. */
export const lastDay = ({ room, terms }: Pick<RoomFacts, 'room' | 'terms'>, now: LocalDateTime): Day =>
	addDays(now.slice(0, 10), termsFor(room, terms).horizonDays ?? HORIZON_DAYS);

/**
 * Whether a wish can be asked for at all; being taken does not stop a request, requests may overlap.
 * @param wish required questions are looked at only where it has `answers`: while a time is looked for nobody has answered.
 * @param now the wall clock of the quarter.
 * @returns every reason against it, each naming its field, with the numbers of the rule it comes from.
 */
export function objections(
	wish: Span & { date: Day; groupSize: number; units?: number | undefined; answers?: Readonly<Record<string, string>> | undefined; _id?: string },
	facts: Place,
	now: LocalDateTime
): Failure[] {
	const { room, house, closures } = facts;
	const laid = termsFor(room, facts.terms);
	const found: Failure[] = [];
	const isForward = wish.from < wish.to;
	const isPast = `${wish.date}T${wish.from}` < now;
	if (!isForward) found.push(failure('end-before-start', 'to'));
	if (isPast) found.push(failure('past', 'date'));
	if (wish.date > lastDay(facts, now)) found.push(failure('beyond-horizon', 'date', { days: laid.horizonDays ?? HORIZON_DAYS }));
	if (!room.bookable || house.status === 'planned') found.push(failure('not-bookable', 'room'));
	if (room.capacity !== undefined && wish.groupSize > room.capacity)
		found.push(failure('too-many-people', 'groupSize', { capacity: room.capacity }));
	if ((wish.units ?? 1) > (room.units ?? 1)) found.push(failure('too-many-units', 'units', { capacity: room.units ?? 1 }));
	const closed = closureOn(house._id, wish.date, closures, room._id, wish._id);
	if (closed) found.push(failure(closed.holiday ? 'holiday' : 'closed', 'date'));
	else if (found.length === 0 && !openOn(facts, wish.date, wish._id).some(({ from, to }) => from <= wish.from && wish.to <= to))
		found.push(failure('closed', 'from'));
	if (isForward) found.push(...against(wish, laid, now).filter(({ code }) => !(isPast && code === 'notice-too-short')));
	if (wish.answers) found.push(...missingAnswers(wish.answers, laid));
	return found;
}

/**
 * The parts of the open spans that somebody can have, in order: not taken, and with room for their own set-up and clean-up
 * time before and after what is. That time itself may lie outside the hours. For a thing those in which `units` are left.
 */
export function freeSpans(facts: RoomFacts, date: Day, units = 1): Span[] {
	const { before, after, quietFrom = '24:00' } = termsFor(facts.room, facts.terms);
	const usable = openOn(facts, date).flatMap(({ from, to }) => (from < quietFrom ? [{ from, to: to < quietFrom ? to : quietFrom }] : []));
	const taken = usedUpOn(facts.room, date, facts.occupancies, units).map((span) => padded({ ...span, before: after, after: before }));
	return usable.flatMap((open) => {
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
 * the same use first; a pitch never stands in for a room, and nothing for a thing that is lent), then the following two
 * weeks in the same room. Never in the past, never in a room that is too small or for members only, never where fewer
 * units are left.
 */
export function alternatives(
	wish: Span & { room: string; date: Day; groupSize: number; units?: number | undefined },
	rooms: readonly RoomFacts[],
	now: LocalDateTime,
	most = 3
): FreeTime[] {
	const stay = { from: wish.from, length: minutesOf(wish.to) - minutesOf(wish.from), units: wish.units ?? 1 };
	const large = rooms.filter(({ room }) => room.capacity === undefined || room.capacity >= wish.groupSize);
	const own = large.filter(({ room }) => room._id === wish.room);
	const use = rooms.find(({ room }) => room._id === wish.room)?.room.use;
	const others = large
		.filter(({ room, terms }) => room._id !== wish.room && standsIn(room.use, use) && termsFor(room, terms).admission !== 'members')
		.toSorted((a, b) => Number(b.room.use === use) - Number(a.room.use === use));
	const later = Array.from({ length: 14 }, (_, index) => addDays(wish.date, index + 1));
	const tries = [
		...own.map((facts) => nearest(facts, wish.date, stay, now)),
		...others.map((facts) => nearest(facts, wish.date, stay, now, true)),
		...later.flatMap((date) => own.map((facts) => nearest(facts, date, stay, now, true)))
	];
	return tries.filter((time) => time !== undefined).slice(0, most);
}

const standsIn = (other: Room['use'], use: Room['use'] | undefined) => use !== 'thing' && other !== 'thing' && (other === 'pitch') === (use === 'pitch');

/** How long, from when on if it can be, and how many of a thing. */
type Stay = { from: Clock; length: number; units: number };

function nearest(facts: RoomFacts, date: Day, { from: wanted, length, units }: Stay, now: LocalDateTime, exact = false): FreeTime | undefined {
	const start = minutesOf(wanted);
	const isAllowed = (minutes: number) =>
		against({ date, from: clockAt(minutes), to: clockAt(minutes + length) }, termsFor(facts.room, facts.terms), now).length === 0;
	if (date > lastDay(facts, now)) return undefined;
	const starts = freeSpans(facts, date, units)
		.filter(({ from, to }) => minutesOf(to) - minutesOf(from) >= length)
		.map(({ from, to }) => Math.min(Math.max(start, minutesOf(from)), minutesOf(to) - length))
		.filter((minutes) => `${date}T${clockAt(minutes)}` >= now && (!exact || minutes === start) && isAllowed(minutes))
		.sort((a, b) => Math.abs(a - start) - Math.abs(b - start));
	const [best] = starts;
	return best === undefined ? undefined : { room: facts.room._id, date, from: clockAt(best), to: clockAt(best + length) };
}

/** A use as far as counting goes: its time with set-up and clean-up, and how many of a thing it takes. */
type Use = Pick<Slot, 'from' | 'to' | 'before' | 'after' | 'units'>;

/**
 * How many units nobody has during the whole of a span, set-up and clean-up time on both sides counted: 1 or 0 for a room,
 * up to its `units` for a thing that is lent. Never below 0.
 */
export function unitsLeft({ units = 1 }: Pick<Room, 'units'>, slots: readonly Use[], span: Omit<Use, 'units'>): number {
	const wanted = busy(span);
	const others = slots.map(busy).filter(({ from, to }) => from < wanted.to && wanted.from < to);
	const inUseAt = (minute: number) => others.reduce((sum, { from, to, units: taken }) => sum + (from <= minute && minute < to ? taken : 0), 0);
	return Math.max(0, units - Math.max(0, ...others.map(({ from }) => inUseAt(Math.max(from, wanted.from)))));
}

/** The same, looked up among the occupancies of a day. */
export const unitsFree = (room: Pick<Room, '_id' | 'units'>, date: Day, span: Omit<Use, 'units'>, occupancies: readonly Occupancy[]): number =>
	unitsLeft(room, slotsOn(room._id, date, occupancies), span);

/** The spans of a day, in order and apart, in which fewer than `wanted` units are left: for a room those in which it is used. */
export function usedUpOn(room: Pick<Room, '_id' | 'units'>, date: Day, occupancies: readonly Occupancy[], wanted = 1): Span[] {
	if (wanted > (room.units ?? 1)) return [{ from: '00:00', to: '24:00' }];
	const uses = slotsOn(room._id, date, occupancies).map(busy);
	const bounds = [...new Set(uses.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
	const spans: { from: number; to: number }[] = [];
	for (const [index, from] of bounds.slice(0, -1).entries()) {
		const to = bounds[index + 1]!;
		const inUse = uses.reduce((sum, use) => sum + (use.from <= from && to <= use.to ? use.units : 0), 0);
		if (inUse + wanted <= (room.units ?? 1)) continue;
		const last = spans.at(-1);
		if (last?.to === from) last.to = to;
		else spans.push({ from, to });
	}
	return spans.map(({ from, to }) => ({ from: clockAt(from), to: clockAt(to) }));
}

const slotsOn = (room: string, date: Day, occupancies: readonly Occupancy[]): Slot[] =>
	occupancies.filter((occupancy) => occupancy.room === room && occupancy.date === date).flatMap(({ slots }) => slots);

/** A use in minutes of its day, with what surrounds it; a day ends at its ends. */
function busy(use: Use): { from: number; to: number; units: number } {
	const { from, to } = padded(use);
	return { from: minutesOf(from), to: minutesOf(to), units: use.units ?? 1 };
}
