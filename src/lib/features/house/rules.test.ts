import { expect, test } from 'vitest';
import type { Closure } from '../closure/entity.ts';
import type { House } from './entity.ts';
import { openState } from './rules.ts';

const house: House = {
	_id: 'house:a',
	kind: 'house',
	schema: 0,
	name: { de: 'A' },
	order: 1,
	status: 'open',
	hours: [
		{ days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' },
		{ days: [1, 2], from: '12:00', to: '18:00' },
		{ days: [3], from: '15:00', to: '24:00' }
	],
	access: [],
	rules: [],
	criteria: [],
	source: 'https://example.org/',
	checkedOn: null
};
const holiday: Closure = { _id: 'closure:x', kind: 'closure', schema: 0, name: { de: 'Feiertag' }, from: '2026-11-24', to: '2026-11-24', holiday: true };

// 2026-11-23 is a Monday.
test('open until the end of touching spans', () => {
	expect(openState(house, [], '2026-11-23T10:00')).toEqual({ is: 'open', until: '18:00' });
	expect(openState(house, [], '2026-11-23T12:00')).toEqual({ is: 'open', until: '18:00' });
	expect(openState(house, [], '2026-11-25T23:59')).toEqual({ is: 'open', until: '24:00' });
});
test('closed says when it opens next, today or on a later day', () => {
	expect(openState(house, [], '2026-11-25T12:00')).toEqual({ is: 'closed', next: { date: '2026-11-25', from: '15:00' } });
	expect(openState(house, [], '2026-11-27T12:00')).toEqual({ is: 'closed', next: { date: '2026-11-30', from: '09:00' } });
	expect(openState({ ...house, hours: [] }, [], '2026-11-27T12:00')).toEqual({ is: 'closed' });
});
test('a closure closes the day and is named, and the next opening skips it', () => {
	expect(openState(house, [holiday], '2026-11-24T10:00')).toEqual({ is: 'closed', next: { date: '2026-11-25', from: '09:00' }, closure: holiday });
	expect(openState(house, [holiday], '2026-11-23T20:00')).toEqual({ is: 'closed', next: { date: '2026-11-25', from: '09:00' } });
	expect(openState(house, [{ ...holiday, house: 'house:b' }], '2026-11-24T10:00')).toEqual({ is: 'open', until: '18:00' });
});
test('a planned house is neither', () => {
	expect(openState({ ...house, status: 'planned' }, [], '2026-11-23T10:00')).toEqual({ is: 'planned' });
});
