import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type Clock, type Day, type LocalDateTime, addDays } from '#lib/kernel/moments.ts';
import type { FreeTime } from '../outcome/entity.ts';
import { type Held, quotaLeft, termsFor } from '../terms/rules.ts';
import { type RoomFacts, type Span, alternatives, objections, overlaps, paddedBy, unitsFree } from './rules.ts';
import type { Part } from './series.ts';

/** What a person decided about one date: ask for it as it is, ask for another time or room instead, or leave it out. */
export type Choice = { is: 'send' } | { is: 'leave-out' } | { is: 'instead'; time: FreeTime };

/** How a date stands: free, taken by others, or not to be had (`against` says why). */
export type Standing = 'free' | 'taken' | 'against';

/** One date before it is sent. */
export type Row = {
	/** Day and beginning as the form says them: what a choice is kept under. */
	key: string;
	wish: FreeTime;
	standing: Standing;
	/** Why the wish cannot be sent as it is. */
	against: Failure[];
	alternatives: FreeTime[];
	choice: Choice;
	/** What is asked for; nothing where it is left out. */
	asks?: FreeTime;
	/** Asked for though others have it: it gets a place on the waiting list. */
	waits: boolean;
	/** What was chosen instead and cannot be had any more. */
	gone?: FreeTime;
};

/** How many free times are shown for one date, and how many are looked at to find those. */
const MOST = 3;
const LOOKED_AT = 12;

type Wish = { room: string; days: readonly Day[]; parts: readonly Part[]; groupSize: number };

export const keyOf = (date: Day, from: Clock) => `${date} ${from}`;

const isSame = (a: FreeTime, b: FreeTime) => a.room === b.room && a.date === b.date && a.from === b.from && a.to === b.to;

/** Whether others have (a part of) this time. */
export const isTaken = (facts: RoomFacts, { date, from, to }: Span & { date: Day }): boolean =>
	unitsFree(facts.room, date, paddedBy({ from, to }, facts), facts.occupancies) === 0;

/**
 * Every date of a wish, once and in order, with how it stands and what is decided about it. A date that cannot be asked for
 * is left out unless another time was chosen; what is taken is asked for, and waits. Nothing is left out without being shown.
 * @param rooms what is known about every bookable room on all these days and the two weeks after them.
 * @param choices by `keyOf`; one that does not fit any more (the time is taken by now, by others or by another row) does not count.
 */
export function matrixOf({ room, days, parts, groupSize }: Wish, rooms: readonly RoomFacts[], choices: Readonly<Record<string, Choice>>, now: LocalDateTime): Row[] {
	const times = days.flatMap((day) => parts.map(({ from, to, later }) => ({ day, time: { room: room as FreeTime['room'], date: later ? addDays(day, 1) : day, from, to } })));
	const facts = new Map(rooms.map((known) => [known.room._id as string, known]));
	/** What of this wish is asked for so far: a quota counts it. */
	const held: Held[] = [];
	const standing = (time: FreeTime) => {
		const known = facts.get(time.room);
		if (!known) return { standing: 'against' as const, against: [failure('unknown-room', 'room')] };
		const against = objections({ ...time, groupSize }, known, now);
		const laid = termsFor(known.room, known.terms);
		if (laid.quota && quotaLeft(heldBy(time, known), held, laid) === 0) against.push(failure('over-quota', 'date', { most: laid.quota.most, per: laid.quota.per }));
		if (against.length > 0) return { standing: 'against' as const, against };
		return { standing: isTaken(known, time) ? ('taken' as const) : ('free' as const), against };
	};
	const wishes = times.map(({ day, time }) => ({ key: keyOf(day, time.from), wish: time }));
	/** What this wish itself takes: no two of its dates are offered the same time. */
	const own = wishes.map(({ key, wish }) => [wish, ...instead(choices[key])]);
	const rows: Row[] = [];
	for (const [index, one] of wishes.entries()) {
		const known = { ...one, ...standing(one.wish) };
		const isFree = (time: FreeTime) => standing(time).standing === 'free' && !own.some((others, at) => at !== index && others.some((other) => clash(other, time, facts)));
		const chosen = choices[known.key];
		const fits = chosen && isPossible(chosen, known.standing, isFree);
		const choice = fits ? chosen : known.standing === 'against' ? ({ is: 'leave-out' } as const) : ({ is: 'send' } as const);
		const found = known.standing === 'free' || now > `${known.wish.date}T23:59` ? [] : alternatives({ ...known.wish, groupSize }, rooms, now, LOOKED_AT).filter(isFree).slice(0, MOST);
		const asks = choice.is === 'instead' ? choice.time : choice.is === 'send' ? known.wish : undefined;
		const gone = fits ? [] : instead(chosen);
		const place = asks && facts.get(asks.room);
		if (asks && place) held.push(heldBy(asks, place));
		rows.push({ ...known, alternatives: withChosen(found, choice), choice, ...(asks ? { asks } : {}), waits: choice.is === 'send' && known.standing === 'taken', ...(gone[0] ? { gone: gone[0] } : {}) });
	}
	return rows;
}

/** Whether two times of this wish get in each other's way, set-up and clean-up time counted. */
const clash = (a: FreeTime, b: FreeTime, facts: ReadonlyMap<string, RoomFacts>): boolean => {
	const place = facts.get(b.room);
	return a.room === b.room && a.date === b.date && place !== undefined && overlaps(paddedBy(a, place), paddedBy(b, place));
};

/** A date of this wish as a quota counts it: all are of one group. */
const heldBy = ({ room, date }: FreeTime, { room: { house } }: RoomFacts): Held => ({ room, date, house, group: 'own' });

const instead = (choice: Choice | undefined): FreeTime[] => (choice?.is === 'instead' ? [choice.time] : []);

const isPossible = (choice: Choice, standing: Standing, isFree: (time: FreeTime) => boolean) =>
	choice.is === 'leave-out' || (choice.is === 'send' ? standing !== 'against' : isFree(choice.time));

/** What was chosen stays among what is shown. */
const withChosen = (found: FreeTime[], choice: Choice) =>
	choice.is === 'instead' && !found.some((time) => isSame(time, choice.time)) ? [choice.time, ...found].slice(0, MOST) : found;

/** What a person reads before sending: how many dates are asked for, wait, are moved, are left out. */
export function tally(rows: readonly Row[]) {
	return {
		all: rows.length,
		asked: rows.filter(({ asks }) => asks).length,
		waiting: rows.filter(({ waits }) => waits).length,
		moved: rows.filter(({ choice }) => choice.is === 'instead').length,
		left: rows.filter(({ asks }) => !asks).length
	};
}
