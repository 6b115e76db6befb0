import { type Clock, type Day, type Instant, type LocalDateTime, addDays, toInstant, weekdayOf } from '#lib/kernel/moments.ts';
import type { Failure } from '#lib/kernel/failure.ts';
import { type RoomFacts, alternatives, objections, overlaps, paddedBy, unitsLeft } from '../booking/rules.ts';
import { closureOn } from '../closure/rules.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Request } from '../request/entity.ts';
import { type RequestState, isClosed } from '../request/rules.ts';
import type { SchoolHoliday } from '../school-holiday/entity.ts';
import type { Season } from '../season/entity.ts';
import type { FixedSlot } from './entity.ts';

/** A date of a fixed time that was asked for already, and where it stands. */
export type OwnDate = { request: Request; state: RequestState };

/**
 * How one date of a fixed time stands. `asked`: asked for already, `own` says more. `clash`: another fixed time wants it, too.
 * `ruled-out`: something else is against it, `against` says what.
 */
export type DateStanding = 'asked' | 'free' | 'taken' | 'clash' | 'holiday' | 'closed' | 'past' | 'ruled-out';
export type DateCheck = { date: Day; from: Clock; to: Clock; standing: DateStanding; own?: OwnDate; closed?: string; school?: string; others: FixedSlot[]; against: Failure[] };

/** Every date of a fixed time in its season, none skipped. */
export function datesOf({ weekday }: Pick<FixedSlot, 'weekday'>, { from, to }: Pick<Season, 'from' | 'to'>): Day[] {
	const first = addDays(from, (weekday - weekdayOf(from) + 7) % 7);
	const dates: Day[] = [];
	for (let date = first; date <= to; date = addDays(date, 7)) dates.push(date);
	return dates;
}

/** What a check looks at: the room with all that is confirmed in it, the other fixed times, and what was asked for already. */
export type SlotFacts = { room: RoomFacts; season: Season; slots: readonly FixedSlot[]; schoolHolidays: readonly SchoolHoliday[]; own: readonly OwnDate[] };

/** Checks every date of a fixed time. @param now the wall clock of the quarter. */
export function checksOf(slot: FixedSlot, { room, season, slots, schoolHolidays, own }: SlotFacts, now: LocalDateTime): DateCheck[] {
	const wanted = paddedBy({ from: slot.from, to: slot.to }, room);
	const rivals = slots.filter((other) => other._id !== slot._id && other.room === slot.room && other.weekday === slot.weekday && overlaps(paddedBy(other, room), wanted));
	const slotsOf = new Map(room.occupancies.filter((day) => day.room === slot.room).map(({ date, slots: taken }) => [date, taken]));
	return datesOf(slot, season).map((date): DateCheck => {
		const asked = own.find(({ request, state }) => request.date === date && !isClosed(state) && state !== 'declined');
		const closure = closureOn(room.house._id, date, room.closures, slot.room);
		const school = schoolHolidays.find(({ from, to }) => from <= date && date <= to);
		const others = rivals.filter((other) => other.season === slot.season);
		const against = objections({ date, from: slot.from, to: slot.to, groupSize: slot.groupSize }, room, now).filter(({ code }) => code !== 'notice-too-short');
		const isTaken = unitsLeft(room.room, slotsOf.get(date) ?? [], wanted) < 1;
		const standing = asked ? 'asked' : `${date}T${slot.from}` < now ? 'past' : closure ? (closure.holiday ? 'holiday' : 'closed') : isTaken ? 'taken' : against.length > 0 ? 'ruled-out' : others.length > 0 ? 'clash' : 'free';
		return {
			date,
			from: slot.from,
			to: slot.to,
			standing,
			...(asked ? { own: asked } : {}),
			...(closure ? { closed: closure.name.de } : {}),
			...(school ? { school: school.name.de } : {}),
			others,
			against
		};
	});
}

/** Up to three free times like one that is not to be had; nothing where it is. */
export function insteadOf({ standing, date, from, to }: DateCheck, slot: FixedSlot, places: readonly RoomFacts[], now: LocalDateTime): FreeTime[] {
	if (standing === 'free' || standing === 'asked' || standing === 'past') return [];
	// The group's own next date is no way out of this one.
	return alternatives({ room: slot.room, date, from, to, groupSize: slot.groupSize }, places, now, 6)
		.filter((time) => time.room !== slot.room || weekdayOf(time.date) !== slot.weekday)
		.slice(0, 3);
}

/** A fixed time about which the office is asked whether it goes on, since when. */
export type Renewal = { slot: FixedSlot; season: Season; at: Instant };

/** The fixed times whose season ends soon and about which nothing was said yet: each once. */
export function renewalsOn(today: Day, slots: readonly FixedSlot[], seasons: readonly Season[]): Renewal[] {
	const known = new Map(seasons.map((season) => [season._id as string, season]));
	return slots.flatMap((slot) => {
		const season = known.get(slot.season);
		if (!season || slot.renewal || slot.retired) return [];
		const asked = addDays(season.to, -season.renewDays);
		return asked <= today ? [{ slot, season, at: toInstant(`${asked}T00:00`) }] : [];
	});
}
