import { describe, expect, test } from 'vitest';
import { addDays } from '#lib/kernel/moments.ts';
import type { ReceiptRow } from '#lib/storage/database.ts';
import type { House } from '../house/entity.ts';
import type { Ask } from '../request/ask.ts';
import type { Room } from '../room/entity.ts';
import { type MyDate, changeOf, contactFrom, datesOf, extensionOf, freeAgain, isMine, standings } from './mine.ts';
import type { RoomFacts } from './rules.ts';
import { nothingTyped } from './typed.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const now = '2026-11-24T10:00';
const ask = (set: Partial<Ask> = {}): Ask => ({ id, receipt: 'a'.repeat(32), form: 'booking', room: 'room:a', date: '2026-12-01', from: '19:00', to: '21:00', purpose: 'Chorprobe', groupSize: 12, contact: { name: 'Kim', mail: 'kim@example.org' }, locale: 'de', madeAt: '2026-11-24T09:00:00.000Z', ...set });
const further = (days: string[]) => days.map((date) => ({ room: 'room:a' as const, date, from: '19:00', to: '21:00' }));
const row = (set: Partial<ReceiptRow> = {}): ReceiptRow => ({ id, ask: ask(), receivedAt: '2026-11-24T09:00:01.000Z', ...set });
const date = (set: Partial<MyDate> = {}): MyDate => ({ request: id, room: 'room:a', date: '2026-12-01', from: '19:00', to: '21:00', state: 'confirmed', alternatives: [], ...set });

describe('the dates of what was asked for', () => {
	test('before the server told anything they are asked for, and nothing more', () => {
		const dates = datesOf({ id, ask: ask({ further: further(['2026-12-08']) }) });
		expect(dates.map(({ request, date: on, state }) => [request, on, state])).toEqual([[id, '2026-12-01', 'requested'], [`${id}.2`, '2026-12-08', 'requested']]);
	});
	test('a server that speaks of the first date only', () => {
		const answer = { id, receivedAt: now, state: 'declined' as const, reason: 'voll', alternatives: [], at: '2026-11-24T09:00:00.000Z' };
		expect(datesOf(row({ answer }))).toMatchObject([{ state: 'declined', reason: 'voll' }]);
	});
	test('are counted, what has to be answered first', () => {
		expect(standings([date(), date({ state: 'declined' }), date(), date({ state: 'offered' })])).toEqual([['offered', 1], ['confirmed', 2], ['declined', 1]]);
	});
	test('what is over or answered with no is not given back', () => {
		expect([isMine(date(), now), isMine(date({ date: '2026-11-20' }), now), isMine(date({ state: 'declined' }), now), isMine(date({ state: 'waiting' }), now)]).toEqual([true, false, false, true]);
	});
});

describe('going on with a series', () => {
	const days = (count: number, step: number) => Array.from({ length: count }, (_, index) => ({ date: addDays('2026-12-01', index * step), room: 'room:a' as const }));
	test.each([
		['weekly, though some were left out', [...days(5, 7), ...days(8, 7).slice(6)], 'weekly', '2027-01-26'],
		['every two weeks', days(4, 14), 'fortnightly', '2027-01-26'],
		['monthly by weekday', ['2026-12-01', '2027-01-05', '2027-02-02'].map((on) => ({ date: on, room: 'room:a' as const })), 'monthly-weekday', '2027-03-02'],
		['monthly by day', ['2026-12-05', '2027-01-05', '2027-02-05'].map((on) => ({ date: on, room: 'room:a' as const })), 'monthly-day', '2027-03-05']
	])('%s', (_, dates, rhythm, next) => {
		expect(extensionOf(ask(), dates)).toMatchObject({ rhythm, date: next, until: '', purpose: 'Chorprobe', groupSize: '12', name: 'Kim', from: '19:00', to: '21:00' });
	});
});

test('a change starts from the date as it was asked for, and from nothing else', () => {
	const typed = changeOf(ask({ further: further(['2026-12-08']) }), date({ date: '2026-12-08', to: '24:00' }));
	expect(typed).toMatchObject({ date: '2026-12-08', from: '19:00', to: '00:00', rhythm: '', picked: [], purpose: 'Chorprobe' });
	expect(typed.choices).toEqual(nothingTyped.choices);
});

describe('what is free by now', () => {
	const provenance = { source: 'https://example.org/', checkedOn: null };
	const facts = (taken: string[] = []): RoomFacts => ({
		room: { _id: 'room:a', kind: 'room', schema: 0, house: 'house:a', name: { de: 'a' }, order: 1, use: 'hall', equipment: [], access: [], rules: [], bookable: true, ...provenance } satisfies Room,
		house: { _id: 'house:a', kind: 'house', schema: 0, name: { de: 'a' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '22:00' }], access: [], rules: [], criteria: [], ...provenance } satisfies House,
		closures: [],
		occupancies: taken.map((on) => ({ _id: `occupancy:a:${on}` as const, kind: 'occupancy', schema: 0, room: 'room:a' as const, date: on, slots: [{ request: 'request:1' as const, from: '19:00', to: '21:00' }] }))
	});
	const [first, left] = [further(['2026-12-01'])[0]!, further(['2026-12-15'])[0]!];
	const declined = row({ leftOut: [left], answer: { id, receivedAt: now, state: 'declined', alternatives: [], at: '2026-11-24T09:00:00.000Z' } });
	test('what was declined and what was left out', () => {
		expect(freeAgain(declined, [facts()], datesOf(declined), now)).toEqual([first, left]);
		expect(freeAgain(declined, [facts(['2026-12-01'])], datesOf(declined), now)).toEqual([left]);
	});
	test('not twice: what was asked for again, waits, or is over', () => {
		expect(freeAgain(declined, [facts()], [...datesOf(declined), date({ state: 'requested' })], now)).toEqual([left]);
		expect(freeAgain(declined, [facts()], datesOf(declined), '2026-12-10T10:00')).toEqual([left]);
		const waiting = row({ answer: { id, receivedAt: now, state: 'waiting', alternatives: [], at: '2026-11-24T09:00:00.000Z' } });
		expect(freeAgain(waiting, [facts()], datesOf(waiting), now)).toEqual([]);
	});
});

test('who is to be reached: a name, and mail or phone', () => {
	expect(contactFrom({ name: ' Änne ', mail: '', phone: '040 1234567' })).toEqual({ value: { name: 'Änne', phone: '040 1234567' } });
	expect(contactFrom({ name: '', mail: '', phone: '' }).failures?.map(({ code, field }) => [code, field])).toEqual([['missing', 'contact.name'], ['contact-missing', 'contact.mail']]);
	expect(contactFrom({ name: 'Kim', mail: 'kim', phone: '' }).failures).toEqual([{ code: 'invalid', field: 'contact.mail' }]);
});
