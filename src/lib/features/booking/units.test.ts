import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAt } from '#lib/kernel/moments.ts';
import type { House } from '../house/entity.ts';
import { type Slot, type Occupancy, occupancyId } from '../occupancy/entity.ts';
import type { Room } from '../room/entity.ts';
import { type RoomFacts, alternatives, freeSpans, objections, unitsFree, usedUpOn } from './rules.ts';

const date = '2026-11-24';
const provenance = { source: 'https://example.org/', checkedOn: null };
const quarters = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 2 }).map((pair) => pair.sort((a, b) => a - b));
const span = quarters.map(([from, to]) => ({ from: clockAt(from! * 15), to: clockAt(to! * 15) }));
const around = fc.constantFrom(0, 0, 15, 30, 90);
const slots = fc.array(
	fc.record({ span, before: around, after: around, units: fc.integer({ min: 1, max: 4 }) }).map(({ span: of, ...rest }): Slot => ({ request: 'request:1', ...of, ...rest })),
	{ maxLength: 8 }
);
const thing = (units: number | undefined): Room => ({
	_id: 'room:bike', kind: 'room', schema: 0, house: 'house:a', name: { de: 'Lastenrad' }, order: 1, use: 'thing', equipment: [], access: [], rules: [], bookable: true, ...provenance, ...(units === undefined ? {} : { units })
});
const day = (used: Slot[]): Occupancy => ({ _id: occupancyId('room:bike', date), kind: 'occupancy', schema: 0, room: 'room:bike', date, slots: used });
const house: House = {
	_id: 'house:a', kind: 'house', schema: 0, name: { de: 'A' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }], access: [], rules: [], criteria: [], ...provenance
};
const facts = (units: number, used: Slot[]): RoomFacts => ({ room: thing(units), house, closures: [], occupancies: [day(used)] });

/** The same, counted the slow way: quarter by quarter. */
const quarterUse = (used: Slot[], quarter: number) =>
	used.reduce((sum, { from, to, before = 0, after = 0, units = 1 }) => {
		const [start, end] = [minutes(from) - before, minutes(to) + after];
		return sum + (start <= quarter * 15 && quarter * 15 < end ? units : 0);
	}, 0);
const minutes = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const quartersOf = ({ from, to }: { from: string; to: string }) => Array.from({ length: (minutes(to) - minutes(from)) / 15 }, (_, index) => minutes(from) / 15 + index);

describe('how many units are free', () => {
	test('is what is left in the fullest minute of the span, never below none', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 6 }), slots, span, (units, used, wanted) => {
				const fullest = Math.max(...quartersOf(wanted).map((quarter) => quarterUse(used, quarter)));
				expect(unitsFree(thing(units), date, wanted, [day(used)])).toBe(Math.max(0, units - fullest));
			})
		);
	});
	test('counts one’s own set-up and clean-up time', () => {
		const used: Slot[] = [{ request: 'request:1', from: '10:00', to: '12:00', after: 30 }];
		expect(unitsFree(thing(1), date, { from: '12:30', to: '13:00' }, [day(used)])).toBe(1);
		expect(unitsFree(thing(1), date, { from: '12:30', to: '13:00', before: 15 }, [day(used)])).toBe(0);
	});
	test('two uses one after the other take the same unit', () => {
		const used: Slot[] = [{ request: 'request:1', from: '10:00', to: '12:00' }, { request: 'request:2', from: '12:00', to: '14:00' }];
		expect(unitsFree(thing(2), date, { from: '09:00', to: '15:00' }, [day(used)])).toBe(1);
		expect(unitsFree(thing(undefined), date, { from: '14:00', to: '15:00' }, [day(used)])).toBe(1);
	});
	test('other rooms and other days do not count', () => {
		const used: Slot[] = [{ request: 'request:1', from: '10:00', to: '12:00' }];
		const elsewhere = [{ ...day(used), room: 'room:other' as const }, { ...day(used), date: '2026-11-25' }];
		expect(unitsFree(thing(1), date, { from: '10:00', to: '12:00' }, elsewhere)).toBe(1);
	});
});

describe('a thing of which there are several', () => {
	test('is used up exactly where fewer than wanted are left', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), slots, (units, wanted, used) => {
				const spans = usedUpOn(thing(units), date, [day(used)], wanted);
				for (const quarter of Array.from({ length: 96 }, (_, index) => index)) {
					const inside = spans.some(({ from, to }) => minutes(from) <= quarter * 15 && quarter * 15 < minutes(to));
					expect(inside).toBe(quarterUse(used, quarter) + wanted > units);
				}
				spans.slice(1).forEach(({ from }, index) => expect(from > spans[index]!.to).toBe(true));
			})
		);
	});
	test('is offered only where enough are left, and nothing else instead of it', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }), slots, span, (units, wanted, used, at) => {
				const other: RoomFacts = { ...facts(9, []), room: { ...thing(9), _id: 'room:other' } };
				for (const time of alternatives({ room: 'room:bike', date, ...at, groupSize: 1, units: wanted }, [facts(units, used), other], '2026-11-20T10:00')) {
					expect(time.room).toBe('room:bike');
					expect(unitsFree(thing(units), time.date, time, [day(used)])).toBeGreaterThanOrEqual(wanted);
				}
			})
		);
	});
	test('has no free span for more than there are, and the wish is answered by name', () => {
		expect(freeSpans(facts(3, []), date, 4)).toEqual([]);
		expect(objections({ date, from: '10:00', to: '11:00', groupSize: 1, units: 4 }, facts(3, []), '2026-11-20T10:00')).toContainEqual({ code: 'too-many-units', field: 'units', values: { capacity: 3 } });
	});
});
