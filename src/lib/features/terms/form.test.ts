import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { uses } from '../request/entity.ts';
import { type TermsFields, type TermsValues, centsFrom, fieldsFrom, presetOf, typedEuro, valuesOf } from './form.ts';

const golden = JSON.parse(readFileSync('tests/fixtures/terms.0.json', 'utf8')) as TermsFields;
const laid = (fields: object) => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const failuresOf = (set: Partial<TermsValues>) => fieldsFrom({ ...valuesOf(), ...set }).failures?.map(({ code, field }) => `${code} ${field}`);

describe('the rule form', () => {
	test('shows everything that can be laid down, and means the same again', () => {
		const { _id, kind, schema, room, ...rules } = golden as unknown as Record<string, unknown>;
		expect(laid(fieldsFrom(valuesOf(golden)).fields!)).toEqual(rules);
	});
	test('lays nothing down while it is empty', () => expect(laid(fieldsFrom(valuesOf()).fields!)).toEqual({}));
	test('a preset is a tariff without made-up sums', () => {
		for (const use of uses) {
			const { tariffs } = fieldsFrom({ ...valuesOf(), tariffs: [presetOf(use)] }).fields!;
			expect(tariffs).toHaveLength(1);
			expect(Object.values(tariffs![0]!).filter((value) => typeof value === 'number')).toEqual([]);
		}
	});
	test('reads sums as people write them, and nothing else', () => {
		expect(['12', '12,5', '12,50 €', '12.05', '', '0', '1 200'].map(centsFrom)).toEqual([1200, 1250, 1250, 1205, undefined, 0, 120_000]);
		for (const wrong of ['zwölf', '-1', '1,234', '1.000,00', '99999999', '1e3']) expect(centsFrom(wrong)).toBeNaN();
		fc.assert(fc.property(fc.integer({ min: 0, max: 99_999_999 }), (cents) => { expect(centsFrom(typedEuro(cents))).toBe(cents); }));
	});
	test('midnight as an end is the end of the day', () => {
		expect(fieldsFrom({ ...valuesOf(), hours: [{ days: [6], from: '18:00', to: '00:00' }] }).fields?.hours).toEqual([{ days: [6], from: '18:00', to: '24:00' }]);
	});
});

test.each<[what: string, set: Partial<TermsValues>, said: string[]]>([
	['an end before its start', { hours: [{ days: [1], from: '18:00', to: '09:00' }] }, ['end-before-start hours.0.to']],
	['hours on no day', { hours: [{ days: [], from: '09:00', to: '18:00' }] }, ['invalid hours.0.days']],
	['hours without a time', { hours: [{ days: [1], from: '', to: '18:00' }] }, ['missing hours.0.from']],
	['words where a number belongs', { minMinutes: 'eine Stunde', before: '1,5' }, ['invalid minMinutes', 'invalid before']],
	['longer than a day', { maxMinutes: '1441' }, ['invalid maxMinutes']],
	['more than the device knows', { horizonDays: '541' }, ['invalid horizonDays']],
	['a least above the most', { minMinutes: '120', maxMinutes: '60' }, ['invalid maxMinutes']],
	['a share of nothing', { lateShare: '50' }, ['missing cancelDays']],
	['a share above the whole', { lateShare: '101', cancelDays: '7' }, ['invalid lateShare']],
	['a quota of none', { quotaMost: '0' }, ['invalid quotaMost']],
	['a sum that is none', { tariffs: [{ ...presetOf('private'), flat: 'viel', deposit: '-5' }] }, ['invalid tariffs.0.flat', 'invalid tariffs.0.deposit']],
	['a part of the day without a sum', { tariffs: [{ ...presetOf('private'), perPart: [{ from: '18:00', to: '22:00', euro: '' }] }] }, ['missing tariffs.0.perPart.0.euro']],
	['a surcharge without a name', { tariffs: [{ ...presetOf('private'), surcharges: [{ name: { de: ' ', easy: '', en: '' }, euro: '5', after: '', weekend: false }] }] }, ['missing tariffs.0.surcharges.0.name.de']],
	['a question without words', { questions: [{ key: 'q', ask: { de: '', easy: '', en: '' }, required: true }] }, ['missing questions.0.ask.de']]
])('%s is refused by the field', (_, set, said) => expect(failuresOf(set)).toEqual(said));
