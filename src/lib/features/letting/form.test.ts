import fc from 'fast-check';
import { expect, test } from 'vitest';
import { centsFrom, changedIn, fieldsFrom, valuesOf } from './form.ts';

test.each([
	['40', 4000],
	['12,50', 1250],
	['12.5', 1250],
	['1.200', 120_000],
	['1.200,99 €', 120_099],
	['', undefined],
	['0', 0]
])('%s euros', (typed, cents) => {
	expect(centsFrom(typed)).toBe(cents);
});

test.each(['zwölf', '-5', '1,234', '12,', '1e3', '1.2.3'])('%s is no sum, and the field says so', (typed) => {
	expect(fieldsFrom({ ...valuesOf(), fee: typed }).failures).toEqual([{ code: 'invalid', field: 'fee' }]);
});

test('what is shown means what is stored, whatever it is', () => {
	const cents = fc.integer({ min: 0, max: 9_999_999 });
	fc.assert(
		fc.property(fc.record({ fee: cents, deposit: cents, keyNumber: fc.constant('12a') }, { requiredKeys: [] }), (noted) => {
			const { fields } = fieldsFrom(valuesOf({ ...noted, keyAt: '2026-03-28T17:30', returnAt: '2026-03-29T09:00' }));
			expect(Object.fromEntries(Object.entries(fields!).filter(([, value]) => value !== undefined))).toEqual({ ...noted, keyAt: '2026-03-28T17:30', returnAt: '2026-03-29T09:00' });
		})
	);
});

test('a day without its time is named, and so is what contradicts itself, each at the field to change', () => {
	expect(fieldsFrom({ ...valuesOf(), keyDate: '2026-03-28' }).failures).toEqual([{ code: 'missing', field: 'keyTime' }]);
	const turned = { ...valuesOf({ keyAt: '2026-03-28T17:30', returnAt: '2026-03-28T09:00' }) };
	expect(fieldsFrom(turned).failures).toEqual([{ code: 'end-before-start', field: 'returnTime' }]);
	expect(fieldsFrom({ ...valuesOf(), keyPerson: 'x'.repeat(121) }).failures).toEqual([{ code: 'too-long', field: 'keyPerson' }]);
});

test('only what was changed in the form is written: what somebody else noted since stays', () => {
	const began = { fee: 4000, keyPerson: 'Frau Muster' };
	const { fields } = fieldsFrom({ ...valuesOf(began), fee: '', keyNumber: '12' });
	expect(changedIn(fields!, began)).toEqual({ fee: undefined, keyNumber: '12' });
});
