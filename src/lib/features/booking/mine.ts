import * as z from 'zod/mini';
import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type Day, type LocalDateTime, addDays, weekdayOf } from '#lib/kernel/moments.ts';
import type { ErrandRow, ReceiptRow } from '#lib/storage/database.ts';
import { reach } from '../contact/entity.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Ask, ReceiptAnswer } from '../request/ask.ts';
import { requestId } from '../request/entity.ts';
import { isTaken } from './matrix.ts';
import type { RoomPlace } from './queries.ts';
import { type RoomFacts, type Span, objections } from './rules.ts';
import { type Rhythm, weekInMonth } from './series.ts';
import { type Typed, nothingTyped, shownEnd, typedFrom } from './typed.ts';

/** One date of what was asked for, as the server last told; `request` is its id without the kind. */
export type MyDate = NonNullable<ReceiptAnswer['dates']>[number];

/** A confirmed date with what was asked for, and where it is. */
export type Confirmed = { date: MyDate; ask: Ask; place: RoomPlace | undefined };

/** Every date of an ask. What the server did not tell yet is asked for, and nothing more. */
export function datesOf({ id, ask, answer }: Pick<ReceiptRow, 'id' | 'ask'> & { answer?: ReceiptAnswer }): MyDate[] {
	if (answer?.dates) return answer.dates;
	const { room, date, from, to, units, further = [] } = ask;
	const { state = 'requested', reason, alternatives = [] } = answer ?? {};
	const first = { room, date, from, to, ...(units === undefined ? {} : { units }), state, ...(reason === undefined ? {} : { reason }), alternatives };
	const others = further.map((time) => ({ ...time, state: 'requested' as const, alternatives: [] }));
	return [first, ...others].map((time, index) => ({ request: requestId(id, index + 1).slice('request:'.length), ...time }));
}

/** Whether a date was not to be had, and somebody may still want it. */
export const isLost = (state: MyDate['state']) => state === 'declined' || state === 'cancelled';

/** How many dates are in each state, the best news first. */
export function standings(dates: readonly MyDate[]): [MyDate['state'], number][] {
	const order = ['offered', 'confirmed', 'requested', 'taken', 'waiting', 'cancelled', 'declined', 'expired', 'withdrawn'] as const;
	return order.flatMap((state): [MyDate['state'], number][] => {
		const count = dates.filter((date) => date.state === state).length;
		return count > 0 ? [[state, count]] : [];
	});
}

const over = ({ date, to }: Pick<MyDate, 'date' | 'to'>, now: LocalDateTime) => `${date}T${to}` <= now;

/** What can still be given back: everything that is not over and not answered with no. */
export const isMine = (date: MyDate, now: LocalDateTime) => !over(date, now) && ['requested', 'taken', 'waiting', 'offered', 'confirmed'].includes(date.state);

/** What is said about a date and not at the server yet. */
export const repliesTo = (request: string, errands: readonly ErrandRow[]) => errands.filter(({ errand }) => errand.does === 'reply' && errand.request === request);

type Time = Span & { room: string; date: Day };

const sameTime = (a: Time, b: Time) => a.room === b.room && a.date === b.date && a.from === b.from && a.to === b.to;

/**
 * Times that were not to be had, or were left out, and are free by now as far as this device knows. What is on the waiting list
 * is not among them: the server offers it by itself.
 * @param asked every date this device asked for, whatever became of it.
 */
export function freeAgain(row: ReceiptRow, rooms: readonly RoomFacts[], asked: readonly MyDate[], now: LocalDateTime): FreeTime[] {
	const { groupSize } = row.ask;
	const lost = datesOf(row).filter(({ state, units }) => isLost(state) && units === undefined);
	const isAsked = (time: FreeTime) => asked.some((other) => sameTime(other, time) && !isLost(other.state));
	return [...lost, ...(row.leftOut ?? [])]
		.map(({ room, date, from, to }) => ({ room, date, from, to }))
		.filter((time, index, all) => all.findIndex((other) => sameTime(other, time)) === index)
		.filter((time) => {
			const facts = rooms.find(({ room }) => room._id === time.room);
			return facts && !isAsked(time) && objections({ ...time, groupSize }, facts, now).length === 0 && !isTaken(facts, time);
		});
}

/** What the form holds to change one date: everything as it was asked, for this date alone. */
export const changeOf = (ask: Ask, { date, from, to }: MyDate): Typed => ({ ...typedFrom({ ...ask, further: undefined }), date, from, to: shownEnd(to) });

/** What the form holds to go on with a series: the same group and times from the next date on; its end is for the person to say. */
export function extensionOf(ask: Ask, dates: readonly Pick<MyDate, 'date' | 'room'>[]): Typed {
	const days = [...new Set(dates.filter(({ room }) => room === ask.room).map(({ date }) => date))].sort();
	const last = days.at(-1) ?? ask.date;
	const rhythm = rhythmOf(days);
	return { ...typedFrom({ ...ask, further: undefined }), date: nextAfter(last, rhythm), rhythm, picked: nothingTyped.picked };
}

/** How days follow each other: by the shortest pause between two of them, since some may have been left out. */
function rhythmOf(days: readonly Day[]): Rhythm {
	const pauses = days.slice(1).map((day, index) => (Date.parse(day) - Date.parse(days[index]!)) / 86_400_000);
	const shortest = Math.min(...pauses);
	if (shortest === 14 || shortest === 7) return shortest === 7 ? 'weekly' : 'fortnightly';
	if (shortest < 28 || shortest > 31 || days.length < 2) return days.length < 2 ? '' : 'picked';
	return days.every((day) => weekdayOf(day) === weekdayOf(days[0]!)) ? 'monthly-weekday' : 'monthly-day';
}

function nextAfter(last: Day, rhythm: Rhythm): Day {
	if (rhythm === 'fortnightly') return addDays(last, 14);
	if (rhythm !== 'monthly-day' && rhythm !== 'monthly-weekday') return addDays(last, 7);
	const fits = (day: Day) => (rhythm === 'monthly-day' ? day.slice(8) === last.slice(8) : weekdayOf(day) === weekdayOf(last) && weekInMonth(day) === weekInMonth(last));
	return Array.from({ length: 70 }, (_, index) => addDays(last, index + 1)).find(fits) ?? addDays(last, 28);
}

const person = z.strictObject(reach);

/** Who is to be reached from now on, as it was typed; or what is wrong with it, by its field in the form. */
export function contactFrom({ name, mail, phone }: Pick<Typed, 'name' | 'mail' | 'phone'>): { value: Ask['contact']; failures?: undefined } | { failures: Failure[]; value?: undefined } {
	const { value, failures = [] } = check(person, { name, ...(mail.trim() ? { mail } : {}), ...(phone.trim() ? { phone } : {}) });
	const unreachable = mail.trim() || phone.trim() ? [] : [failure('contact-missing', 'contact.mail')];
	const found = [...failures.map(({ code, field }) => failure(name.trim() || field !== 'name' ? code : 'missing', `contact.${field}`)), ...unreachable];
	return value && found.length === 0 ? { value } : { failures: found };
}
