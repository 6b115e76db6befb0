import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, clockAt, minutesOf } from '#lib/kernel/moments.ts';
import type { Closure } from '../closure/entity.ts';
import type { House } from '../house/entity.ts';
import { type Occupancy, occupancyId } from '../occupancy/entity.ts';
import type { Room } from '../room/entity.ts';
import { HORIZON_DAYS, type RoomFacts, alternatives, freeSpans, objections, openOn, overlaps } from './rules.ts';

const provenance = { source: 'https://example.org/', checkedOn: null };
const quarters = fc.integer({ min: 0, max: 96 });
const span = fc
	.uniqueArray(quarters, { minLength: 2, maxLength: 2 })
	.map((pair) => pair.sort((a, b) => a - b))
	.map(([from, to]) => ({ from: clockAt(from! * 15), to: clockAt(to! * 15) }));
const date = fc.integer({ min: -5, max: 40 }).map((days) => addDays('2026-11-23', days));
const someDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });

const house = (name: string) =>
	fc.record({ hours: fc.array(fc.record({ days: someDays, s: span }).map(({ days, s }) => ({ days, ...s })), { maxLength: 4 }), status: fc.constantFrom('open' as const, 'open' as const, 'open' as const, 'planned' as const) }).map(
		({ hours, status }): House => ({ _id: `house:${name}`, kind: 'house', schema: 0, name: { de: name }, order: 1, status, hours, access: [], rules: [], criteria: [], ...provenance })
	);
const room = (name: string) =>
	fc.record({ capacity: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }), bookable: fc.constantFrom(true, true, true, false) }).map(
		({ capacity, bookable }): Room => ({
			_id: `room:${name}`, kind: 'room', schema: 0, house: `house:${name}`, name: { de: name }, order: 1, use: 'hall', equipment: [], access: [], rules: [], bookable, ...provenance,
			...(capacity === undefined ? {} : { capacity })
		})
	);
const closure = fc.record({ from: date, length: fc.integer({ min: 0, max: 3 }), house: fc.constantFrom('house:a' as const, 'house:b' as const, undefined), holiday: fc.boolean() }).map(
	({ from, length, house: of, holiday }): Closure => ({ _id: 'closure:x', kind: 'closure', schema: 0, name: { de: 'zu' }, from, to: addDays(from, length), holiday, ...(of ? { house: of } : {}) })
);
/** What the registrar keeps true: the slots of a day are apart from each other. */
const occupancies = (name: string) =>
	fc.uniqueArray(fc.record({ date, slots: fc.array(span, { maxLength: 5 }) }), { selector: (day) => day.date, maxLength: 12 }).map((days) =>
		days.map(({ date: on, slots }): Occupancy => {
			const apart: typeof slots = [];
			for (const slot of slots) if (!apart.some((other) => overlaps(slot, other))) apart.push(slot);
			return { _id: occupancyId(`room:${name}`, on), kind: 'occupancy', schema: 0, room: `room:${name}`, date: on, slots: apart.map((slot) => ({ request: 'request:1', ...slot })) };
		})
	);
const facts = (name: string): fc.Arbitrary<RoomFacts> =>
	fc.record({ room: room(name), house: house(name), closures: fc.array(closure, { maxLength: 2 }), occupancies: occupancies(name) });
const now = fc.tuple(date, fc.integer({ min: 0, max: 1439 })).map(([on, minutes]) => `${on}T${clockAt(minutes)}`);
const wish = fc.record({ span, date, groupSize: fc.integer({ min: 1, max: 80 }) }).map(({ span: { from, to }, ...rest }) => ({ from, to, ...rest }));
const minutes = Array.from({ length: 96 }, (_, index) => clockAt(index * 15));
const within = (at: string, spans: readonly { from: string; to: string }[]) => spans.some(({ from, to }) => from <= at && at < to);

describe('overlaps', () => {
	test('is mutual, holds for a span with itself, and means a shared minute', () => {
		fc.assert(
			fc.property(span, span, (a, b) => {
				expect(overlaps(a, b)).toBe(overlaps(b, a));
				expect(overlaps(a, a)).toBe(true);
				expect(overlaps(a, b)).toBe(minutes.some((at) => within(at, [a]) && within(at, [b])));
			})
		);
	});
	test('touching ends do not', () => expect(overlaps({ from: '17:00', to: '19:00' }, { from: '19:00', to: '21:00' })).toBe(false));
});

describe('free spans', () => {
	test('and taken ones together are the open ones, and share no minute', () => {
		fc.assert(
			fc.property(facts('a'), date, (of, on) => {
				const open = openOn(of, on);
				const taken = of.occupancies.filter(({ room, date: day }) => room === 'room:a' && day === on).flatMap(({ slots }) => slots);
				const free = freeSpans(of, on);
				for (const at of minutes) {
					expect(within(at, free)).toBe(within(at, open) && !within(at, taken));
				}
				free.forEach(({ from, to }, index) => {
					expect(from < to).toBe(true);
					if (index > 0) expect(from > free[index - 1]!.to || from === free[index - 1]!.to).toBe(true);
				});
			})
		);
	});
	test('there are none where the house is closed, planned, or the room not for booking', () => {
		fc.assert(
			fc.property(facts('a'), date, (of, on) => {
				const closed = of.closures.some(({ house: only, from, to }) => (!only || only === 'house:a') && from <= on && on <= to);
				if (closed || of.house.status === 'planned' || !of.room.bookable) expect(freeSpans(of, on)).toEqual([]);
			})
		);
	});
});

describe('objections', () => {
	test('each names a field of the form', () => {
		fc.assert(
			fc.property(wish, facts('a'), now, (asked, of, at) => {
				for (const { field } of objections(asked, of, at)) expect(['room', 'date', 'from', 'to', 'groupSize']).toContain(field);
			})
		);
	});
	test('where there are none, the time lies ahead, within the hours, and the room is large enough', () => {
		fc.assert(
			fc.property(wish, facts('a'), now, (asked, of, at) => {
				const fits = openOn(of, asked.date).some(({ from, to }) => from <= asked.from && asked.to <= to);
				const fine = fits && `${asked.date}T${asked.from}` >= at && asked.groupSize <= (of.room.capacity ?? Infinity) && asked.date <= addDays(at.slice(0, 10), HORIZON_DAYS);
				expect(objections(asked, of, at).length === 0).toBe(fine);
			})
		);
	});
	test('being taken is none: requests may overlap', () => {
		fc.assert(fc.property(wish, facts('a'), now, (asked, of, at) => { expect(objections(asked, { ...of, occupancies: [] } as RoomFacts, at)).toEqual(objections(asked, of, at)); }));
	});
	test('an end before the start is told, whatever else is wrong', () => {
		fc.assert(fc.property(wish, facts('a'), now, (asked, of, at) => { expect(objections({ ...asked, from: asked.to, to: asked.from }, of, at)).toContainEqual({ code: 'end-before-start', field: 'to' }); }));
	});
});

describe('alternatives', () => {
	test('are free, allowed, as long as asked for, in rooms large enough, and never past', () => {
		fc.assert(
			fc.property(wish, facts('a'), facts('b'), now, (asked, a, b, at) => {
				const found = alternatives({ ...asked, room: 'room:a' }, [a, b], at);
				expect(found.length).toBeLessThanOrEqual(3);
				for (const time of found) {
					const of = time.room === 'room:a' ? a : b;
					expect(objections({ ...time, groupSize: asked.groupSize }, of, at)).toEqual([]);
					expect(freeSpans(of, time.date).some(({ from, to }) => from <= time.from && time.to <= to)).toBe(true);
					expect(minutesOf(time.to) - minutesOf(time.from)).toBe(minutesOf(asked.to) - minutesOf(asked.from));
				}
				expect(new Set(found.map((time) => JSON.stringify(time))).size).toBe(found.length);
			}),
			{ numRuns: 500 }
		);
	});
	test('begin with the same day, then another room at the same time, then the days after', () => {
		const always = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '22:00' }];
		const base = (name: string, slots: { from: string; to: string }[]): RoomFacts => ({
			room: { _id: `room:${name}`, kind: 'room', schema: 0, house: `house:${name}`, name: { de: name }, order: 1, use: 'hall', equipment: [], access: [], rules: [], bookable: true, ...provenance },
			house: { _id: `house:${name}`, kind: 'house', schema: 0, name: { de: name }, order: 1, status: 'open', hours: always, access: [], rules: [], criteria: [], ...provenance },
			closures: [],
			occupancies: [{ _id: `occupancy:${name}:2026-11-24`, kind: 'occupancy', schema: 0, room: `room:${name}`, date: '2026-11-24', slots: slots.map((slot) => ({ request: 'request:1', ...slot })) }]
		});
		const found = alternatives({ room: 'room:a', date: '2026-11-24', from: '19:00', to: '21:00', groupSize: 10 }, [base('a', [{ from: '18:30', to: '21:00' }]), base('b', [])], '2026-11-20T10:00');
		expect(found).toEqual([
			{ room: 'room:a', date: '2026-11-24', from: '16:30', to: '18:30' },
			{ room: 'room:b', date: '2026-11-24', from: '19:00', to: '21:00' },
			{ room: 'room:a', date: '2026-11-25', from: '19:00', to: '21:00' }
		]);
	});
});
