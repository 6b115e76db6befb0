import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, addDays, weekdayOf } from '#lib/kernel/moments.ts';
import type { RoomFacts } from '../booking/rules.ts';
import type { Closure } from '../closure/entity.ts';
import type { Slot } from '../occupancy/entity.ts';
import type { Season } from '../season/entity.ts';
import type { FixedSlot } from './entity.ts';
import { type SlotFacts, checksOf, datesOf, insteadOf, renewalsOn } from './rules.ts';

const base = { schema: 0, access: [], rules: [], source: 'https://example.org', checkedOn: null };
const house = { ...base, _id: 'house:park', kind: 'house', name: { de: 'Haus' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }], criteria: [] } as unknown as RoomFacts['house'];
const roomOf = (id: string) => ({ ...base, _id: `room:${id}`, kind: 'room', house: 'house:park', name: { de: id }, order: 1, use: 'hall', equipment: [], bookable: true, capacity: 40 }) as unknown as RoomFacts['room'];
const taken = (date: Day, request = 'request:other', from = '18:00', to = '20:00') => ({ _id: `occupancy:saal:${date}`, kind: 'occupancy', schema: 0, room: 'room:saal', date, slots: [{ request, from, to } as Slot] }) as RoomFacts['occupancies'][number];
const closed = (date: Day, holiday: boolean): Closure => ({ _id: `closure:${date}`, kind: 'closure', schema: 0, name: { de: holiday ? 'Feiertag' : 'Putztag' }, from: date, to: date, holiday });
const season: Season = { _id: 'season:a', kind: 'season', schema: 0, name: { de: 'Frühjahr' }, from: '2027-01-04', to: '2027-06-30', renewDays: 28 };
const choir: FixedSlot = { _id: 'fixed-slot:choir', kind: 'fixed-slot', schema: 0, group: 'Chor', groupSize: 20, room: 'room:saal', season: 'season:a', weekday: 2, from: '19:00', to: '21:00', series: '01930000-0000-7000-8000-000000000034' };
const now = '2026-12-01T09:00';
const facts = (fields: Partial<RoomFacts> = {}, more: Partial<SlotFacts> = {}): SlotFacts => ({
	room: { room: roomOf('saal'), house, closures: [], occupancies: [], ...fields },
	season,
	slots: [choir],
	schoolHolidays: [],
	own: [],
	...more
});
const standings = (given: SlotFacts, slot = choir) => new Map(checksOf(slot, given, now).map(({ date, standing }) => [date, standing]));

test('every week of the season has its date, none is skipped, whatever the season', () => {
	const day = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2026-01-01', days));
	fc.assert(
		fc.property(day, fc.integer({ min: 0, max: 540 }), fc.integer({ min: 1, max: 7 }), (from, length, weekday) => {
			const to = addDays(from, length);
			const all = Array.from({ length: length + 1 }, (_, index) => addDays(from, index));
			expect(datesOf({ weekday }, { from, to })).toEqual(all.filter((date) => weekdayOf(date) === weekday));
		}),
		{ numRuns: 60 }
	);
});

describe('the check of a season', () => {
	test('40 dates with 3 clashes and 2 holidays: each says what it is', () => {
		const autumn: Season = { ...season, from: '2027-01-04', to: '2027-10-12' };
		const dates = datesOf(choir, autumn);
		expect(dates).toHaveLength(41);
		const [a, b, c, d, e] = [3, 9, 20, 30, 35].map((index) => dates[index]!) as [Day, Day, Day, Day, Day];
		const found = standings(facts({ occupancies: [a, b, c].map((date) => taken(date)), closures: [closed(d, true), closed(e, false)] }, { season: autumn }));
		expect([a, b, c, d, e].map((date) => found.get(date))).toEqual(['taken', 'taken', 'taken', 'holiday', 'closed']);
		expect([...found.values()].filter((standing) => standing === 'free')).toHaveLength(36);
	});

	test('another group’s fixed time at the same hour is a clash, one after it is not, one of another season neither', () => {
		const rival = { ...choir, _id: 'fixed-slot:dance' as const, group: 'Tanz', from: '20:00', to: '22:00' };
		expect(new Set(standings(facts({}, { slots: [choir, rival] })).values())).toEqual(new Set(['clash']));
		expect(checksOf(choir, facts({}, { slots: [choir, rival] }), now)[0]?.others).toEqual([rival]);
		expect(new Set(standings(facts({}, { slots: [choir, { ...rival, from: '21:00' }] })).values())).toEqual(new Set(['free']));
		expect(new Set(standings(facts({}, { slots: [choir, { ...rival, season: 'season:b' }] })).values())).toEqual(new Set(['free']));
	});

	test('what was asked for says so, also where the server gave it the time; a refused date can be asked for again', () => {
		const [first, second] = datesOf(choir, season) as [Day, Day];
		const own = (date: Day, state: 'confirmed' | 'cancelled') => ({ request: { _id: `request:${choir.series}`, date } as never, state });
		const found = standings(facts({ occupancies: [taken(first, `request:${choir.series}`, '19:00', '21:00')] }, { own: [own(first, 'confirmed'), own(second, 'cancelled')] }));
		expect([found.get(first), found.get(second)]).toEqual(['asked', 'free']);
	});

	test('school holidays are named and rule nothing out; late hours do', () => {
		const [first] = datesOf(choir, season) as [Day];
		const school = { _id: 'school-holiday:a' as const, kind: 'school-holiday' as const, schema: 0, name: { de: 'Ferien' }, from: first, to: first };
		expect(checksOf(choir, facts({}, { schoolHolidays: [school] }), now)[0]).toMatchObject({ standing: 'free', school: 'Ferien' });
		const late = { ...choir, to: '23:00' };
		expect(checksOf(late, facts(), now)[0]).toMatchObject({ standing: 'ruled-out', against: [{ code: 'closed' }] });
	});

	test('time kept for setting up counts between fixed times as between bookings', () => {
		const terms = [{ _id: 'terms:room:saal' as const, kind: 'terms' as const, schema: 0, room: 'room:saal' as const, after: 30 }];
		const after = { ...choir, _id: 'fixed-slot:dance' as const, from: '21:15', to: '22:00' };
		expect([...standings(facts({ terms }, { slots: [choir, after] })).values()][0]).toBe('clash');
		expect([...standings(facts({}, { slots: [choir, after] })).values()][0]).toBe('free');
	});

	test('what is offered instead is free, never in the past and never the group’s own next date', () => {
		const shift = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 8 });
		fc.assert(
			fc.property(shift, shift, (busy, shut) => {
				const dates = datesOf(choir, season);
				const given = facts({ occupancies: [...new Set(busy)].map((index) => taken(dates[index]!)), closures: [...new Set(shut)].map((index) => closed(dates[index]!, true)) });
				for (const check of checksOf(choir, given, now)) {
					const instead = insteadOf(check, choir, [given.room], now);
					if (check.standing === 'free') expect(instead).toEqual([]);
					for (const time of instead) {
						expect(time.room === choir.room && weekdayOf(time.date) === choir.weekday).toBe(false);
						expect(time.date > now.slice(0, 10)).toBe(true);
						expect(given.room.closures.some(({ from }) => from === time.date)).toBe(false);
					}
				}
			}),
			{ numRuns: 20 }
		);
	});
});

test('the office is asked about each fixed time once, from so many days before the end of its season on', () => {
	const asked = (today: Day, slot = choir) => renewalsOn(today, [slot], [season]).length;
	expect(['2027-06-01', '2027-06-02', '2027-07-30'].map((today) => asked(today))).toEqual([0, 1, 1]);
	expect([asked('2027-06-10', { ...choir, renewal: 'extended' }), asked('2027-06-10', { ...choir, renewal: 'ended' }), asked('2027-06-10', { ...choir, retired: true })]).toEqual([0, 0, 0]);
	expect(renewalsOn('2027-06-10', [choir], [])).toEqual([]);
});
