import fc from 'fast-check';
import { expect, test } from 'vitest';
import { objections, openOn } from '../booking/rules.ts';
import { openState } from '../house/rules.ts';
import type { House } from '../house/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Closure } from './entity.ts';
import { closureOn } from './rules.ts';

const closed = (set: Partial<Closure> = {}): Closure => ({ _id: 'closure:x', kind: 'closure', schema: 0, name: { de: 'zu' }, from: '2026-12-01', to: '2026-12-03', holiday: false, ...set });
const [house, hall, kitchen, day] = ['house:east', 'room:east-hall', 'room:east-kitchen', '2026-12-02'] as const;

test('a closed house closes each of its rooms, both ends included', () => {
	const found = closed({ house });
	for (const date of ['2026-12-01', '2026-12-03']) for (const room of [undefined, hall, kitchen]) expect(closureOn(house, date, [found], room)).toBe(found);
	expect(closureOn(house, '2026-12-04', [found])).toBeUndefined();
	expect(closureOn('house:west', day, [found], 'room:west-attic')).toBeUndefined();
});

test('a blocked room blocks neither its house nor the room beside it', () => {
	const found = closed({ house, room: hall });
	expect(closureOn(house, day, [found], hall)).toBe(found);
	expect(closureOn(house, day, [found], kitchen)).toBeUndefined();
	expect(closureOn(house, day, [found])).toBeUndefined();
});

test('what may stay is not closed out, whatever else is; a second closure still counts', () => {
	const found = closed({ house, keeps: ['request:choir'] });
	expect(closureOn(house, day, [found], hall, 'request:choir')).toBeUndefined();
	expect(closureOn(house, day, [found], hall, 'request:band')).toBe(found);
	expect(closureOn(house, day, [found], hall)).toBe(found);
	const holiday = closed({ holiday: true });
	expect(closureOn(house, day, [found, holiday], hall, 'request:choir')).toBe(holiday);
});

test('one that was lifted closes nothing', () => {
	fc.assert(
		fc.property(fc.option(fc.constant(house), { nil: undefined }), fc.option(fc.constant(hall), { nil: undefined }), fc.constantFrom('2026-12-01', day, '2026-12-03'), (of, room, date) => {
			const { house: _h, room: _r, ...rest } = closed({ lifted: true });
			expect(closureOn(house, date, [{ ...rest, ...(of && { house: of }), ...(room && { room }) }], hall)).toBeUndefined();
		})
	);
});

const provenance = { source: 'https://example.org/', checkedOn: null };
const east: House = { _id: house, kind: 'house', schema: 0, name: { de: 'Ost' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }], access: [], rules: [], criteria: [], ...provenance };
const roomOf = (_id: Room['_id']): Room => ({ _id, kind: 'room', schema: 0, house, name: { de: 'Raum' }, order: 1, use: 'hall', equipment: [], access: [], rules: [], bookable: true, ...provenance });

test('a block speaks against a request for that room, not against one that may stay, and the house opens as ever', () => {
	const closures = [closed({ house, room: hall, keeps: ['request:choir'] })];
	const wish = { _id: 'request:band', date: day, from: '19:00', to: '21:00', groupSize: 5 };
	const against = (room: Room['_id'], set: object = {}) => objections({ ...wish, ...set }, { room: roomOf(room), house: east, closures }, '2026-11-24T10:00');
	expect(against(hall)).toEqual([{ code: 'closed', field: 'date' }]);
	expect(against(hall, { _id: 'request:choir' })).toEqual([]);
	expect(against(kitchen)).toEqual([]);
	expect(openOn({ room: roomOf(hall), house: east, closures }, day)).toEqual([]);
	expect(openState(east, closures, `${day}T10:00`)).toEqual({ is: 'open', until: '22:00' });
});
