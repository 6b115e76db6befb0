import type { Place } from '#lib/features/booking/rules.ts';
import { type CalendarDate, calendarFile } from '#lib/features/booking/calendar-file.ts';
import { calendarKeyOf } from '#lib/features/booking/calendar-key.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request as Wish } from '#lib/features/request/entity.ts';
import { stateOf } from '#lib/features/request/rules.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { inLocale } from '#lib/kernel/text.ts';
import type { Quarter, ServerContext } from './context.ts';
import { placesOf } from './facts.ts';
import { datesOf, firstDate, matches } from './holder.ts';
import { refused } from './problem.ts';
import { outcomesAmong } from './receipts.ts';

/**
 * `GET /api/<quarter>/receipts/<id>/calendar.ics?key=…`: the calendar that whoever asked for rooms subscribes to (SPEC 4.11).
 * It holds the confirmed dates and, as cancelled, those that were; nothing of what is only asked for.
 * @throws Refused `unknown-receipt` for a wrong key and for an unknown id alike.
 */
export async function tellCalendar({ now }: Pick<ServerContext, 'now'>, quarter: Quarter, id: string, message: Request): Promise<Response> {
	const first = await firstDate(quarter, id);
	const key = new URL(message.url).searchParams.get('key') ?? '';
	const isHolder = matches(/^[0-9a-f]{64}$/.test(key) ? key : 'f'.repeat(64), first?.receiptHash && (await calendarKeyOf(first.receiptHash)));
	if (!first || !isHolder) throw refused('unknown-receipt');

	const dates = await datesOf(quarter, first);
	const outcomes = await outcomesAmong(quarter, dates);
	const told = dates.flatMap((request) => confirmedTime(request, outcomes.get(request._id) ?? []));
	const places = await placesOf(quarter.public, told.map(({ room }) => room));
	const text = calendarFile({ name: first.group ?? first.purpose, at: now().toISOString(), dates: told.map((date) => ({ ...date, place: placeWords(places.get(date.room), first) })) });
	return new Response(text, { headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Content-Disposition': 'inline; filename="calendar.ics"' } });
}

type Told = Omit<CalendarDate, 'place'> & Pick<Wish, 'room'>;

/** Where and when a date was confirmed, whatever became of it since; nothing where it never was. */
function confirmedTime(request: Wish, outcomes: readonly Outcome[]): Told[] {
	const confirmed = outcomes.find(({ result }) => result === 'confirmed');
	if (!confirmed) return [];
	const { room, date, from, to } = { ...request, ...confirmed.offer };
	const isOver = stateOf([], outcomes).state !== 'confirmed';
	return [{ request: nameOf(request._id), room, date, from, to, title: request.group ?? request.purpose, ...(isOver ? { cancelled: true, changes: 1 } : {}) }];
}

const placeWords = (place: Place | undefined, { locale }: Wish) => (place ? [place.house.name, place.room.name].map((name) => inLocale(name, locale).text).join(', ') : '');
