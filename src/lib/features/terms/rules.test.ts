import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, clockAt, minutesOf, weekdayOf } from '#lib/kernel/moments.ts';
import { uses } from '../request/entity.ts';
import { type Tariff, type Terms, ruleNames } from './entity.ts';
import { type Held, type Laid, against, cancelFee, isSameGroup, lateRule, missingAnswers, overQuota, priceOf, quotaLeft, termsFor } from './rules.ts';

const quarters = fc.integer({ min: 0, max: 96 });
const span = fc
	.uniqueArray(quarters, { minLength: 2, maxLength: 2 })
	.map((pair) => pair.sort((a, b) => a - b))
	.map(([from, to]) => ({ from: clockAt(from! * 15), to: clockAt(to! * 15) }));
/** A year and more, with both nights of each change of the clocks. */
const date = fc.oneof(fc.integer({ min: 0, max: 500 }).map((days) => addDays('2026-01-01', days)), fc.constantFrom('2026-03-29', '2026-10-25', '2027-03-28'));
const stay = fc.record({ span, date }).map(({ span: { from, to }, date: on }) => ({ date: on, from, to }));
const clock = quarters.map((quarter) => clockAt(quarter * 15));
const cents = fc.integer({ min: 0, max: 50_000 });
const surcharge = fc.record({ name: fc.record({ de: fc.constantFrom('Reinigung', 'Abend', 'Wochenende') }), cents, after: clock, weekend: fc.constant(true as const) }, { requiredKeys: ['name', 'cents'] });
const tariff: fc.Arbitrary<Tariff> = fc.record(
	{
		use: fc.constantFrom(...uses),
		flat: cents,
		perHour: cents,
		perPart: fc.array(fc.record({ span, cents }).map(({ span: { from, to }, cents: sum }) => ({ from, to, cents: sum })), { maxLength: 3 }),
		freeUntil: clock,
		freeHours: fc.integer({ min: 1, max: 24 }),
		surcharges: fc.array(surcharge, { maxLength: 4 }),
		deposit: cents
	},
	{ requiredKeys: ['use'] }
);
const costs = (laid: Tariff, at: { date: string; from: string; to: string }, units = 1) => priceOf({ ...at, use: laid.use, units }, { tariffs: [laid] })!;

describe('a price', () => {
	test('is whole cents, never below nothing, and the sum of what it is said to be', () => {
		fc.assert(
			fc.property(tariff, stay, fc.integer({ min: 1, max: 20 }), (laid, at, units) => {
				const { cents: sum, deposit, because } = costs(laid, at, units);
				expect(Number.isInteger(sum) && sum >= 0 && Number.isInteger(deposit) && deposit >= 0).toBe(true);
				expect(sum).toBe(because.items.reduce((all, item) => all + item.cents, 0) * units);
				expect(because.items.every((item) => item.cents > 0)).toBe(true);
			})
		);
	});
	test('never falls where the stay begins earlier or ends later', () => {
		fc.assert(
			fc.property(tariff, date, fc.uniqueArray(quarters, { minLength: 4, maxLength: 4 }), (laid, on, found) => {
				const [first, from, to, last] = found.toSorted((a, b) => a - b).map((quarter) => clockAt(quarter * 15)) as [string, string, string, string];
				expect(costs(laid, { date: on, from: first, to: last }).cents).toBeGreaterThanOrEqual(costs(laid, { date: on, from, to }).cents);
			})
		);
	});
	test('by the hour is what each begun hour costs', () => {
		fc.assert(
			fc.property(cents, stay, (each, at) => {
				expect(costs({ use: 'private', perHour: each }, at).cents).toBe(each * Math.ceil((minutesOf(at.to) - minutesOf(at.from)) / 60));
			})
		);
	});
	test('does not depend on the order of tariffs, parts and surcharges', () => {
		fc.assert(
			fc.property(fc.uniqueArray(tariff, { selector: ({ use }) => use, minLength: 1 }), stay, fc.constantFrom(...uses), (tariffs, at, use) => {
				const turned = tariffs.toReversed().map((one) => ({
					...one,
					...(one.surcharges ? { surcharges: one.surcharges.toReversed() } : {}),
					...(one.perPart ? { perPart: one.perPart.toReversed() } : {})
				}));
				expect(priceOf({ ...at, use }, { tariffs: turned })?.cents).toBe(priceOf({ ...at, use }, { tariffs })?.cents);
			})
		);
	});
	test('is the same on a night the clocks are changed as on any other of its weekday', () => {
		fc.assert(
			fc.property(tariff, span, fc.constantFrom('2026-03-29', '2026-10-25'), (laid, at, night) => {
				expect(weekdayOf(night)).toBe(7);
				expect(costs(laid, { date: night, ...at })).toEqual(costs(laid, { date: addDays(night, 7), ...at }));
			})
		);
	});
	test('is not known where nothing is laid down for the use, and of no time', () => {
		fc.assert(
			fc.property(tariff, stay, fc.constantFrom(...uses), (laid, at, use) => {
				expect(priceOf({ ...at, use }, { tariffs: [laid] }) === undefined).toBe(use !== laid.use);
				expect(priceOf({ ...at, use }, {})).toBeUndefined();
				expect(priceOf({ ...at, from: at.to, to: at.from, use: laid.use }, { tariffs: [laid] })).toBeUndefined();
			})
		);
	});
	test('of time that is free by its clock or its first hours is nothing, to the minute', () => {
		const laid: Tariff = { use: 'charitable', flat: 1000, perHour: 800, freeUntil: '22:00' };
		const on = '2026-11-24';
		expect(costs(laid, { date: on, from: '19:00', to: '22:00' })).toEqual({ cents: 0, deposit: 0, because: { use: 'charitable', free: { until: '22:00' }, items: [], units: 1 } });
		expect(costs(laid, { date: on, from: '19:00', to: '22:01' }).cents).toBe(1800);
		expect(costs({ use: 'private', perHour: 800, freeHours: 2 }, { date: on, from: '19:00', to: '22:00' })).toMatchObject({ cents: 800, because: { free: { hours: 2 } } });
		expect(costs({ use: 'private', perHour: 800, freeHours: 2, freeUntil: '20:00' }, { date: on, from: '19:00', to: '22:00' })).toMatchObject({ cents: 800, because: { free: { hours: 2 } } });
	});
	test('has its surcharges where all their conditions hold', () => {
		const laid: Tariff = { use: 'private', surcharges: [{ name: { de: 'Reinigung' }, cents: 1 }, { name: { de: 'spät' }, cents: 10, after: '22:00' }, { name: { de: 'Samstag spät' }, cents: 100, after: '22:00', weekend: true }] };
		const at = (on: string, to: string) => costs(laid, { date: on, from: '19:00', to }).cents;
		expect([at('2026-11-24', '22:00'), at('2026-11-24', '22:30'), at('2026-11-28', '22:00'), at('2026-11-28', '22:30')]).toEqual([1, 11, 1, 111]);
	});
});

const base = { kind: 'terms' as const, schema: 0 };
const limits = fc.record({ minMinutes: fc.integer({ min: 1, max: 1440 }), maxMinutes: fc.integer({ min: 1, max: 1440 }), leadHours: fc.integer({ min: 0, max: 100 }), quietFrom: clock, horizonDays: fc.integer({ min: 1, max: 540 }) }, { requiredKeys: [] });

describe('what holds for a room', () => {
	test('is field by field its own, else its house’s, in whatever order the terms come', () => {
		fc.assert(
			fc.property(limits, limits, limits, (own, shared, foreign) => {
				const all: Terms[] = [
					{ ...base, _id: 'terms:room:b', room: 'room:b', ...foreign },
					{ ...base, _id: 'terms:house:b', house: 'house:b', ...foreign },
					{ ...base, _id: 'terms:room:a', room: 'room:a', ...own },
					{ ...base, _id: 'terms:house:a', house: 'house:a', ...shared }
				];
				const place = { _id: 'room:a', house: 'house:a' };
				expect(termsFor(place, all)).toEqual({ ...shared, ...own });
				expect(termsFor(place, all.toReversed())).toEqual(termsFor(place, all));
			})
		);
	});
	test('is nothing where nothing is laid down, and says where an invented rule is among it', () => {
		const place = { _id: 'room:a', house: 'house:a' };
		expect(termsFor(place)).toEqual({});
		expect(termsFor(place, [{ ...base, _id: 'terms:room:b', room: 'room:b', minMinutes: 60 }])).toEqual({});
		expect(termsFor(place, [{ ...base, _id: 'terms:house:a', house: 'house:a', minMinutes: 60, sample: true }])).toEqual({ minMinutes: 60, sample: true });
	});
	test('keeps whose quota it is', () => {
		const quota = { per: 'month' as const, most: 2 };
		const all: Terms[] = [{ ...base, _id: 'terms:house:a', house: 'house:a', quota }, { ...base, _id: 'terms:room:a', room: 'room:a', quota }];
		expect(termsFor({ _id: 'room:a', house: 'house:a' }, all).quota?.in).toBe('room');
		expect(termsFor({ _id: 'room:b', house: 'house:a' }, all).quota?.in).toBe('house');
	});
	test('can be everything there is to lay down', () => expect(ruleNames).toContain('tariffs'));
});

describe('against a stay', () => {
	const now = '2026-03-27T12:00';
	test('each refusal names a field and carries the rule’s number', () => {
		fc.assert(
			fc.property(limits, stay, (laid, at) => {
				const length = minutesOf(at.to) - minutesOf(at.from);
				const found = against(at, laid, now);
				const has = (code: string) => found.some((one) => one.code === code);
				expect(has('stay-too-short')).toBe(length < (laid.minMinutes ?? 0));
				expect(has('stay-too-long')).toBe(length > (laid.maxMinutes ?? 1440));
				expect(has('quiet-hours')).toBe(at.to > (laid.quietFrom ?? '24:00'));
				for (const { field, values } of found) {
					expect(['date', 'to']).toContain(field);
					expect(Object.keys(values ?? {})).toHaveLength(1);
				}
			})
		);
	});
	test('notice is counted in hours that pass, also over the nights the clocks are changed', () => {
		const has = (on: string, from: string, at: string) => against({ date: on, from, to: '24:00' }, { leadHours: 24 }, at).length > 0;
		expect(has('2026-03-29', '12:59', '2026-03-28T12:00')).toBe(true);
		expect(has('2026-03-29', '13:00', '2026-03-28T12:00')).toBe(false);
		expect(has('2026-10-25', '10:59', '2026-10-24T12:00')).toBe(true);
		expect(has('2026-10-25', '11:00', '2026-10-24T12:00')).toBe(false);
	});
	test('a required question needs more than blanks', () => {
		const laid: Laid = { questions: [{ key: 'music', ask: { de: 'Musik?' }, required: true }, { key: 'other', ask: { de: 'Sonst?' }, required: false }] };
		expect(missingAnswers({ music: ' ' }, laid)).toEqual([{ code: 'answer-missing', field: 'answers.music' }]);
		expect(missingAnswers({ music: 'ja' }, laid)).toEqual([]);
	});
	test('cancelling costs its share after the last free day', () => {
		const laid: Laid = { cancelDays: 7, lateShare: 50 };
		expect(cancelFee('2026-11-30', 1999, laid, '2026-11-23T23:59')).toBe(0);
		expect(cancelFee('2026-11-30', 1999, laid, '2026-11-24T00:00')).toBe(1000);
		expect(cancelFee('2026-11-30', 1999, {}, '2026-11-24T00:00')).toBe(0);
	});
	test('giving back late costs a sum where the price is known, else a share; nothing in time or where nothing is laid down', () => {
		const laid: Laid = { cancelDays: 7, lateShare: 50, tariffs: [{ use: 'private', flat: 4000 }] };
		const evening = { date: '2026-12-01', from: '19:00', to: '21:00' };
		expect(lateRule({ ...evening, use: 'private' }, laid, '2026-11-28T10:00')).toEqual({ cents: 2000 });
		expect(lateRule({ ...evening, use: 'private', units: 3 }, laid, '2026-11-28T10:00')).toEqual({ cents: 6000 });
		expect(lateRule(evening, laid, '2026-11-28T10:00')).toEqual({ percent: 50, days: 7 });
		expect(lateRule({ ...evening, use: 'private' }, laid, '2026-11-24T10:00')).toBeUndefined();
		expect(lateRule(evening, { cancelDays: 7 }, '2026-11-28T10:00')).toBeUndefined();
	});
});

describe('a quota', () => {
	const asked: Held = { group: 'Hafenchor', mail: 'a@example.org', room: 'room:a', house: 'house:a', date: '2026-11-24' };
	const other = fc.record({ group: fc.constantFrom('Hafenchor', 'HAFEN-CHOR ', 'Turnverein', undefined), mail: fc.constantFrom('a@example.org', 'A@Example.org', 'b@example.org', undefined), room: fc.constantFrom('room:a', 'room:b'), house: fc.constantFrom('house:a', 'house:b'), date });
	const quota = fc.record({ per: fc.constantFrom('week' as const, 'month' as const), most: fc.integer({ min: 1, max: 5 }), in: fc.constantFrom('room' as const, 'house' as const) });

	test('is used up by the group’s own dates of the period and place, and by no others', () => {
		fc.assert(
			fc.property(fc.array(other), quota, (held, laid) => {
				const left = quotaLeft(asked, held, { quota: laid });
				const first = laid.per === 'week' ? '2026-11-23' : '2026-11-01';
				const last = laid.per === 'week' ? '2026-11-29' : '2026-11-30';
				const mine = held.filter(({ group, mail, date: on, room, house }) => {
					const same = group === undefined ? mail?.toLowerCase() === 'a@example.org' : group !== 'Turnverein';
					return same && on >= first && on <= last && (laid.in === 'room' ? room === 'room:a' : house === 'house:a');
				});
				expect(left).toBe(Math.max(0, laid.most - mine.length));
				expect(quotaLeft(asked, held.toReversed(), { quota: laid })).toBe(left);
				expect(quotaLeft(asked, [...held, asked], { quota: laid })).toBe(Math.max(0, left - 1));
			})
		);
	});
	test('counts the dates of one ask one after the other, and names each that is too many', () => {
		const laid: Laid = { quota: { per: 'month', most: 2, in: 'room' } };
		const dates = ['2026-11-24', '2026-11-25', '2026-11-26', '2026-12-01'].map((on) => ({ ...asked, date: on, laid }));
		expect(overQuota(dates, [])).toEqual([{ code: 'over-quota', field: 'further.1.date', values: { most: 2, per: 'month' } }]);
		expect(overQuota(dates, [asked]).map(({ field }) => field)).toEqual(['further.0.date', 'further.1.date']);
		expect(overQuota(dates, [asked, asked]).map(({ field }) => field)).toEqual(['date', 'further.0.date', 'further.1.date']);
	});
	test('is endless where none is laid down', () => expect(quotaLeft(asked, [asked, asked], {})).toBe(Infinity));
	test('knows a group by its name however it is spelled, and without one by mail or phone', () => {
		expect(isSameGroup({ group: 'Hafen-Chor' }, { group: ' hafenchor' })).toBe(true);
		expect(isSameGroup({ group: 'Hafenchor', mail: 'a@b.de' }, { group: 'Turnen', mail: 'a@b.de' })).toBe(false);
		expect(isSameGroup({ group: 'Hafenchor', mail: 'a@b.de' }, { mail: 'A@B.de' })).toBe(true);
		expect(isSameGroup({ phone: '040 / 123' }, { phone: '040-123' })).toBe(true);
		expect(isSameGroup({}, {})).toBe(false);
		expect(isSameGroup({ group: '—' }, { group: '!' })).toBe(false);
	});
});
