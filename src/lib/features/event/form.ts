import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { ZONE, clockAt, clockOf, dayOf, minutesOf } from '#lib/kernel/moments.ts';
import type { LocalText } from '#lib/kernel/text.ts';
import type { EventFields } from './commands.ts';
import { type Event, event as entity } from './entity.ts';
import { type Rhythm, rhythmOf, rruleFrom, shiftedExceptions } from './rules.ts';

/** What the event form holds, as text, the way people type it. */
export type EventValues = {
	titleDe: string;
	titleEasy: string;
	titleEn: string;
	aboutDe: string;
	aboutEasy: string;
	aboutEn: string;
	category: Event['category'] | '';
	date: string;
	from: string;
	to: string;
	rhythm: Rhythm;
	until: string;
	house: string;
	room: string;
	place: string;
	cost: string;
	status: Event['status'];
};

/** An empty form. */
export const emptyValues = (): EventValues => ({
	titleDe: '',
	titleEasy: '',
	titleEn: '',
	aboutDe: '',
	aboutEasy: '',
	aboutEn: '',
	category: '',
	date: '',
	from: '',
	to: '',
	rhythm: 'none',
	until: '',
	house: '',
	room: '',
	place: '',
	cost: '',
	status: 'confirmed'
});

/** An event as the form shows it. One that runs past midnight shows its end by the clock; it is kept while untouched. */
export function valuesOf(event: Event): EventValues {
	const { rhythm, until = '' } = rhythmOf(event.rrule, event.start);
	return {
		titleDe: event.title.de,
		titleEasy: event.title['de-x-leicht'] ?? '',
		titleEn: event.title.en ?? '',
		aboutDe: event.about?.de ?? '',
		aboutEasy: event.about?.['de-x-leicht'] ?? '',
		aboutEn: event.about?.en ?? '',
		category: event.category,
		date: dayOf(event.start),
		from: clockOf(event.start),
		to: clockAt((minutesOf(clockOf(event.start)) + event.durationMinutes) % 1440),
		rhythm,
		until,
		house: event.house ?? '',
		room: event.room ?? '',
		place: event.place ?? '',
		cost: event.cost?.de ?? '',
		status: event.status
	};
}

/** Whether an edit means another time or room: then the room is asked for anew. */
export const isMoved = (before: EventValues, after: EventValues) =>
	(['date', 'from', 'to', 'rhythm', 'until', 'room', 'status'] as const).some((field) => before[field] !== after[field]);

/** The three languages of a text; what another client wrote beside them stays. Undefined without German. */
function textFrom(before: LocalText | undefined, de: string, easy: string, en: string): LocalText | undefined {
	const { de: _de, 'de-x-leicht': _easy, en: _en, ...others } = before ?? { de: '' };
	if (!de.trim()) return undefined;
	return { ...others, de: de.trim(), ...(easy.trim() ? { 'de-x-leicht': easy.trim() } : {}), ...(en.trim() ? { en: en.trim() } : {}) } as LocalText;
}

const without = <T extends object>(fields: T) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== '')) as T;

/** Midnight as the end of a day, which a time field can say only as 00:00. */
const endOf = (to: string) => minutesOf(to) || 24 * 60;

function durationFrom(values: EventValues, before: Event | undefined): number {
	const shown = before && valuesOf(before);
	if (shown && shown.from === values.from && shown.to === values.to) return before.durationMinutes;
	return endOf(values.to) - minutesOf(values.from);
}

/** The rule the form means; an untouched one stays as it is written, whoever wrote it. */
function ruleFrom(values: EventValues, before: Event | undefined): string | undefined {
	const shown = before && valuesOf(before);
	const untouched = shown && (['date', 'rhythm', 'until'] as const).every((field) => shown[field] === values[field]);
	return untouched || values.rhythm === 'other' ? before?.rrule : rruleFrom(values.rhythm, `${values.date}T${values.from}`, values.until || undefined);
}

/** What speaks against the form before the schema is asked, each with the field it is in. */
function objections(values: EventValues, durationMinutes: number): Failure[] {
	const required = ['titleDe', 'category', 'date', 'from', 'to'] as const;
	const found = required.filter((field) => values[field].trim() === '').map((field) => failure('missing', fieldOf[field]));
	if (values.from && values.to && durationMinutes <= 0) found.push(failure('end-before-start', 'to'));
	if (values.until && values.until < values.date) found.push(failure('end-before-start', 'until'));
	if (!values.house && !values.room && values.place.trim() === '') found.push(failure('missing', 'place'));
	if (!values.aboutDe.trim() && (values.aboutEasy.trim() || values.aboutEn.trim())) found.push(failure('missing', 'about.de'));
	return found;
}

/** Fields of the document that the form asks for under another name. */
const typedAs: Record<string, string> = { start: 'date', durationMinutes: 'to' };
const fieldOf = { titleDe: 'title.de', category: 'category', date: 'date', from: 'from', to: 'to' } as const;

/**
 * What the form means, as an event's fields.
 * @param before the event being edited: what the form cannot say (an organisation, a rule from elsewhere) is kept from it.
 * @returns the fields, or every failure with the form's field.
 */
export function fieldsFrom(values: EventValues, before?: Event): { fields: EventFields; failures?: undefined } | { fields?: undefined; failures: Failure[] } {
	const durationMinutes = durationFrom(values, before);
	const failures = objections(values, durationMinutes);
	if (failures.length > 0) return { failures };
	const start = `${values.date}T${values.from}`;
	const shifted = before?.exceptions && clockOf(before.start) !== values.from ? shiftedExceptions(before.exceptions, start) : before?.exceptions;
	const { value, failures: wrong } = check(entity.schema, {
		_id: 'event:form',
		kind: 'event',
		schema: entity.version,
		...without({
			title: textFrom(before?.title, values.titleDe, values.titleEasy, values.titleEn),
			about: textFrom(before?.about, values.aboutDe, values.aboutEasy, values.aboutEn),
			category: values.category,
			start,
			durationMinutes,
			zone: before?.zone ?? ZONE,
			rrule: ruleFrom(values, before),
			exceptions: values.rhythm === 'none' ? undefined : shifted,
			status: values.status,
			house: values.house,
			room: values.room,
			place: values.place.trim(),
			organisation: before?.organisation,
			cost: textFrom(before?.cost, values.cost, before?.cost?.['de-x-leicht'] ?? '', before?.cost?.en ?? '')
		})
	});
	if (wrong) return { failures: wrong.map((one) => (one.field && one.field in typedAs ? { ...one, field: typedAs[one.field] as string } : one)) };
	const { _id, kind, schema, ...fields } = value;
	return { fields };
}
