import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { addDays, dayOf, toInstant, toLocal, weekdayOf } from './moments.ts';
import { occurrencesBetween } from './recurrence.ts';
import { type Recurring, recurring } from './recurring.ts';

const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'UTC');
const startDay = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2025-06-01', days));
/** Clear of the hour that spring skips; that one has a test of its own. */
const startClock = fc.integer({ min: 4 * 4, max: 23 * 4 }).map((quarters) => `${String(Math.floor(quarters / 4)).padStart(2, '0')}:${String((quarters % 4) * 15).padStart(2, '0')}`);
const thing = (start: string, rrule: string, more: Partial<Recurring> = {}): Recurring => ({ start, rrule, durationMinutes: 120, zone: 'Europe/Berlin', ...more });
const window = (from: string, days: number) => ({ from: toInstant(`${from}T00:00`), to: toInstant(`${addDays(from, days)}T00:00`) });
const wallClocks = (of: Recurring, from: string, to: string) => occurrencesBetween(of, from, to).map(({ start }) => toLocal(start, of.zone));

/** The dates of a weekly rule as a person would count them on a wall calendar. */
function countedWeekly(start: string, weekday: number, interval: number, from: string, to: string, inZone: string) {
	const found: string[] = [];
	const firstWeek = addDays(dayOf(start), 1 - weekdayOf(dayOf(start)));
	for (let week = firstWeek; week <= addDays(dayOf(to), 1); week = addDays(week, 7 * interval)) {
		const local = `${addDays(week, weekday - 1)}T${start.slice(11)}`;
		const begins = toInstant(local, inZone);
		const ends = new Date(Date.parse(begins) + 120 * 60_000).toISOString();
		if (local >= start && begins < to && ends > from) found.push(local);
	}
	return found;
}

describe('the dates of a rule', () => {
	test('a weekly one is what a person counts on the wall calendar, across the changes of the clock', () => {
		fc.assert(
			fc.property(startDay, startClock, fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 3 }), zones, startDay, fc.integer({ min: 1, max: 400 }), (first, at, weekday, interval, inZone, from, days) => {
				const start = `${first}T${at}`;
				const span = window(from, days);
				const rule = thing(start, `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${names[weekday - 1]}`, { zone: inZone });
				expect(wallClocks(rule, span.from, span.to)).toEqual(countedWeekly(start, weekday, interval, span.from, span.to, inZone));
			})
		);
	});

	test('a counted one ends with its last date, wherever the window lies', () => {
		fc.assert(
			fc.property(startDay, startClock, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 60 }), (first, at, count, later) => {
				const all = window(first, 300);
				const without = wallClocks(thing(`${first}T${at}`, 'FREQ=WEEKLY'), all.from, all.to);
				const { from } = window(addDays(first, later), 1);
				const counted = wallClocks(thing(`${first}T${at}`, `FREQ=WEEKLY;COUNT=${count}`), from, all.to);
				expect(counted).toEqual(without.slice(0, count).filter((start) => toInstant(start) > new Date(Date.parse(from) - 120 * 60_000).toISOString()));
			})
		);
	});

	test('a counted rule that reaches into millennia answers at once', () => {
		const rare = thing('2025-10-06T19:00', 'FREQ=YEARLY;BYDAY=4TU,-4SU,+3TH;COUNT=7480;INTERVAL=59');
		const begun = performance.now();
		expect(occurrencesBetween(rare, toInstant('2026-01-01T00:00'), toInstant('2028-01-01T00:00'))).toEqual([]);
		expect(performance.now() - begun).toBeLessThan(2000);
	});

	test('a monthly one is the n-th weekday of each month, at the same time of day', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 7 }), startClock, (nth, weekday, at) => {
				const rule = thing(`2026-01-01T${at}`, `FREQ=MONTHLY;BYDAY=${nth}${names[weekday - 1]}`);
				const dates = wallClocks(rule, toInstant('2026-01-01T00:00'), toInstant('2027-01-01T00:00'));
				const counted = Array.from({ length: 12 }, (_, month) => {
					const first = `2026-${String(month + 1).padStart(2, '0')}-01`;
					return `${addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (nth - 1) * 7)}T${at}`;
				});
				expect(dates).toEqual(counted);
			})
		);
	});

	test('19 Uhr stays 19 Uhr in winter and summer', () => {
		const choir = thing('2026-03-17T19:00', 'FREQ=WEEKLY;BYDAY=TU');
		expect(occurrencesBetween(choir, '2026-03-16T00:00:00.000Z', '2026-04-08T00:00:00.000Z').map(({ start }) => start)).toEqual([
			'2026-03-17T18:00:00.000Z',
			'2026-03-24T18:00:00.000Z',
			'2026-03-31T17:00:00.000Z',
			'2026-04-07T17:00:00.000Z'
		]);
	});

	test('two windows side by side find what one large one finds', () => {
		fc.assert(
			fc.property(startDay, startClock, fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 90 }), (first, at, days, more) => {
				const rule = thing(`${first}T${at}`, 'FREQ=DAILY;INTERVAL=3');
				const cut = window(first, days).to;
				const ids = (from: string, to: string) => occurrencesBetween(rule, from, to).map(({ recurrenceId }) => recurrenceId);
				const { from, to } = window(first, days + more);
				expect([...new Set([...ids(from, cut), ...ids(cut, to)])]).toEqual(ids(from, to));
			})
		);
	});

	test('the start of a window counts, its end does not, and what still runs is there', () => {
		const once: Recurring = { start: '2026-11-24T19:00', durationMinutes: 120, zone: 'Europe/Berlin' };
		const touches = (from: string, to: string) => occurrencesBetween(once, toInstant(from), toInstant(to)).length;
		expect(touches('2026-11-24T19:00', '2026-11-24T19:01')).toBe(1);
		expect(touches('2026-11-24T20:59', '2026-11-25T00:00')).toBe(1);
		expect(touches('2026-11-24T21:00', '2026-11-25T00:00')).toBe(0);
		expect(touches('2026-11-24T18:00', '2026-11-24T19:00')).toBe(0);
	});

	test('what lasts for days is found on its last day', () => {
		const camp = thing('2026-07-06T09:00', 'FREQ=YEARLY', { durationMinutes: 7 * 24 * 60 });
		expect(occurrencesBetween(camp, toInstant('2027-07-13T08:00'), toInstant('2027-07-13T08:30'))).toHaveLength(1);
	});
});

describe('exceptions', () => {
	const choir = (exceptions: Recurring['exceptions']) => thing('2026-11-03T19:00', 'FREQ=WEEKLY;BYDAY=TU', { exceptions });
	const november = [toInstant('2026-11-01T00:00'), toInstant('2026-12-01T00:00')] as const;

	test('a cancelled date stays in the list and says so; nothing else changes', () => {
		fc.assert(
			fc.property(fc.subarray(['2026-11-03T19:00', '2026-11-10T19:00', '2026-11-17T19:00', '2026-11-24T19:00']), (gone) => {
				const dates = occurrencesBetween(choir(gone.map((recurrenceId) => ({ recurrenceId, cancelled: true }))), ...november);
				expect(dates).toHaveLength(4);
				expect(dates.filter(({ cancelled }) => cancelled).map(({ recurrenceId }) => recurrenceId)).toEqual(gone);
			})
		);
	});

	test('a moved date is where it was moved to, keeps the name of its date, and is there once', () => {
		fc.assert(
			fc.property(fc.integer({ min: -20, max: 40 }), startClock, (days, at) => {
				const start = `${addDays('2026-11-10', days)}T${at}`;
				const dates = occurrencesBetween(choir([{ recurrenceId: '2026-11-10T19:00', start }]), ...november);
				const inside = start > '2026-10-31T22:00' && start < '2026-12-01T00:00';
				expect(dates.map(({ recurrenceId }) => recurrenceId).sort()).toEqual(
					['2026-11-03T19:00', ...(inside ? ['2026-11-10T19:00'] : []), '2026-11-17T19:00', '2026-11-24T19:00']
				);
				expect(dates.map((date) => date.start)).toEqual(dates.map((date) => date.start).sort());
				if (inside) expect(toLocal(dates.find(({ recurrenceId }) => recurrenceId === '2026-11-10T19:00')!.start)).toBe(start);
			})
		);
	});

	test('a date moved into the window from far outside is found', () => {
		const dates = occurrencesBetween(choir([{ recurrenceId: '2027-06-01T19:00', start: '2026-11-12T18:00' }]), ...november);
		expect(dates.map(({ recurrenceId }) => recurrenceId)).toContain('2027-06-01T19:00');
	});
});

describe('rules from outside', () => {
	const schema = z.looseObject(recurring);
	const list = <T>(one: fc.Arbitrary<T>) => fc.uniqueArray(one, { minLength: 1, maxLength: 4 }).map((all) => all.join(','));
	const part = fc.oneof(
		fc.integer({ min: 1, max: 999 }).map((count) => `INTERVAL=${count}`),
		fc.integer({ min: 1, max: 9999 }).map((count) => `COUNT=${count}`),
		startDay.map((date) => `UNTIL=${date.replaceAll('-', '')}`),
		startDay.map((date) => `UNTIL=${date.replaceAll('-', '')}T120000Z`),
		list(fc.constantFrom(...names)).map((days) => `BYDAY=${days}`),
		list(fc.tuple(fc.constantFrom('', '+', '-'), fc.integer({ min: 1, max: 5 }), fc.constantFrom(...names)).map((all) => all.join(''))).map((days) => `BYDAY=${days}`),
		list(fc.integer({ min: 1, max: 31 })).map((days) => `BYMONTHDAY=${days}`),
		list(fc.integer({ min: 1, max: 12 })).map((all) => `BYMONTH=${all}`),
		fc.constantFrom('BYSETPOS=1', 'BYSETPOS=-1', 'WKST=MO', 'WKST=SU')
	);

	/** Rules that contradict themselves ("the first, if it is the last Monday") may be refused, but only as a RangeError. */
	const datesOf = (candidate: Recurring, from: string, to: string) => {
		try {
			return occurrencesBetween(candidate, from, to);
		} catch (problem) {
			expect(problem).toBeInstanceOf(RangeError);
			return [];
		}
	};

	test('what the schema lets in can be expanded, in order and within the window', () => {
		const rule = fc.tuple(fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'), fc.uniqueArray(part, { maxLength: 4, selector: (text) => text.split('=')[0] }));
		fc.assert(
			fc.property(rule, startDay, startClock, ([frequency, parts], first, at) => {
				const candidate = thing(`${first}T${at}`, [`FREQ=${frequency}`, ...parts].join(';'));
				expect(schema.safeParse(candidate).success).toBe(true);
				const { from, to } = window('2026-11-01', 540);
				const dates = datesOf(candidate, from, to);
				expect(dates.every(({ start, end }) => start < to && end > from)).toBe(true);
				expect(new Set(dates.map(({ recurrenceId }) => recurrenceId)).size).toBe(dates.length);
			}),
			{ numRuns: 150 }
		);
	}, 30_000);

	test.each(['FREQ=SECONDLY', 'FREQ=DAILY;INTERVAL=0', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=DAILY;BYHOUR=1,2,3', 'FREQ=DAILY;COUNT=-1', 'FREQ=WEEKLY;UNTIL=X', 'FREQ=DAILY;FOO=1', 'RRULE:FREQ=DAILY', 'FREQ=DAILY\nDTSTART:1', ''])(
		'%j is refused by the schema',
		(rrule) => {
			expect(schema.safeParse(thing('2026-11-24T19:00', rrule)).success).toBe(false);
		}
	);

	test('a rule that cannot be read is a RangeError', () => {
		expect(() => occurrencesBetween(thing('2026-11-24T19:00', 'FREQ=DAILY;INTERVAL=0'), '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z')).toThrow(RangeError);
	});
});
