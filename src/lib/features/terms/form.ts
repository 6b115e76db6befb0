import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import type { LocalText } from '#lib/kernel/text.ts';
import { localTextOf } from '#lib/kernel/typed-text.ts';
import type { Use } from '../request/entity.ts';
import { type PlaceId, type Terms, ruleNames, terms as entity, termsId } from './entity.ts';

/** A text in three languages, as three fields. */
export type TypedText = { de: string; easy: string; en: string };
export type TypedHours = { days: number[]; from: string; to: string };
export type TypedPart = { from: string; to: string; euro: string };
export type TypedSurcharge = { name: TypedText; euro: string; after: string; weekend: boolean };
export type TypedTariff = { use: Use; flat: string; perHour: string; perPart: TypedPart[]; freeUntil: string; freeHours: string; surcharges: TypedSurcharge[]; deposit: string };
export type TypedQuestion = { key: string; ask: TypedText; required: boolean };

/** What the rule form holds, the way people type it. An empty field lays nothing down. */
export type TermsValues = {
	hours: TypedHours[];
	minMinutes: string;
	maxMinutes: string;
	leadHours: string;
	horizonDays: string;
	before: string;
	after: string;
	quietFrom: string;
	quotaMost: string;
	quotaPer: 'week' | 'month';
	cancelDays: string;
	lateShare: string;
	admission: '' | NonNullable<Terms['admission']>;
	tariffs: TypedTariff[];
	questions: TypedQuestion[];
};

/** The fields of the terms about one place, without the envelope. */
export type TermsFields = Pick<Terms, (typeof ruleNames)[number]>;

const numeric = ['minMinutes', 'maxMinutes', 'leadHours', 'horizonDays', 'before', 'after', 'cancelDays', 'lateShare'] as const;

/**
 * A tariff to begin with, by its use: charitable ones are free until the evening, partners' altogether. Sums are for the office to
 * say, none is made up here.
 */
export const presetOf = (use: Use): TypedTariff => ({
	use,
	flat: '',
	perHour: '',
	perPart: [],
	freeUntil: use === 'charitable' ? '22:00' : '',
	freeHours: '',
	surcharges: [],
	deposit: ''
});

const typedNumber = (value: number | undefined) => (value === undefined ? '' : String(value));
/** 1250 → "12,50", 1200 → "12" */
export const typedEuro = (cents: number | undefined) => (cents === undefined ? '' : (cents / 100).toFixed(cents % 100 === 0 ? 0 : 2).replace('.', ','));
export const typedText = ({ de, 'de-x-leicht': easy = '', en = '' }: LocalText): TypedText => ({ de, easy, en });
export const noText = (): TypedText => ({ de: '', easy: '', en: '' });

/** Terms as the form shows them; of a place without any an empty form. 24:00 is shown as 0:00, which a time field can say. */
export function valuesOf(terms: Partial<TermsFields> = {}): TermsValues {
	return {
		...(Object.fromEntries(numeric.map((name) => [name, typedNumber(terms[name])])) as Record<(typeof numeric)[number], string>),
		hours: (terms.hours ?? []).map(({ days, from, to }) => ({ days: [...days], from, to: endShown(to) })),
		quietFrom: terms.quietFrom ?? '',
		quotaMost: typedNumber(terms.quota?.most),
		quotaPer: terms.quota?.per ?? 'month',
		admission: terms.admission ?? '',
		tariffs: (terms.tariffs ?? []).map(({ use, flat, perHour, perPart = [], freeUntil = '', freeHours, surcharges = [], deposit }) => ({
			use,
			flat: typedEuro(flat),
			perHour: typedEuro(perHour),
			perPart: perPart.map(({ from, to, cents }) => ({ from, to: endShown(to), euro: typedEuro(cents) })),
			freeUntil,
			freeHours: typedNumber(freeHours),
			surcharges: surcharges.map(({ name, cents, after = '', weekend = false }) => ({ name: typedText(name), euro: typedEuro(cents), after, weekend })),
			deposit: typedEuro(deposit)
		})),
		questions: (terms.questions ?? []).map(({ key, ask, required }) => ({ key, ask: typedText(ask), required }))
	};
}

const endShown = (to: string) => (to === '24:00' ? '00:00' : to);
const endMeant = (to: string) => (to === '00:00' ? '24:00' : to);

/** "12", "12,5", "12,50 €" → cents; undefined for nothing, NaN for what is no sum. */
export function centsFrom(text: string): number | undefined {
	const plain = text.replace('€', '').replaceAll(' ', '').replace(',', '.');
	if (plain === '') return undefined;
	return /^\d{1,6}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : NaN;
}
const numberFrom = (text: string) => (text.trim() === '' ? undefined : Number(text.trim()));

/** Leaves out what is not said. */
const given = (fields: Record<string, unknown>) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''));
const some = <T>(list: T[]) => (list.length ? list : undefined);

const tariffFrom = ({ use, flat, perHour, perPart, freeUntil, freeHours, surcharges, deposit }: TypedTariff) =>
	given({
		use,
		flat: centsFrom(flat),
		perHour: centsFrom(perHour),
		perPart: some(perPart.map(({ from, to, euro }) => ({ from, to: endMeant(to), cents: centsFrom(euro) }))),
		freeUntil,
		freeHours: numberFrom(freeHours),
		surcharges: some(surcharges.map(({ name, euro, after, weekend }) => given({ name: localTextOf(name), cents: centsFrom(euro), after, weekend: weekend || undefined }))),
		deposit: centsFrom(deposit)
	});

/** Fields of the document that stand under another name in the form. */
const typedAs = (field = '') => field.replace(/^quota(\.most)?$/, 'quotaMost').replace(/\.cents$/, '.euro').replace(/\.name(\.de)?$/, '.name.de').replace(/\.ask(\.de)?$/, '.ask.de');

/** An end that is not after its start, a least that is more than the most, a share of nothing: wrong only together. */
function together(values: TermsValues): Failure[] {
	const spans = [
		...values.hours.map((span, index) => ({ ...span, field: `hours.${index}.to` })),
		...values.tariffs.flatMap(({ perPart }, index) => perPart.map((span, part) => ({ ...span, field: `tariffs.${index}.perPart.${part}.to` })))
	];
	const [least, most] = [numberFrom(values.minMinutes), numberFrom(values.maxMinutes)];
	return [
		...spans.filter(({ from, to }) => from && to && endMeant(to) <= from).map(({ field }) => failure('end-before-start', field)),
		...(least !== undefined && most !== undefined && most < least ? [failure('invalid', 'maxMinutes')] : []),
		...(values.lateShare.trim() && !values.cancelDays.trim() ? [failure('missing', 'cancelDays')] : [])
	];
}

/**
 * What the form means, as the rules of a place; every rule is named, one that is not laid down as undefined.
 * @returns the fields, or every failure with the form's field, one per field.
 */
export function fieldsFrom(values: TermsValues): { fields: TermsFields; failures?: undefined } | { fields?: undefined; failures: Failure[] } {
	const most = numberFrom(values.quotaMost);
	const { value, failures = [] } = check(entity.schema, {
		_id: 'terms:form',
		kind: 'terms',
		schema: entity.version,
		...given({
			...Object.fromEntries(numeric.map((name) => [name, numberFrom(values[name])])),
			hours: some(values.hours.map(({ days, from, to }) => ({ days, from, to: endMeant(to) }))),
			quietFrom: values.quietFrom,
			quota: most === undefined ? undefined : { per: values.quotaPer, most },
			admission: values.admission,
			tariffs: some(values.tariffs.map(tariffFrom)),
			questions: some(values.questions.map(({ key, ask, required }) => ({ key, ask: localTextOf(ask), required })))
		})
	});
	const found = [...together(values), ...failures.map((one) => ({ ...one, field: typedAs(one.field) }))];
	const first = found.filter(({ field }, index) => found.findIndex((other) => other.field === field) === index);
	if (!value || first.length) return { failures: first };
	return { fields: Object.fromEntries(ruleNames.map((name) => [name, value[name]])) as TermsFields };
}

/** The document that lays down these rules for a place. */
export const termsAbout = (place: PlaceId, fields: TermsFields): Terms => ({
	_id: termsId(place),
	kind: 'terms',
	schema: entity.version,
	...(place.startsWith('house:') ? { house: place as NonNullable<Terms['house']> } : { room: place as NonNullable<Terms['room']> }),
	...given(fields)
});
