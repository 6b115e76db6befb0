import * as z from 'zod/mini';
import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { nameOf, newId, newSecret } from '#lib/kernel/ids.ts';
import { type Instant, type LocalDateTime, day } from '#lib/kernel/moments.ts';
import type { Locale } from '#lib/kernel/text.ts';
import { type FreeTime, freeTime } from '../outcome/entity.ts';
import { type Ask, ask } from '../request/ask.ts';
import { missingAnswers, termsFor } from '../terms/rules.ts';
import { type Place, objections } from './rules.ts';
import { isOverMidnight } from './series.ts';

const text = z.catch(z.string(), '');
const choice = z.union([z.object({ is: z.literal('send') }), z.object({ is: z.literal('leave-out') }), z.object({ is: z.literal('instead'), time: freeTime })]);

/** Everything as it is typed. What a stored draft does not hold, or holds in another form, stays empty. */
const typed = z.object({
	date: text,
	from: text,
	to: text,
	/** How it repeats, until when, and the days that were picked one by one. */
	rhythm: z.catch(z.enum(['', 'weekly', 'fortnightly', 'monthly-weekday', 'monthly-day', 'picked']), ''),
	until: text,
	picked: z.catch(z.array(day()), []),
	/** Times over midnight are asked for as two. */
	inTwo: z.catch(z.boolean(), false),
	/** What was decided about single dates, by `keyOf`. */
	choices: z.catch(z.record(z.string(), choice), {}),
	/** How many of each thing that is lent, by its room id. */
	things: z.catch(z.record(z.string(), z.string()), {}),
	purpose: text,
	groupSize: text,
	use: z.catch(z.enum(['', 'private', 'charitable', 'commercial', 'partner']), ''),
	group: text,
	onDoor: z.catch(z.boolean(), false),
	/** Answers to the questions of the room, by their keys. */
	answers: z.catch(z.record(z.string(), z.string()), {}),
	name: text,
	mail: text,
	phone: text
});
/** What the form holds. */
export type Typed = z.infer<typeof typed>;

export const nothingTyped: Typed = z.parse(typed, {});

/** One draft for all rooms: who looks for another room does not type everything again. */
export const BOOKING_DRAFT = 'booking';

/** How a form starts: where its draft is kept, what it holds where there is none, and what its ask takes the place of or goes on with. */
export type Start = {
	draft: string;
	values?: Typed | undefined;
	replaces?: Ask['replaces'] | undefined;
	/** The date that is changed, as it was asked for. */
	changes?: FreeTime | undefined;
	extends?: true;
};

/** Midnight as the end of a day is 24:00, which a time field cannot say. */
const endOf = (to: string) => (to === '00:00' ? '24:00' : to);
export const shownEnd = (to: string) => (to === '24:00' ? '00:00' : to);

/** What the form held when this was sent; the further dates as picked ones where they are like the first. */
export function typedFrom({ room, date, from, to, further = [], purpose, groupSize, use, group, onDoor, answers, contact }: Ask): Typed {
	const dates = further.filter((other) => other.room === room && other.from === from && other.to === to).map((other) => other.date);
	const things = further.filter((other) => other.date === date && other.units !== undefined);
	return {
		...nothingTyped,
		date,
		from,
		to: shownEnd(to),
		...(dates.length > 0 ? { rhythm: 'picked' as const, picked: dates } : {}),
		things: Object.fromEntries(things.map((thing) => [thing.room, String(thing.units)])),
		purpose,
		groupSize: String(groupSize),
		use: use ?? '',
		group: group ?? '',
		onDoor: onDoor ?? false,
		answers: answers ?? {},
		name: contact.name,
		mail: contact.mail ?? '',
		phone: contact.phone ?? ''
	};
}

/** Reads a stored draft, also one of an older version. */
export const draftFrom = (stored: unknown): Typed | undefined => (typeof stored === 'object' && stored !== null ? check(typed, stored).value : undefined);

/** Whether a person typed anything. */
export const isTyped = (values: Typed) => JSON.stringify(values) !== JSON.stringify(nothingTyped);

/** The wish as far as it can be checked, or `undefined` while date or times are missing. */
export const wishFrom = ({ date, from, to, groupSize }: Pick<Typed, 'date' | 'from' | 'to' | 'groupSize'>) =>
	date && from && to ? { date, from, to: endOf(to), groupSize: Number(groupSize) || 1 } : undefined;

/** What may be left out: an empty text is no text. */
const given = <K extends string>(key: K, words: string) => (words.trim() ? ({ [key]: words.trim() } as Record<K, string>) : {});
const answered = (answers: Record<string, string>) => {
	const found = Object.entries(answers).filter(([, answer]) => answer.trim());
	return found.length > 0 ? { answers: Object.fromEntries(found) } : {};
};

/** A time that is asked for; of a thing that is lent, how many. */
export type Entry = NonNullable<Ask['further']>[number];

type Context = {
	locale: Locale;
	/** The device's clock. */
	at: Instant;
	/** The wall clock of the quarter. */
	now: LocalDateTime;
	/** The first date of several, which was looked at already; without it the one that was typed. */
	first?: Entry | undefined;
	/** What is asked for together with it. */
	further?: readonly Entry[];
	/** What it is to take the place of. */
	replaces?: Ask['replaces'] | undefined;
	/** As it was shown, in cents. */
	price?: number | undefined;
};

/**
 * Makes of what was typed what is sent, and says what keeps it from being sent.
 * @returns the ask, or every failure with the dotted path of its field, in the order of the form.
 */
export function askFrom(
	values: Typed,
	facts: Place,
	{ locale, at, now, first, further = [], replaces, price }: Context
): { value: Ask; failures?: undefined } | { failures: Failure[]; value?: undefined } {
	const { value, failures = [] } = check(ask, {
		id: nameOf(newId('request')),
		receipt: newSecret(),
		form: 'booking',
		...(first ?? { room: facts.room._id, date: values.date, from: values.from, to: endOf(values.to) }),
		...(further.length > 0 ? { further } : {}),
		purpose: values.purpose,
		groupSize: values.groupSize.trim() ? Number(values.groupSize) : undefined,
		...(values.use ? { use: values.use } : {}),
		...given('group', values.group),
		...(values.group.trim() && values.onDoor ? { onDoor: true } : {}),
		...answered(values.answers),
		...(price === undefined ? {} : { price }),
		...(replaces ? { replaces } : {}),
		contact: { name: values.name, ...given('mail', values.mail), ...given('phone', values.phone) },
		locale,
		madeAt: at
	});
	const unreachable = values.mail.trim() || values.phone.trim() ? [] : [failure('contact-missing', 'contact.mail')];
	const found = [...missingFirst(values, failures), ...(first ? missingAnswers(values.answers, termsFor(facts.room, facts.terms)) : against(values, failures, facts, now)), ...unreachable];
	return value && found.length === 0 ? { value } : { failures: inOrder(found) };
}

/** What speaks against the one date. Times over midnight have a name of their own, since there is a way out. */
function against(values: Typed, failures: readonly Failure[], facts: Place, now: LocalDateTime): Failure[] {
	const wish = wishFrom(values);
	if (!wish || failures.some(({ field }) => ['date', 'from', 'to'].includes(field ?? ''))) return [];
	return named(objections({ ...wish, answers: values.answers }, facts, now), values);
}

/** An end before the start that is only past midnight is told as that. */
export const named = (failures: readonly Failure[], { from, to }: Pick<Typed, 'from' | 'to'>): Failure[] =>
	failures.map((one) => (one.code === 'end-before-start' && isOverMidnight(from, to) ? failure('over-midnight', 'to') : one));

/** An empty field is missing, however the schema puts it. */
const missingFirst = (values: Typed, failures: readonly Failure[]) =>
	failures.map(({ code, field = '' }) => failure(code === 'invalid' && values[field.replace('contact.', '') as keyof Typed] === '' ? 'missing' : code, field));

const order = ['room', 'date', 'from', 'to', 'rhythm', 'until', 'picked', 'things', 'groupSize', 'use', 'purpose', 'group', 'answers', 'contact.name', 'contact.mail', 'contact.phone'];
const placeOf = (field = '') => order.findIndex((one) => field === one || field.startsWith(`${one}.`));

/** One failure per field, in the order of the form. */
export function inOrder(failures: readonly Failure[]): Failure[] {
	const first = failures.filter(({ field }, index) => failures.findIndex((other) => other.field === field) === index);
	return first.sort((a, b) => placeOf(a.field) - placeOf(b.field));
}
