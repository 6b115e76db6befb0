import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, clock, clockAt, clockOf, day, dayOf, instant, localDateTime, minutesOf, mondayOf, toInstant, toLocal, weekdayOf, zone } from './moments.ts';

const zones = ['Europe/Berlin', 'UTC', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const anyZone = fc.constantFrom(...zones);
const anyMinute = fc.integer({ min: Date.UTC(2020, 0, 1) / 60_000, max: Date.UTC(2035, 0, 1) / 60_000 }).map((minutes) => minutes * 60_000);
const anyDay = anyMinute.map((at) => new Date(at).toISOString().slice(0, 10));
const hour = 3_600_000;

describe('wall clock and instant', () => {
	test('an instant shown on a wall clock leads back to it, or to the same reading an hour earlier in autumn', () => {
		fc.assert(
			fc.property(anyMinute, anyZone, (at, inZone) => {
				const back = Date.parse(toInstant(toLocal(at, inZone), inZone));
				expect([0, hour / 2, hour]).toContain(at - back);
				expect(toLocal(back, inZone)).toBe(toLocal(at, inZone));
			})
		);
	});

	test('the zone decides, never the machine: the same answer wherever this runs', () => {
		expect(toInstant('2026-11-24T19:00')).toBe('2026-11-24T18:00:00.000Z');
		expect(toInstant('2026-07-24T19:00')).toBe('2026-07-24T17:00:00.000Z');
		expect(toInstant('2026-07-24T19:00', 'Asia/Kolkata')).toBe('2026-07-24T13:30:00.000Z');
		expect(toLocal('2026-11-24T18:00:59.999Z')).toBe('2026-11-24T19:00');
		expect(weekdayOf('2026-11-24')).toBe(2);
	});

	test('a time that spring skips is the later one, a time that autumn repeats the earlier one', () => {
		expect(toInstant('2026-03-29T02:30')).toBe('2026-03-29T01:30:00.000Z');
		expect(toLocal('2026-03-29T01:30:00.000Z')).toBe('2026-03-29T03:30');
		expect(toInstant('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
		expect(toLocal('2026-10-25T01:30:00.000Z')).toBe('2026-10-25T02:30');
	});
});

describe('days', () => {
	test('adding and taking away days is exact, also across the changes of the clock', () => {
		fc.assert(
			fc.property(anyDay, fc.integer({ min: -1000, max: 1000 }), (date, count) => {
				const there = addDays(date, count);
				expect(there).toBe(Temporal.PlainDate.from(date).add({ days: count }).toString());
				expect(weekdayOf(there)).toBe(Temporal.PlainDate.from(there).dayOfWeek);
				expect(addDays(there, -count)).toBe(date);
				expect(there > date).toBe(count > 0);
				expect((Date.parse(there) - Date.parse(date)) / (24 * hour)).toBe(count);
				expect(weekdayOf(there)).toBe(((((weekdayOf(date) - 1 + count) % 7) + 7) % 7) + 1);
			})
		);
	});

	test('the Monday of a week is a Monday, at most six days before', () => {
		fc.assert(
			fc.property(anyDay, (date) => {
				const monday = mondayOf(date);
				expect(weekdayOf(monday)).toBe(1);
				expect(monday <= date && date <= addDays(monday, 6)).toBe(true);
			})
		);
	});

	test('minutes and clock say the same', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => {
				expect(minutesOf(clockAt(minutes))).toBe(minutes);
				expect(clock().safeParse(clockAt(minutes)).success).toBe(true);
			})
		);
		expect(clockAt(1440)).toBe('24:00');
	});

	test('the parts of a wall-clock time put it together again', () => {
		fc.assert(fc.property(anyMinute, anyZone, (at, inZone) => { expect(`${dayOf(toLocal(at, inZone))}T${clockOf(toLocal(at, inZone))}`).toBe(toLocal(at, inZone)); }));
	});
});

describe('what is stored', () => {
	test('every instant of this century is accepted, and comparing text compares time', () => {
		const moment = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
		fc.assert(
			fc.property(moment, moment, (a, b) => {
				expect(instant().safeParse(a.toISOString()).success).toBe(true);
				expect(a.toISOString() < b.toISOString()).toBe(a < b);
			})
		);
	});

	test.each([
		['a day that does not exist', day(), ['2026-02-30', '2026-13-01', '2025-02-29', '2026-00-10', '26-01-01', '2026-1-1', '']],
		['an instant that does not exist', instant(), ['2026-02-31T00:00:00.000Z', '2026-11-24T24:00:00.000Z', '2026-11-24T18:60:00.000Z', '2026-11-24T18:00:00Z', '2026-11-24T18:00:00.000+01:00']],
		['a clock that does not exist', clock(), ['24:01', '25:00', '9:00', '12:60', '12:00:00']],
		['a wall-clock time that does not exist', localDateTime(), ['2026-11-24T24:00', '2026-02-30T10:00', '2026-11-24 10:00', '2026-11-24T10:00Z']],
		['a zone nobody knows', zone(), ['Europe/Atlantis', 'Berlin', '', '../etc/passwd', '+01:00']]
	])('%s is refused', (_, schema, texts) => {
		expect(texts.filter((text) => schema.safeParse(text).success)).toEqual([]);
	});
});
