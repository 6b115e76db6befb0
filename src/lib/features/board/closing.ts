import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type Instant, type LocalDateTime, dayOf, toLocal } from '#lib/kernel/moments.ts';
import type { Locale, LocalText } from '#lib/kernel/text.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
import type { EventDate } from '../event/queries.ts';
import type { ClosureFields } from './commands.ts';
import type { Place } from './queries.ts';
import { isOver } from './rules.ts';
import type { Use } from './uses.ts';

/** What the form for a closure holds. `scope` is a house's or a room's id, empty for all houses. */
export type ClosureValues = { scope: string; from: string; to: string; nameDe: string; nameEasy: string; nameEn: string; message: string; keeps: string[] };

export const emptyClosure = (): ClosureValues => ({ scope: '', from: '', to: '', nameDe: '', nameEasy: '', nameEn: '', message: '', keeps: [] });

/** A closure as the form shows it. */
export const closureValuesOf = ({ house, room, from, to, name, keeps = [] }: Closure): ClosureValues => ({
	scope: room ?? house ?? '',
	from,
	to,
	nameDe: name.de,
	nameEasy: name['de-x-leicht'] ?? '',
	nameEn: name.en ?? '',
	message: '',
	keeps: [...keeps]
});

const nameFrom = ({ nameDe, nameEasy, nameEn }: ClosureValues): LocalText => ({
	de: nameDe.trim(),
	...(nameEasy.trim() ? { 'de-x-leicht': nameEasy.trim() } : {}),
	...(nameEn.trim() ? { en: nameEn.trim() } : {})
});

/** Which house or room a scope names. A blocked room names its house too. */
const scopeOf = (scope: string, places: readonly Place[]): Pick<ClosureFields, 'house' | 'room'> => {
	const place = places.find(({ room }) => room._id === scope);
	if (place) return { house: place.house._id, room: place.room._id };
	return scope ? { house: scope as `house:${string}` } : {};
};

/** What the form means, or every failure with its field. A last day left out is the first one. */
export function closureFrom(values: ClosureValues, places: readonly Place[]): { fields: ClosureFields; failures?: undefined } | { failures: Failure[]; fields?: undefined } {
	const failures: Failure[] = [];
	if (!values.from) failures.push(failure('missing', 'from'));
	if (values.to && values.to < values.from) failures.push(failure('end-before-start', 'to'));
	if (!values.nameDe.trim()) failures.push(failure('missing', 'name.de'));
	if (failures.length > 0) return { failures };
	const keeps = values.keeps as NonNullable<Closure['keeps']>;
	return { fields: { name: nameFrom(values), ...scopeOf(values.scope, places), from: values.from, to: values.to || values.from, ...(keeps.length > 0 ? { keeps } : {}) } };
}

/** The closure a form speaks of, with nothing that may stay. */
const closing = ({ keeps: _, ...fields }: ClosureFields): Closure => ({ _id: 'closure:form', kind: 'closure', schema: 0, holiday: false, ...fields });

/**
 * The uses that a closure falls on, those that may stay among them: what is booked or asked for and not yet over, in order.
 * What nobody on this device has a request for is among them too, and cannot be taken back.
 */
export function affectedBy(fields: ClosureFields, places: readonly Place[], uses: readonly Use[], now: LocalDateTime): Use[] {
	const houseOf = new Map(places.map(({ room, house }) => [room._id as string, house._id as string]));
	const closes = [closing(fields)];
	return uses.filter((use) => use.state !== 'leaving' && !isOver(use, now) && closureOn(houseOf.get(use.room) ?? '', use.date, closes, use.room) !== undefined);
}

/**
 * The dates of public events that are announced for what a closure closes and are neither over nor cancelled, whether a room is
 * booked for them or not. An event in the house as a whole is met by the block of any of its rooms: it may be there.
 */
export function eventsMet(fields: ClosureFields, places: readonly Place[], dates: readonly EventDate[], now: Instant): EventDate[] {
	const houseOf = new Map(places.map(({ room, house }) => [room._id as string, house._id as string]));
	const closes = [closing(fields)];
	return dates.filter(({ occurrence: { start, end, cancelled, house, room } }) => {
		const at = house ?? houseOf.get(room ?? '');
		const [first, last] = [dayOf(toLocal(start)), dayOf(toLocal(Date.parse(end) - 1))];
		const days = [first, fields.from].filter((day) => first <= day && day <= last);
		return !cancelled && end > now && at !== undefined && days.some((day) => closureOn(at, day, closes, room ?? fields.room) !== undefined);
	});
}

/** What happens to a use that has to go: what is booked, or about to be, is cancelled; what is only asked for is declined. */
export const verdictFor = ({ state }: Use): 'cancel' | 'decline' => (state === 'confirmed' || state === 'confirming' ? 'cancel' : 'decline');

/** The text who asked reads, in their language: what closes it, and what the office writes to all. */
export const reasonFor = (locale: Locale, name: LocalText, message: string, sentence: (values: { name: string }, options: { locale: Locale }) => string): string =>
	[sentence({ name: name[locale] ?? name.de }, { locale }), message.trim()].filter(Boolean).join('\n');
