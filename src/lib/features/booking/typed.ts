import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { nameOf, newId, newSecret } from '#lib/kernel/ids.ts';
import type { Instant, LocalDateTime } from '#lib/kernel/moments.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { type Ask, ask } from '../request/ask.ts';
import { type Place, objections } from './rules.ts';

/** What the form holds: everything as it is typed. */
export type Typed = { date: string; from: string; to: string; purpose: string; groupSize: string; name: string; mail: string; phone: string };

export const nothingTyped: Typed = { date: '', from: '', to: '', purpose: '', groupSize: '', name: '', mail: '', phone: '' };

/** One draft for all rooms: who looks for another room does not type everything again. */
export const BOOKING_DRAFT = 'booking';

/** What the form held when this was sent. */
export const typedFrom = ({ date, from, to, purpose, groupSize, contact }: Ask): Typed => ({
	date,
	from,
	to: to === '24:00' ? '00:00' : to,
	purpose,
	groupSize: String(groupSize),
	name: contact.name,
	mail: contact.mail ?? '',
	phone: contact.phone ?? ''
});

/** Reads a stored draft; what it does not hold, or holds in another form, stays empty. */
export function draftFrom(stored: unknown): Typed | undefined {
	if (typeof stored !== 'object' || stored === null) return undefined;
	const held = stored as Record<string, unknown>;
	const read = Object.keys(nothingTyped).map((key) => [key, typeof held[key] === 'string' ? held[key] : '']);
	return Object.fromEntries(read) as Typed;
}

/** Midnight as the end of a day is 24:00, which a time field cannot say. */
const endOf = (to: string) => (to === '00:00' ? '24:00' : to);

/** The wish as far as it can be checked, or `undefined` while date or times are missing. */
export const wishFrom = ({ date, from, to, groupSize }: Typed) =>
	date && from && to ? { date, from, to: endOf(to), groupSize: Number(groupSize) || 1 } : undefined;

/** Text that may be left out: an empty one is no text. */
const given = <K extends string>(key: K, text: string) => (text.trim() ? ({ [key]: text.trim() } as Record<K, string>) : {});

/**
 * Makes of what was typed what is sent, and says what keeps it from being sent.
 * @param at the device's clock; `now` the wall clock of the quarter.
 * @returns the ask, or every failure with the dotted path of its field, in the order of the form.
 */
export function askFrom(
	typed: Typed,
	facts: Place,
	{ locale, at, now }: { locale: Locale; at: Instant; now: LocalDateTime }
): { value: Ask; failures?: undefined } | { failures: Failure[]; value?: undefined } {
	const { value, failures = [] } = check(ask, {
		id: nameOf(newId('request')),
		receipt: newSecret(),
		form: 'booking',
		room: facts.room._id,
		date: typed.date,
		from: typed.from,
		to: endOf(typed.to),
		purpose: typed.purpose,
		groupSize: typed.groupSize.trim() ? Number(typed.groupSize) : undefined,
		contact: { name: typed.name, ...given('mail', typed.mail), ...given('phone', typed.phone) },
		locale,
		madeAt: at
	});
	const wish = wishFrom(typed);
	const against = wish && !failures.some(({ field }) => ['date', 'from', 'to'].includes(field ?? '')) ? objections(wish, facts, now) : [];
	const unreachable = typed.mail.trim() || typed.phone.trim() ? [] : [failure('contact-missing', 'contact.mail')];
	const found = [...missingFirst(typed, failures), ...against, ...unreachable];
	return value && found.length === 0 ? { value } : { failures: inOrder(found) };
}

/** An empty field is missing, however the schema puts it. */
const missingFirst = (typed: Typed, failures: readonly Failure[]) =>
	failures.map(({ code, field = '' }) => failure(code === 'invalid' && typed[field.replace('contact.', '') as keyof Typed] === '' ? 'missing' : code, field));

const order = ['room', 'date', 'from', 'to', 'groupSize', 'purpose', 'contact.name', 'contact.mail', 'contact.phone'];

/** One failure per field, in the order of the form. */
function inOrder(failures: readonly Failure[]): Failure[] {
	const first = failures.filter(({ field }, index) => failures.findIndex((other) => other.field === field) === index);
	return first.sort((a, b) => order.indexOf(a.field ?? '') - order.indexOf(b.field ?? ''));
}
