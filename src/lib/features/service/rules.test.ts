import { expect, test } from 'vitest';
import { callAddress, hoursState } from './rules.ts';

// 2026-11-23 is a Monday.
const hours = [{ days: [1, 3], from: '09:00', to: '12:00' }];

test('says whether someone is there now, or when next', () => {
	expect(hoursState({ hours: 'always' }, '2026-11-23T03:00')).toEqual({ is: 'always' });
	expect(hoursState({ hours }, '2026-11-23T09:00')).toEqual({ is: 'now', until: '12:00' });
	expect(hoursState({ hours }, '2026-11-23T12:00')).toEqual({ is: 'later', date: '2026-11-25', from: '09:00' });
	expect(hoursState({ hours: [{ days: [1], from: '09:00', to: '12:00' }] }, '2026-11-23T12:00')).toEqual({ is: 'later', date: '2026-11-30', from: '09:00' });
	expect(hoursState({}, '2026-11-23T12:00')).toEqual({ is: 'unknown' });
	expect(hoursState({ hours: [] }, '2026-11-23T12:00')).toEqual({ is: 'unknown' });
});
test('a number becomes an address to call', () => {
	expect(callAddress('0800 111 0 111')).toBe('tel:08001110111');
	expect(callAddress('+49 40 42828-0')).toBe('tel:+4940428280');
});
