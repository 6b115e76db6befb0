import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '#lib/kernel/moments.ts';
import { occurrencesBetween } from '#lib/kernel/recurrence.ts';
import { type Rhythm, daysOf, isOverMidnight, partsOf } from './series.ts';

const horizon = { last: '2028-05-17', days: 540 };
const days = (when: { date: string; rhythm: Rhythm; until?: string; picked?: string[] }, each?: number) => daysOf({ until: '', picked: [], ...when }, horizon, occurrencesBetween, each);
const someDay = fc.integer({ min: 0, max: 500 }).map((later) => addDays('2026-11-24', later));

describe('the days of a series', () => {
	test('every one once, in order, from the first to the end, never more than can be sent or beyond the horizon', () => {
		fc.assert(
			fc.property(someDay, fc.constantFrom<Rhythm>('weekly', 'fortnightly', 'monthly-weekday', 'monthly-day'), fc.integer({ min: 0, max: 700 }), fc.integer({ min: 1, max: 4 }), (date, rhythm, length, each) => {
				const until = addDays(date, length);
				const found = days({ date, rhythm, until }, each);
				expect(found.days).toEqual([...new Set(found.days)].sort());
				expect(found.days[0]).toBe(date);
				expect(found.days.length * each).toBeLessThanOrEqual(60);
				for (const day of found.days) expect(day <= until && day <= horizon.last).toBe(true);
				if (rhythm === 'weekly' || rhythm === 'fortnightly') {
					const step = rhythm === 'weekly' ? 7 : 14;
					found.days.forEach((day, index) => expect(day).toBe(addDays(date, index * step)));
				} else if (rhythm === 'monthly-day') for (const day of found.days) expect(day.slice(8)).toBe(date.slice(8));
				else for (const day of found.days) expect(weekdayOf(day)).toBe(weekdayOf(date));
				const next = rhythm === 'weekly' ? addDays(found.days.at(-1)!, 7) : undefined;
				if (next && next <= until) expect(found.failures).not.toEqual([]);
			}),
			{ numRuns: 60 }
		);
	});
	test('the last day counts, over a change of the clocks too', () => {
		expect(days({ date: '2027-03-21', rhythm: 'weekly', until: '2027-04-04' }).days).toEqual(['2027-03-21', '2027-03-28', '2027-04-04']);
	});
	test('a rule without an end is refused by name, and shown up to the horizon', () => {
		const { days: shown, failures } = days({ date: '2027-12-01', rhythm: 'weekly' });
		expect(failures).toEqual([{ code: 'endless', field: 'until' }]);
		expect([shown.length, shown.at(-1)]).toEqual([25, '2028-05-17']);
	});
	test('an end before the first day is refused', () => {
		expect(days({ date: '2027-01-01', rhythm: 'weekly', until: '2026-12-01' })).toMatchObject({ days: ['2027-01-01'], failures: [{ code: 'end-before-start', field: 'until' }] });
	});
	test('of 400 dates 60 are shown, and it is told by name how many there may be and until when', () => {
		const { days: shown, failures, until } = days({ date: '2026-11-24', rhythm: 'weekly', until: addDays('2026-11-24', 399 * 7) });
		expect(failures).toEqual([{ code: 'too-many-dates', field: 'until', values: { count: 400, most: 60 } }]);
		expect([shown.length, until]).toEqual([60, addDays('2026-11-24', 59 * 7)]);
		expect(days({ date: '2026-11-24', rhythm: 'weekly', until: until! }).failures).toEqual([]);
	});
	test('400 picked days are told the same way', () => {
		const picked = Array.from({ length: 400 }, (_, index) => addDays('2026-11-24', index));
		expect(days({ date: '2026-11-24', rhythm: 'picked', picked }).failures).toEqual([{ code: 'too-many-dates', field: 'date', values: { count: 400, most: 60 } }]);
	});
	test('what is borrowed along counts: 40 dates with a projector are too many', () => {
		expect(days({ date: '2026-11-24', rhythm: 'weekly', until: addDays('2026-11-24', 39 * 7) }, 2).failures).toEqual([{ code: 'too-many-dates', field: 'until', values: { count: 40, most: 30 } }]);
	});
	test('beyond the horizon is told with how far it goes', () => {
		const { failures, until } = days({ date: '2028-04-01', rhythm: 'weekly', until: '2028-07-01' });
		expect(failures).toEqual([{ code: 'beyond-horizon', field: 'until', values: { days: 540 } }]);
		expect(until).toBe('2028-05-13');
	});
	test('the 31st and the 29th of February: the months without them are named', () => {
		const found = days({ date: '2027-01-31', rhythm: 'monthly-day', until: '2027-07-01' });
		expect(found.days).toEqual(['2027-01-31', '2027-03-31', '2027-05-31']);
		expect(found.lacking).toEqual(['2027-02-01', '2027-04-01', '2027-06-01']);
		const leap = days({ date: '2027-01-29', rhythm: 'monthly-day', until: '2028-03-31' });
		expect(leap.lacking).toEqual(['2027-02-01']);
		expect(leap.days).toContain('2028-02-29');
	});
	test('the fifth weekday of a month is its last one, so that no month is skipped', () => {
		expect(days({ date: '2027-03-30', rhythm: 'monthly-weekday', until: '2027-06-30' }).days).toEqual(['2027-03-30', '2027-04-27', '2027-05-25', '2027-06-29']);
	});
	test('picked days, the first one too, however they were picked', () => {
		fc.assert(fc.property(someDay, fc.array(someDay, { maxLength: 59 }), (date, picked) => {
			const { days: found, failures } = days({ date, rhythm: 'picked', picked });
			expect(found).toEqual([...new Set([date, ...picked])].sort());
			expect(failures).toEqual([]);
		}));
	});
	test('one date needs no rule and no library', () => {
		expect(daysOf({ date: '2027-01-01', rhythm: '', until: '', picked: ['2027-01-02'] }, horizon, () => { throw new Error(); }).days).toEqual(['2027-01-01']);
	});
});

test('past midnight is not the wrong way round, and makes two parts', () => {
	expect([isOverMidnight('20:00', '01:00'), isOverMidnight('19:00', '17:00'), isOverMidnight('10:00', '09:00'), isOverMidnight('19:00', '21:00')]).toEqual([true, false, false, false]);
	expect(partsOf('20:00', '01:30', true)).toEqual([{ from: '20:00', to: '24:00' }, { from: '00:00', to: '01:30', later: true }]);
	expect(partsOf('20:00', '01:30', false)).toEqual([{ from: '20:00', to: '01:30' }]);
	expect(partsOf('19:00', '24:00', true)).toEqual([{ from: '19:00', to: '24:00' }]);
});
