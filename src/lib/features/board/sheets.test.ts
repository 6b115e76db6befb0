import { expect, test } from 'vitest';
import type { Closure } from '../closure/entity.ts';
import type { Event } from '../event/entity.ts';
import type { House } from '../house/entity.ts';
import type { Request } from '../request/entity.ts';
import type { Room } from '../room/entity.ts';
import { closureFrom, closureValuesOf, emptyClosure } from './closing.ts';
import { layoutOf } from './layout.ts';
import { publicNameOf, sheetOf, weekOf } from './sheets.ts';
import type { Use, UseState } from './uses.ts';

const provenance = { source: 'https://example.org/', checkedOn: null };
const house: House = { _id: 'house:east', kind: 'house', schema: 0, name: { de: 'Ost' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '20:30' }], access: [], rules: [], criteria: [], ...provenance };
const room: Room = { _id: 'room:hall', kind: 'room', schema: 0, house: 'house:east', name: { de: 'Saal' }, order: 1, use: 'hall', equipment: [], access: [], rules: [], bookable: true, ...provenance };
const place = { room, house };
const days = weekOf('2026-11-26');
const request = (set: Partial<Request> = {}): Request => ({
	_id: 'request:1', kind: 'request', schema: 0, form: 'booking', room: 'room:hall', date: '2026-11-24', from: '18:00', to: '20:00', purpose: 'Beratung für Frau Muster', groupSize: 3, locale: 'de',
	madeAt: '2026-11-22T09:00:00.000Z', receivedAt: '2026-11-22T09:00:00.000Z', ...set
});
const use = (set: Partial<Use> = {}): Use => ({ id: 'request:1', room: 'room:hall', date: '2026-11-24', from: '18:00', to: '20:00', state: 'confirmed', clashes: [], request: request(), ...set });

test('a sheet names a group only where it agreed, an event because it is public, and never what a room is wanted for', () => {
	expect(publicNameOf(use())).toBeUndefined();
	expect(publicNameOf(use({ request: request({ group: 'Selbsthilfe' }) }))).toBeUndefined();
	expect(publicNameOf(use({ request: request({ onDoor: true }) }))).toBeUndefined();
	expect(publicNameOf(use({ request: request({ group: 'Chor', onDoor: true }) }))).toEqual({ de: 'Chor' });
	expect(publicNameOf(use({ request: undefined, event: { title: { de: 'Lesung' } } as Event }))).toEqual({ de: 'Lesung' });
});

test('only what is confirmed is on a sheet, in order, with what closes the day', () => {
	const states: UseState[] = ['confirming', 'leaving', 'asked', 'waiting', 'offered'];
	const uses = [use({ from: '19:00' }), use({ from: '10:00', to: '11:00' }), ...states.map((state) => use({ state })), use({ room: 'room:other' }), use({ date: '2026-12-01' })];
	const closures: Closure[] = [{ _id: 'closure:x', kind: 'closure', schema: 0, name: { de: 'zu' }, house: 'house:east', room: 'room:hall', from: '2026-11-26', to: '2026-11-26', holiday: false }];
	const sheet = sheetOf({ uses, closures }, place, days);
	expect(sheet.map(({ date, uses: there, closure }) => [date.slice(8), there.map(({ from }) => from), closure?._id])).toEqual([
		['23', [], undefined], ['24', ['10:00', '19:00'], undefined], ['25', [], undefined], ['26', [], 'closure:x'], ['27', [], undefined], ['28', [], undefined], ['29', [], undefined]
	]);
});

test('the board begins and ends with the earliest and latest of all days, in whole hours, and two at a time stand below each other', () => {
	const board = { places: [place], closures: [], terms: [], uses: [use(), use({ id: 'request:2', from: '19:00', to: '22:15', after: 30 })] };
	const { scale, rows } = layoutOf(board, days);
	expect(scale).toEqual({ start: 540, end: 1380 });
	const [row] = rows;
	expect([row?.lanes, row?.cells.map(({ bars, open }) => [bars.map(({ lane }) => lane), open.length])]).toEqual([2, [[[], 1], [[0, 1], 1], [[], 1], [[], 1], [[], 1], [[], 0], [[], 0]]]);
	const bar = row?.cells[1]?.bars[1];
	expect((bar?.at ?? 0) * 840 + 540).toBeCloseTo(19 * 60);
	expect((bar?.size ?? 0) * 840).toBeCloseTo(195);
	expect((bar?.padded?.size ?? 0) * 840).toBeCloseTo(225);
	expect(row?.cells[1]?.bars[0]?.padded).toBeUndefined();
});

test('the form of a closure says what is missing, and shows again what it saved', () => {
	const places = [place];
	expect(closureFrom(emptyClosure(), places).failures).toEqual([{ code: 'missing', field: 'from' }, { code: 'missing', field: 'name.de' }]);
	expect(closureFrom({ ...emptyClosure(), nameDe: 'zu', from: '2026-12-02', to: '2026-12-01' }, places).failures).toEqual([{ code: 'end-before-start', field: 'to' }]);
	const values = { ...emptyClosure(), scope: 'room:hall', nameDe: 'Boden', nameEn: 'Floor', from: '2026-12-02', to: '2026-12-04', keeps: ['request:1'] };
	const { fields } = closureFrom(values, places);
	expect(fields).toEqual({ name: { de: 'Boden', en: 'Floor' }, house: 'house:east', room: 'room:hall', from: '2026-12-02', to: '2026-12-04', keeps: ['request:1'] });
	expect(closureValuesOf({ _id: 'closure:x', kind: 'closure', schema: 0, holiday: false, ...fields! })).toEqual(values);
	expect(closureFrom({ ...values, scope: 'house:east', to: '', keeps: [] }, places).fields).toEqual({ name: { de: 'Boden', en: 'Floor' }, house: 'house:east', from: '2026-12-02', to: '2026-12-02' });
	expect(closureFrom({ ...values, scope: '' }, places).fields).not.toHaveProperty('house');
});
