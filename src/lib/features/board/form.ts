import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { type Day, type Instant, type LocalDateTime, addDays } from '#lib/kernel/moments.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { type Contact, contact } from '../contact/entity.ts';
import { shownPrice } from '../letting/rules.ts';
import { type Request, firstOf, request } from '../request/entity.ts';
import { type Laid, priceOf } from '../terms/rules.ts';

/** When and where, as it is typed. */
export type TimeValues = { room: string; date: string; from: string; to: string };
/** What the form for a booking holds. */
export type BookingValues = TimeValues & { purpose: string; group: string; groupSize: string; onDoor: boolean; name: string; mail: string; phone: string };

export const emptyBooking = (): BookingValues => ({ room: '', date: '', from: '', to: '', purpose: '', group: '', groupSize: '', onDoor: false, name: '', mail: '', phone: '' });

/** How long a contact is kept after the day it is about. */
const DAYS_KEPT = 90;

/** Midnight as the end of a day is 24:00, which a time field cannot say. */
const endOf = (to: string) => (to === '00:00' ? '24:00' : to);
/** An end as a time field shows it. */
export const shownEnd = (to: string) => (to === '24:00' ? '00:00' : to);

/** The time as far as it is typed; undefined while something is missing. */
export const timeFrom = ({ room, date, from, to }: TimeValues) =>
	room && check(request.fields.date, date).value && from && to ? { room: room as Request['room'], date, from, to: endOf(to) } : undefined;

/** What is wrong with a time whoever asks for it: what the office may decide against its own rules is not among it. */
function wrongTime(values: TimeValues, now: LocalDateTime): Failure[] {
	const missing = (['room', 'date', 'from', 'to'] as const).filter((field) => !values[field]).map((field) => failure('missing', field));
	const time = timeFrom(values);
	if (!time) return missing;
	if (time.to <= time.from) return [failure('end-before-start', 'to')];
	return `${time.date}T${time.to}` <= now ? [failure('past', 'date')] : [];
}

const given = <T extends object>(fields: T) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== false && value !== undefined)) as Partial<T>;

type At = { locale: Locale; at: Instant; now: LocalDateTime };
type Made = { request: Request; contact?: Contact | undefined; failures?: undefined } | { failures: Failure[]; request?: undefined };

function contactFrom({ name, mail, phone }: BookingValues, date: Day, id: string): { value?: Contact | undefined; failures?: Failure[] | undefined } {
	const reach = given({ name: name.trim(), mail: mail.trim(), phone: phone.trim() });
	if (Object.keys(reach).length === 0) return {};
	const { value, failures } = check(contact.schema, { _id: `contact:${id}`, kind: 'contact', schema: contact.version, keepUntil: addDays(date, DAYS_KEPT), ...reach });
	return { value, failures: failures?.map((one) => (one.code === 'invalid' && one.field === 'name' ? failure('missing', 'name') : one)) };
}

/**
 * Makes a booking of the office of what was typed: the request, and the contact where one was given.
 * @param _id made once per form, so that saving twice is the same as once.
 * @param now the wall clock of the quarter.
 * @returns the documents, or every failure with its field.
 */
export function bookingFrom(_id: Request['_id'], values: BookingValues, { locale, at, now }: At): Made {
	const wrong = [...wrongTime(values, now), ...(values.purpose.trim() ? [] : [failure('missing', 'purpose')])];
	const time = timeFrom(values);
	if (wrong.length > 0 || !time) return { failures: wrong };
	const reach = contactFrom(values, time.date, nameOf(_id));
	const { value, failures = [] } = check(request.schema, {
		_id,
		kind: 'request',
		schema: request.version,
		form: 'booking',
		...time,
		purpose: values.purpose,
		groupSize: values.groupSize.trim() ? Number(values.groupSize) : 1,
		...given({ group: values.group.trim(), onDoor: values.onDoor && values.group.trim() !== '', contact: reach.value?._id }),
		locale,
		madeAt: at,
		receivedAt: at
	});
	const all = [...failures, ...(reach.failures ?? [])];
	return value && all.length === 0 ? { request: value, contact: reach.value } : { failures: all };
}

/**
 * The request that takes the place of another one: the same in all but its time and what that costs by the terms. Where they lay
 * nothing down it costs what it did. It belongs to the same ask, so that who asked hears of it with the same receipt.
 * @param nth the number of the new date within the ask (`requestId`).
 * @param laid what is laid down for the room it moves to.
 */
export function movedFrom(before: Request, values: TimeValues, nth: number, laid: Laid, { at, now }: Pick<At, 'at' | 'now'>): Made {
	const wrong = wrongTime(values, now);
	const time = timeFrom(values);
	if (wrong.length > 0 || !time) return { failures: wrong };
	if (time.room === before.room && time.date === before.date && time.from === before.from && time.to === before.to) return { failures: [failure('invalid', 'from')] };
	const { _rev, price: _price, series, ...same } = before as Request & { _rev?: string };
	const price = (before.use && priceOf({ ...time, use: before.use, units: before.units ?? 1 }, laid)?.cents) ?? shownPrice(before);
	const ask = nameOf(firstOf(before._id));
	const { value, failures } = check(request.schema, {
		...same,
		...time,
		_id: `request:${ask}.${nth}`,
		...(series || before.receiptHash ? { series: series ?? ask } : {}),
		...(price === undefined ? {} : { price }),
		replaces: before._id,
		madeAt: at,
		receivedAt: at
	});
	return failures ? { failures } : { request: value };
}
