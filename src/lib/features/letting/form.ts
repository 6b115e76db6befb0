import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { clockOf, dayOf } from '#lib/kernel/moments.ts';
import { type Letting, letting as entity } from './entity.ts';
import { contradictions } from './rules.ts';

/** What the form holds, as text, the way people type it. Sums in euros. */
export type LettingValues = Record<(typeof names)[number], string>;

const sums = ['fee', 'deposit', 'depositKept'] as const;
const plain = ['contractOn', 'contractHow', 'feePaidOn', 'depositPaidOn', 'depositReturnedOn', 'keyPerson', 'keyNumber', 'returnPerson'] as const;
const names = [...sums, ...plain, 'keyDate', 'keyTime', 'returnDate', 'returnTime'] as const;

/** The fields of the document that the form writes. */
export type LettingFields = Pick<Letting, (typeof sums)[number] | (typeof plain)[number] | 'keyAt' | 'returnAt'>;

const euros = (cents: number | undefined) => (cents === undefined ? '' : cents % 100 === 0 ? String(cents / 100) : (cents / 100).toFixed(2).replace('.', ','));

/** A letting as the form shows it. */
export function valuesOf(letting: Partial<LettingFields> = {}): LettingValues {
	const { keyAt = '', returnAt = '' } = letting;
	const values = Object.fromEntries(names.map((name) => [name, ''])) as LettingValues;
	for (const name of plain) values[name] = letting[name] ?? '';
	for (const name of sums) values[name] = euros(letting[name]);
	return { ...values, keyDate: dayOf(keyAt), keyTime: clockOf(keyAt), returnDate: dayOf(returnAt), returnTime: clockOf(returnAt) };
}

/** Cents of what was typed: "40", "12,50", "1.200"; undefined for nothing, NaN for what is no sum. */
export function centsFrom(typed: string): number | undefined {
	const text = typed.replace(/€|\s/g, '');
	if (text === '') return undefined;
	const [, whole, part = ''] = /^(\d{1,3}(?:\.\d{3})+|\d{1,5})(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
	return whole === undefined ? NaN : Number(whole.replaceAll('.', '')) * 100 + Number(part.padEnd(2, '0'));
}

/**
 * What the form means.
 * @returns the fields, those that were emptied as `undefined`; or every failure with the form's field.
 */
export function fieldsFrom(values: LettingValues): { fields: { [K in keyof LettingFields]: LettingFields[K] | undefined }; failures?: undefined } | { failures: Failure[]; fields?: undefined } {
	const failures: Failure[] = [];
	const fields: Record<string, unknown> = {};
	for (const name of plain) fields[name] = values[name].trim() || undefined;
	for (const name of sums) {
		const cents = centsFrom(values[name]);
		if (Number.isNaN(cents)) failures.push(failure('invalid', name));
		fields[name] = cents;
	}
	for (const what of ['key', 'return'] as const) {
		const [date, time] = [values[`${what}Date`], values[`${what}Time`]];
		if (date && !time) failures.push(failure('missing', `${what}Time`));
		if (time && !date) failures.push(failure('missing', `${what}Date`));
		fields[`${what}At`] = date && time ? `${date}T${time}` : undefined;
	}
	const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && !Number.isNaN(value)));
	const checked = check(entity.schema, { _id: 'letting:form', kind: 'letting', schema: entity.version, request: 'request:form', ...given });
	failures.push(...(checked.failures ?? []).filter(({ field }) => !failures.some((one) => one.field === field)), ...contradictions(given));
	if (failures.length > 0) return { failures: failures.map((one) => ({ ...one, field: typedAs[one.field ?? ''] ?? one.field! })) };
	return { fields: fields as LettingFields };
}

/** Fields of the document that the form asks for in two parts. */
const typedAs: Record<string, string> = { keyAt: 'keyTime', returnAt: 'returnTime' };

/** Of what a form holds, what somebody changed in it: what another person noted meanwhile stays. */
export const changedIn = (fields: object, began: object): Partial<LettingFields> =>
	Object.fromEntries(Object.entries(fields).filter(([name, value]) => value !== (began as Record<string, unknown>)[name]));
