import { type Failure, failure } from '#lib/kernel/failure.ts';
import type { LocalDateTime } from '#lib/kernel/moments.ts';
import type { Locale, LocalText } from '#lib/kernel/text.ts';
import type { Closure } from '../closure/entity.ts';
import { closureOn } from '../closure/rules.ts';
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

/**
 * The uses that a closure falls on, those that may stay among them: what is booked or asked for and not yet over, in order.
 * What nobody on this device has a request for is among them too, and cannot be taken back.
 */
export function affectedBy({ keeps: _, ...fields }: ClosureFields, places: readonly Place[], uses: readonly Use[], now: LocalDateTime): Use[] {
	const houseOf = new Map(places.map(({ room, house }) => [room._id as string, house._id as string]));
	const closes: Closure = { _id: 'closure:form', kind: 'closure', schema: 0, holiday: false, ...fields };
	return uses.filter((use) => use.state !== 'leaving' && !isOver(use, now) && closureOn(houseOf.get(use.room) ?? '', use.date, [closes], use.room) !== undefined);
}

/** What happens to a use that has to go: what is booked, or about to be, is cancelled; what is only asked for is declined. */
export const verdictFor = ({ state }: Use): 'cancel' | 'decline' => (state === 'confirmed' || state === 'confirming' ? 'cancel' : 'decline');

/** The text who asked reads, in their language: what closes it, and what the office writes to all. */
export const reasonFor = (locale: Locale, name: LocalText, message: string, sentence: (values: { name: string }, options: { locale: Locale }) => string): string =>
	[sentence({ name: name[locale] ?? name.de }, { locale }), message.trim()].filter(Boolean).join('\n');
