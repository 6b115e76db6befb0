import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#lib/kernel/moments.ts';
import { readDocument } from '../catalogue.ts';
import type { Request } from '../request/entity.ts';
import type { Letting } from './entity.ts';
import { type Due, contradictions, depositBack, depositState, dueOf, feeState } from './rules.ts';

const request = (date: string, more: Partial<Request> = {}): Request => ({
	_id: `request:${date}`, kind: 'request', schema: 0, form: 'booking', room: 'room:saal', date, from: '19:00', to: '24:00', purpose: 'Fest', groupSize: 20,
	contact: 'contact:1', locale: 'de', madeAt: '2026-01-01T08:00:00.000Z', receivedAt: '2026-01-01T08:00:00.000Z', ...more
});
const letting = (more: Partial<Letting> = {}): Letting => ({ _id: 'letting:1', kind: 'letting', schema: 0, request: 'request:1', ...more });
const inspected = { at: '2026-03-28T08:00:00.000Z', by: 'Muster', items: [] };
const whats = (due: readonly Due[]) => due.map(({ what }) => what);

const days = fc.integer({ min: 0, max: 40 }).map((count) => addDays('2026-03-10', count));
const cents = fc.integer({ min: 0, max: 50_000 });
const anything = fc.record(
	{ fee: cents, feePaidOn: days, deposit: cents, depositPaidOn: days, depositReturnedOn: days, depositKept: cents, keyAt: days.map((date) => `${date}T18:00`), returnAt: days.map((date) => `${date}T09:00`) },
	{ requiredKeys: [] }
);

describe('money', () => {
	test('what no contradiction stands in has a sensible order: returned only what was paid, and never more than it', () => {
		fc.assert(
			fc.property(anything, (noted) => {
				fc.pre(contradictions(noted).length === 0);
				const one = letting(noted);
				if (depositState(one) === 'returned') expect(noted.depositPaidOn! <= noted.depositReturnedOn!).toBe(true);
				expect(depositBack(one)).toBeGreaterThanOrEqual(0);
				if (feeState(one) === 'paid') expect(noted.fee).toBeGreaterThan(0);
				expect(readDocument(one).failures).toBeUndefined();
			})
		);
	});

	test.each<[what: string, noted: Partial<Letting>, field: string]>([
		['a deposit that goes back before it came', { deposit: 100, depositPaidOn: '2026-03-02', depositReturnedOn: '2026-03-01' }, 'depositReturnedOn'],
		['a deposit that goes back and never came', { deposit: 100, depositReturnedOn: '2026-03-01' }, 'depositPaidOn'],
		['more kept than there is', { deposit: 100, depositKept: 101 }, 'depositKept'],
		['a fee paid that nobody asked for', { feePaidOn: '2026-03-01' }, 'fee'],
		['a return before the key', { keyAt: '2026-03-01T18:00', returnAt: '2026-03-01T18:00' }, 'returnAt'],
		['a contract made nobody knows how', { contractOn: '2026-03-01' }, 'contractHow']
	])('%s is named', (_, noted, field) => {
		expect(contradictions(noted).map((failure) => failure.field)).toEqual([field]);
	});
});

describe('what is due', () => {
	const saturday = '2026-03-28'; // the night after it is an hour shorter
	test('a date of the coming week that nobody arranged, not one the office booked itself, nor one that is over', () => {
		const own = request('2026-03-20');
		delete own.contact;
		const bookings = [request('2026-03-17'), request('2026-03-18'), request('2026-03-25'), request('2026-03-26'), own].map((one) => ({ request: one }));
		expect(dueOf(bookings, '2026-03-18T09:00').map(({ what, request: { date } }) => `${what} ${date}`)).toEqual(['prepare 2026-03-18', 'prepare 2026-03-25']);
	});

	test('from key to deposit, one after the other', () => {
		const asked = request(saturday);
		const arranged = { keyAt: '2026-03-28T17:30', returnAt: '2026-03-29T02:30', fee: 1000, deposit: 5000, depositPaidOn: '2026-03-20' };
		const at = (noted: Partial<Letting>, now: string) => whats(dueOf([{ request: asked, letting: letting(noted) }], now));
		expect(at(arranged, '2026-03-27T23:59')).toEqual([]);
		expect(at(arranged, '2026-03-28T00:00')).toEqual(['key']);
		expect(at({ ...arranged, handover: inspected }, '2026-03-28T18:00')).toEqual([]);
		expect(at({ ...arranged, handover: inspected }, '2026-03-29T03:30')).toEqual(['fee', 'return']);
		expect(at({ ...arranged, handover: inspected, returned: inspected, feePaidOn: saturday }, '2026-03-30T09:00')).toEqual(['deposit']);
		expect(at({ ...arranged, handover: inspected, returned: inspected, feePaidOn: saturday, depositReturnedOn: '2026-03-30' }, '2026-03-30T09:00')).toEqual([]);
	});

	test('comes in the order of time, whatever order the bookings have, and never twice', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(days, anything), { maxLength: 8 }), fc.nat(), days, (rows, seed, today) => {
				const bookings = rows.map(([date, noted], index) => ({ request: request(date, { _id: `request:${index}` }), letting: letting(noted) }));
				const due = dueOf(bookings, `${today}T12:00`);
				expect(due).toEqual(due.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
				expect(new Set(due.map(({ what, request: { _id } }) => `${what} ${_id}`)).size).toBe(due.length);
				const turned = bookings.map((_, index) => bookings[(index + seed) % bookings.length]!);
				expect(dueOf(turned, `${today}T12:00`)).toEqual(due);
			})
		);
	});
});
