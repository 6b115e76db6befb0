import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type Day, type LocalDateTime, addDays, clockAt, minutesOf } from '#lib/kernel/moments.ts';
import { type RoomFacts, type Span, alternatives, freeSpans, objections, openOn } from '../booking/rules.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Use } from '../request/entity.ts';
import type { Feature, Room } from '../room/entity.ts';
import { hasFeature } from '../room/rules.ts';
import type { Admission } from '../terms/entity.ts';
import { type Price, priceOf, termsFor } from '../terms/rules.ts';

/** What is looked for: `room` is any room under a roof, else the use of a room. */
export const kinds = ['room', 'hall', 'meeting', 'kitchen', 'workshop', 'pitch', 'thing'] as const;
export type Kind = (typeof kinds)[number];

/** What a person looks for on one day: at a time, or any time so many `minutes` long. */
export type Wish = {
	date: Day;
	time: Span | undefined;
	minutes: number;
	kind: Kind;
	people: number;
	/** How many of a thing that is lent. */
	units: number;
	needs: readonly Feature[];
	/** What it is for: the price goes by it, and nobody knows one before. */
	use: Use | undefined;
};

/** Why a room is none of the found ones. What the rules of letting have against it is told in their own words. */
export type Reason =
	| { is: 'other-kind' }
	| { is: 'too-small'; capacity: number }
	| { is: 'too-few'; units: number }
	| { is: 'lacks'; feature: Feature }
	| { is: 'members' }
	| { is: 'taken' }
	| { is: 'refused'; failure: Failure };

type Place = Pick<RoomFacts, 'room' | 'house'> & { admission: Admission | undefined };

/** A room to be had: its free times, what nobody knows about it, and what the first of them costs. */
export type Hit = Place & { free: Span[]; unknown: (Feature | 'capacity')[]; stay: FreeTime; price: Price | undefined };

/** A room not to be had: why, the nearest time at which it is, and for members of the house the times it is free for them. */
export type Miss = Place & { reasons: [Reason, ...Reason[]]; instead: FreeTime | undefined; forMembers: Span[] };

export type Found = { hits: Hit[]; misses: Miss[] };

/** Days after the wished one that are looked at for another time. */
export const DAYS_AFTER = 14;
/** Where any time will do a stay begins on the quarter of an hour. */
const STEP = 15;

/**
 * Every room once: as one to be had at the wished time, or with the reasons why it is not.
 * @param now the wall clock of the quarter.
 * @returns the rooms to be had, those of which everything is known first, the smaller before the larger; then the others,
 * those that another time would do for first.
 */
export function findRooms(wish: Wish, rooms: readonly RoomFacts[], now: LocalDateTime): Found {
	const hits: Hit[] = [];
	const misses: Miss[] = [];
	const last = addDays(wish.date, DAYS_AFTER);
	for (const all of rooms) {
		const facts = { ...all, occupancies: all.occupancies.filter(({ date }) => wish.date <= date && date <= last) };
		const place = { room: facts.room, house: facts.house, admission: termsFor(facts.room, facts.terms).admission };
		const lasting = lastingReasons(wish, facts);
		const free = freeFor(wish, facts, wish.date, now);
		const isForMembers = place.admission === 'members';
		const [first, ...more] = [...lasting, ...(isForMembers ? [{ is: 'members' as const }] : []), ...(free.length > 0 ? [] : [reasonOf(wish, facts, now)])];
		if (first) {
			const mayHelp = lasting.length === 0 && !isForMembers;
			misses.push({ ...place, reasons: [first, ...more], instead: mayHelp ? insteadOf(wish, facts, now) : undefined, forMembers: lasting.length === 0 && isForMembers ? free : [] });
		} else {
			const stay = stayIn(wish, facts.room, free[0]!);
			hits.push({ ...place, free, unknown: unknownOf(wish, facts.room), stay, price: priceFor(wish, facts, stay) });
		}
	}
	const size = ({ room }: Place) => room.capacity ?? Infinity;
	return {
		hits: hits.sort((a, b) => a.unknown.length - b.unknown.length || compare(size(a), size(b)) || inOrder(a, b)),
		misses: misses.sort((a, b) => a.reasons.length - b.reasons.length || compare(a.instead?.date ?? '~', b.instead?.date ?? '~') || inOrder(a, b))
	};
}

const compare = <T extends number | string>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (a: Place, b: Place) => a.house.order - b.house.order || a.room.order - b.room.order;

const unitsOf = ({ kind, units }: Wish) => (kind === 'thing' ? units : 1);

/** One stay of the wished length at the beginning of a free span. */
export const stayIn = ({ date, minutes, time }: Wish, room: Pick<Room, '_id'>, { from, to }: Span): FreeTime => ({
	room: room._id,
	date,
	from,
	to: time ? to : clockAt(minutesOf(from) + minutes)
});

const priceFor = (wish: Wish, { room, terms }: RoomFacts, stay: FreeTime) =>
	wish.use && priceOf({ ...stay, use: wish.use, units: unitsOf(wish) }, termsFor(room, terms));

/** What no other time would change. */
function lastingReasons({ kind, people, units, needs }: Wish, { room, house }: RoomFacts): Reason[] {
	const isOther = kind === 'room' ? room.use === 'pitch' || room.use === 'thing' : room.use !== kind;
	if (isOther) return [{ is: 'other-kind' }];
	if (!room.bookable || house.status === 'planned') return [{ is: 'refused', failure: failure('not-bookable', 'room') }];
	if (kind === 'thing') return units > (room.units ?? 1) ? [{ is: 'too-few', units: room.units ?? 1 }] : [];
	return [
		...(room.capacity !== undefined && room.capacity < people ? [{ is: 'too-small' as const, capacity: room.capacity }] : []),
		...needs.filter((feature) => hasFeature(room, feature) === false).map((feature) => ({ is: 'lacks' as const, feature }))
	];
}

/** What is asked for and nobody knows of the room. */
const unknownOf = ({ kind, people, needs }: Wish, room: Room): Hit['unknown'] =>
	kind === 'thing'
		? []
		: [...(people > 1 && room.capacity === undefined ? ['capacity' as const] : []), ...needs.filter((feature) => hasFeature(room, feature) === undefined)];

const mayAsk = (wish: Wish, facts: RoomFacts, date: Day, span: Span, now: LocalDateTime) =>
	objections({ date, ...span, groupSize: 1, units: unitsOf(wish) }, facts, now).length === 0;

/** The spans of a day in which a stay as wished can be asked for: the wished time, or all where any time will do. */
function freeFor(wish: Wish, facts: RoomFacts, date: Day, now: LocalDateTime): Span[] {
	const { time, minutes } = wish;
	const free = freeSpans(facts, date, unitsOf(wish));
	if (time) return free.some(({ from, to }) => from <= time.from && time.to <= to) && mayAsk(wish, facts, date, time, now) ? [time] : [];
	return free.flatMap(({ from, to }) => {
		const latest = minutesOf(to) - minutes;
		const isFine = (start: number) => mayAsk(wish, facts, date, { from: clockAt(start), to: clockAt(start + minutes) }, now);
		// Of the rules only notice and the present go by the start, and both are kinder to a later one.
		if (latest < minutesOf(from) || !isFine(latest)) return [];
		let start = minutesOf(from);
		while (start < latest && !isFine(start)) start = Math.min(latest, (Math.floor(start / STEP) + 1) * STEP);
		return [{ from: clockAt(start), to }];
	});
}

/** Why there is no free time on the wished day: what the rules say, else it is taken. */
function reasonOf(wish: Wish, facts: RoomFacts, now: LocalDateTime): Reason {
	const { date, time, minutes } = wish;
	const open = openOn(facts, date);
	const spans = time ? [time] : stays(freeSpans(facts, date, unitsOf(wish)), minutes);
	const [tried = { from: clockAt(24 * 60 - minutes), to: '24:00' }] = spans.length > 0 ? spans.slice(-1) : stays(open, minutes).slice(-1);
	const [found] = objections({ date, ...tried, groupSize: 1 }, facts, now);
	return found ? { is: 'refused', failure: found } : { is: 'taken' };
}

/** The last stay of so many minutes in each span that is long enough. */
const stays = (spans: readonly Span[], minutes: number): Span[] =>
	spans.flatMap(({ to, from }) => (minutesOf(to) - minutesOf(from) >= minutes ? [{ from: clockAt(minutesOf(to) - minutes), to }] : []));

/** The nearest time at which the room can be had: the same day, else one of the days after it. */
function insteadOf(wish: Wish, facts: RoomFacts, now: LocalDateTime): FreeTime | undefined {
	const { time, date } = wish;
	if (time) return alternatives({ ...time, date, room: facts.room._id, groupSize: 1, units: unitsOf(wish) }, [facts], now, 1)[0];
	for (let after = 1; after <= DAYS_AFTER; after++) {
		const later = addDays(date, after);
		const [span] = freeFor(wish, facts, later, now);
		if (span) return stayIn({ ...wish, date: later }, facts.room, span);
	}
	return undefined;
}
