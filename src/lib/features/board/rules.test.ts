import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, clockAt, minutesOf, toInstant, toLocal } from '#lib/kernel/moments.ts';
import { type Timed, clashesAmong, draggedSpan, lanesOf, minuteAt, movedTo, paddedOf, placeOn, scaleOf, stepFrom } from './rules.ts';

const buffer = fc.option(fc.integer({ min: 0, max: 180 }), { nil: undefined });
const use = fc
	.record({ pair: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 2 }), before: buffer, after: buffer, units: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }) })
	.map(({ pair, ...rest }): Timed => {
		const [from = 0, to = 1] = pair.toSorted((a, b) => a - b);
		return { from: clockAt(from), to: clockAt(to), ...rest };
	});
const day = fc.array(use, { maxLength: 14 });
const takes = (one: Timed, minute: number) => paddedOf(one).start <= minute && minute < paddedOf(one).end;
const minutes = Array.from({ length: 1440 }, (_, minute) => minute);

describe('lanes', () => {
	test('hold no two uses that share a minute, setting up and cleaning up counted', () => {
		fc.assert(
			fc.property(day, (uses) => {
				const lanes = lanesOf(uses);
				for (const minute of minutes) {
					const there = uses.flatMap((one, index) => (takes(one, minute) ? [lanes[index]] : []));
					expect(new Set(there).size).toBe(there.length);
				}
			}),
			{ numRuns: 40 }
		);
	});
	test('are as few as share one minute', () => {
		fc.assert(
			fc.property(day, (uses) => {
				const most = Math.max(0, ...minutes.map((minute) => uses.filter((one) => takes(one, minute)).length));
				expect(Math.max(0, ...lanesOf(uses).map((lane) => lane + 1))).toBe(most);
			}),
			{ numRuns: 40 }
		);
	});
});

describe('clashes', () => {
	test('of a room are the pairs whose spans meet with their buffers, and mutual', () => {
		fc.assert(
			fc.property(day, (uses) => {
				const plain = uses.map(({ units: _, ...rest }) => rest);
				const found = clashesAmong(plain);
				for (const [one, a] of plain.entries())
					for (const [other, b] of plain.entries()) {
						const meet = one !== other && paddedOf(a).start < paddedOf(b).end && paddedOf(b).start < paddedOf(a).end;
						expect(found[one]?.includes(other)).toBe(meet);
					}
			})
		);
	});
	test('of a thing are there exactly where more would be out than there are', () => {
		fc.assert(
			fc.property(day, fc.integer({ min: 1, max: 8 }), (uses, units) => {
				const found = clashesAmong(uses, units);
				const alone = (index: number) => (uses[index]?.units ?? 1) > units;
				for (const minute of minutes.filter((one) => one % 7 === 0)) {
					const there = uses.flatMap((one, index) => (takes(one, minute) ? [index] : []));
					const out = there.reduce((sum, index) => sum + (uses[index]?.units ?? 1), 0);
					if (out > units && there.length > 1) for (const index of there) expect(found[index]?.length).toBeGreaterThan(0);
				}
				for (const [index, others] of found.entries()) if (others.length === 0 && !alone(index)) expect(minutes.every((minute) => !takes(uses[index]!, minute) || uses.filter((one) => takes(one, minute)).reduce((sum, one) => sum + (one.units ?? 1), 0) <= units)).toBe(true);
			}),
			{ numRuns: 40 }
		);
	});
	test('a pause for cleaning keeps two apart that do not touch', () => {
		expect(clashesAmong([{ from: '17:00', to: '19:00', after: 30 }, { from: '19:15', to: '21:00' }, { from: '21:00', to: '22:00' }])).toEqual([[1], [0], []]);
		expect(clashesAmong([{ from: '09:00', to: '12:00', units: 2 }, { from: '10:00', to: '11:00' }], 3)).toEqual([[], []]);
		expect(clashesAmong([{ from: '09:00', to: '12:00', units: 2 }, { from: '10:00', to: '11:00', units: 2 }], 3)).toEqual([[1], [0]]);
	});
});

describe('the scale', () => {
	test('places each minute where dragging finds it again, to the minute', () => {
		fc.assert(
			fc.property(fc.array(use, { minLength: 1, maxLength: 5 }), fc.constantFrom(1, 15, 30), fc.nat(1440), (uses, step, wanted) => {
				const scale = scaleOf(uses.map(paddedOf));
				const minute = Math.min(Math.max(Math.round(wanted / step) * step, scale.start), scale.end);
				expect(minuteAt(scale, placeOn(scale, { start: minute, end: minute }).at, step)).toBe(minute);
			})
		);
	});
	test('holds all of what is to be seen, and draws nothing outside', () => {
		fc.assert(
			fc.property(fc.array(use, { minLength: 1, maxLength: 6 }), use, (uses, other) => {
				const scale = scaleOf(uses.map(paddedOf));
				for (const one of uses) {
					const { at, size } = placeOn(scale, paddedOf(one));
					expect(size * (scale.end - scale.start)).toBeCloseTo(paddedOf(one).end - paddedOf(one).start);
					expect(at).toBeGreaterThanOrEqual(0);
					expect(at + size).toBeLessThanOrEqual(1 + 1e-9);
				}
				const { at, size } = placeOn(scale, paddedOf(other));
				expect(at >= 0 && size >= 0 && at + size <= 1 + 1e-9).toBe(true);
			})
		);
		expect(scaleOf([])).toEqual({ start: 480, end: 1320 });
	});
});

describe('dragging', () => {
	test('gives a time within the day that ends after it begins', () => {
		fc.assert(
			fc.property(fc.nat(1440), fc.nat(1440), fc.constantFrom(15, 30), (one, other, step) => {
				const { from, to } = draggedSpan(one, other, step);
				expect(from < to && to <= '24:00').toBe(true);
				expect(minutesOf(to) - minutesOf(from)).toBeGreaterThanOrEqual(Math.abs(one - other) || step);
			})
		);
	});
	test('a moved use stays as long by the clock, also into the nights in which the clocks change', () => {
		const nights = fc.constantFrom('2026-03-28', '2026-03-29', '2026-10-24', '2026-10-25', '2026-11-24');
		fc.assert(
			fc.property(use, fc.integer({ min: -100, max: 1600 }), nights, (before, start, date) => {
				const { from, to } = movedTo(before, start);
				expect(minutesOf(to) - minutesOf(from)).toBe(minutesOf(before.to) - minutesOf(before.from));
				// What people read on a clock that night is what the board says, but for the hour that does not exist.
				if (from < '24:00' && !(date === '2026-03-29' && from >= '02:00' && from < '03:00')) expect(toLocal(toInstant(`${date}T${from}`))).toBe(`${date}T${from}`);
			})
		);
	});
	test('an evening is the same evening before and after the clocks change', () => {
		const start = (date: string) => minuteAt({ start: 480, end: 1320 }, placeOn({ start: 480, end: 1320 }, paddedOf({ from: '19:07', to: '21:00' })).at, 1) === minutesOf(toLocal(toInstant(`${date}T19:07`)).slice(11));
		for (const days of Array.from({ length: 9 }, (_, index) => index)) expect([start(addDays('2026-03-25', days)), start(addDays('2026-10-21', days))]).toEqual([true, true]);
	});
});

describe('arrow keys', () => {
	const rows = fc.array(fc.array(fc.nat(10_000), { maxLength: 6 }), { minLength: 1, maxLength: 8 }).map((all) => all.map((row, index) => row.toSorted((a, b) => a - b).map((at, nth) => ({ id: `${index}-${nth}`, at }))));
	test('reach every use from every other', () => {
		fc.assert(
			fc.property(rows, (all) => {
				const ids = all.flat().map(({ id }) => id);
				for (const first of ids) {
					const reached = new Set([first]);
					for (const id of reached)
						for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
							const next = stepFrom(all, id, key);
							if (next) reached.add(next);
						}
					expect(reached.size).toBe(ids.length);
				}
			})
		);
	});
	test('up and down go to what is nearest in time, over rooms that have nothing', () => {
		const all = [[{ id: 'a', at: 100 }], [], [{ id: 'b', at: 10 }, { id: 'c', at: 120 }]];
		expect(stepFrom(all, 'a', 'ArrowDown')).toBe('c');
		expect(stepFrom(all, 'b', 'ArrowUp')).toBe('a');
		expect(stepFrom(all, 'a', 'ArrowUp')).toBeUndefined();
		expect([stepFrom(all, 'c', 'Home'), stepFrom(all, 'b', 'End'), stepFrom(all, 'a', 'x'), stepFrom(all, 'gone', 'End')]).toEqual(['b', 'c', undefined, undefined]);
	});
});
