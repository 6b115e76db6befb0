import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockAt, minutesOf } from '#lib/kernel/moments.ts';
import type { House } from '../house/entity.ts';
import { type Slot, occupancyId } from '../occupancy/entity.ts';
import type { Room } from '../room/entity.ts';
import { termsId } from '../terms/entity.ts';
import { type RoomFacts, freeSpans, objections, paddedBy, unitsFree } from './rules.ts';
import { dayOfRoom, offeredOf, weekOf } from './week.ts';

const date = '2026-11-24';
const provenance = { source: 'https://example.org/', checkedOn: null };
const house: House = {
	_id: 'house:a', kind: 'house', schema: 0, name: { de: 'A' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '21:00' }], access: [], rules: [], criteria: [], ...provenance
};
const span = fc
	.uniqueArray(fc.integer({ min: 12, max: 44 }), { minLength: 2, maxLength: 2 })
	.map((pair) => pair.sort((a, b) => a - b).map((half) => clockAt(half * 30)))
	.map(([from, to]) => ({ from: from!, to: to! }));
const facts = fc
	.record({ units: fc.integer({ min: 1, max: 4 }), before: fc.constantFrom(0, 30), after: fc.constantFrom(0, 60), slots: fc.array(fc.record({ span, units: fc.integer({ min: 1, max: 2 }) }), { maxLength: 5 }) })
	.map(({ units, before, after, slots }): RoomFacts => ({
		room: { _id: 'room:a', kind: 'room', schema: 0, house: 'house:a', name: { de: 'a' }, order: 1, use: 'thing', units, equipment: [], access: [], rules: [], bookable: true, ...provenance } as Room,
		house,
		closures: [],
		terms: [{ _id: termsId('room:a'), kind: 'terms', schema: 0, room: 'room:a', before, after, admission: 'request' }],
		occupancies: [{ _id: occupancyId('room:a', date), kind: 'occupancy', schema: 0, room: 'room:a', date, slots: slots.map(({ span: of, units: used }): Slot => ({ request: 'request:1', ...of, units: used })) }]
	}));
const halves = Array.from({ length: 24 }, (_, index) => ({ from: clockAt(540 + index * 30), to: clockAt(570 + index * 30) }));
const within = (part: { from: string; to: string }, all: readonly { from: string; to: string }[]) => all.some(({ from, to }) => from <= part.from && part.to <= to);

describe('a day of a room', () => {
	test('is free where a stay fits and taken everywhere else, each minute once', () => {
		fc.assert(
			fc.property(facts, (of) => {
				const { spans } = dayOfRoom(of, date);
				for (const half of halves) {
					const free = spans.filter(({ state }) => state === 'free');
					const taken = spans.filter(({ state }) => state === 'taken');
					expect(within(half, free)).toBe(within(half, freeSpans(of, date)) && !within(half, taken));
					expect(within(half, free) || within(half, taken)).toBe(true);
				}
				spans.slice(1).forEach(({ from }, index) => expect(from >= spans[index]!.to).toBe(true));
			})
		);
	});
	test('says of a thing how many are left, part by part, and of a room nothing', () => {
		fc.assert(
			fc.property(facts, (of) => {
				for (const part of dayOfRoom(of, date).spans.filter(({ state }) => state === 'free')) {
					if (of.room.units === 1) expect(part.left).toBeUndefined();
					else expect(part.left).toBe(unitsFree(of.room, date, part, of.occupancies));
				}
			})
		);
	});
	test('offers of a free span what may be asked for: no more than is free, no shorter and no longer than the rules want, two hours where they do not care', () => {
		fc.assert(
			fc.property(span, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }), (free, least, more) => {
				const length = ({ from, to }: { from: string; to: string }) => minutesOf(to) - minutesOf(from);
				const limits = { minMinutes: least, maxMinutes: Math.max(1, least + more) };
				const offered = offeredOf({ from: free.from, until: free.to }, limits);
				expect(offered !== undefined).toBe(length(free) >= least);
				if (!offered) return;
				expect(offered.from).toBe(free.from);
				expect(length(offered)).toBeGreaterThanOrEqual(Math.max(1, least));
				expect(length(offered)).toBeLessThanOrEqual(Math.min(length(free), limits.maxMinutes));
				if (least <= 120 && 120 <= limits.maxMinutes) expect(length(offered)).toBe(Math.min(120, length(free)));
			})
		);
		const { minMinutes, maxMinutes } = dayOfRoom({ ...fc.sample(facts, 1)[0]!, terms: [{ _id: termsId('room:a'), kind: 'terms', schema: 0, room: 'room:a', minMinutes: 180, maxMinutes: 240 }] }, date);
		expect([minMinutes, maxMinutes]).toEqual([180, 240]);
	});
	test('offers from each free part on what can be had, also where fewer are left in the next; it calls too short only what cannot', () => {
		const hours = fc.constantFrom(['09:00', '21:00'], ['09:00', '12:00', '12:00', '21:00'], ['09:00', '12:00', '13:00', '21:00']).map((bounds) => ({
			...house,
			hours: [0, 2].filter((index) => bounds[index]).map((index) => ({ days: [1, 2, 3, 4, 5, 6, 7], from: bounds[index]!, to: bounds[index + 1]! }))
		}));
		const limits = fc.record({ minMinutes: fc.constantFrom(0, 30, 90, 180, 300), more: fc.constantFrom(1, 60, 600), quietFrom: fc.constantFrom('18:00', '24:00') });
		fc.assert(
			fc.property(facts, hours, limits, (some, open, { minMinutes, more, quietFrom }) => {
				const of: RoomFacts = { ...some, house: open, terms: some.terms!.map((terms) => ({ ...terms, minMinutes, maxMinutes: minMinutes + more, quietFrom })) };
				const day = dayOfRoom(of, date);
				const canBeHad = (stay: { from: string; to: string }) =>
					objections({ ...stay, date, groupSize: 1 }, of, '2026-11-20T10:00').length === 0 && unitsFree(of.room, date, paddedBy(stay, of), of.occupancies) > 0;
				for (const part of day.spans.filter(({ state }) => state === 'free'))
					for (let start = minutesOf(part.from); start < minutesOf(part.to); start += 30) {
						const from = clockAt(start);
						const offered = offeredOf({ ...part, from }, day);
						const end = start + Math.max(1, minMinutes);
						expect(offered !== undefined).toBe(end <= 1440 && canBeHad({ from, to: clockAt(end) }));
						if (!offered) continue;
						expect(offered.from).toBe(from);
						expect(canBeHad(offered)).toBe(true);
					}
			})
		);
	});
	test('offers three hours of two beamers over the begin and the end of a time in which one of them is lent', () => {
		const [some] = fc.sample(facts, 1) as [RoomFacts];
		const slots: Slot[] = [{ request: 'request:1', from: '10:00', to: '12:00', units: 1 }];
		const lent: RoomFacts = {
			...some,
			room: { ...some.room, units: 2 },
			terms: [{ _id: termsId('room:a'), kind: 'terms', schema: 0, room: 'room:a', minMinutes: 180 }],
			occupancies: [{ _id: occupancyId('room:a', date), kind: 'occupancy', schema: 0, room: 'room:a', date, slots }]
		};
		const day = dayOfRoom(lent, date);
		expect(day.spans.map((part) => [part.from, part.left, offeredOf(part, day)?.to])).toEqual([['09:00', 2, '12:00'], ['10:00', 1, '13:00'], ['12:00', 2, '15:00']]);
		expect(offeredOf({ ...day.spans[2]!, from: '19:00' }, day), 'closes before').toBeUndefined();
	});
	test('names what closes it and who may have it; a week is seven of them', () => {
		const [of] = fc.sample(facts, 1) as [RoomFacts];
		const closed = { ...of, closures: [{ _id: 'closure:x' as const, kind: 'closure' as const, schema: 0, name: { de: 'Tag der Arbeit' }, from: date, to: date, holiday: true }] };
		expect(dayOfRoom(closed, date)).toMatchObject({ open: [], closure: { holiday: true }, admission: 'request' });
		expect(weekOf(of, date).map((day) => day.date)).toEqual(['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30']);
		expect(minutesOf(weekOf(of, '2026-12-01')[0]!.spans[0]!.to)).toBe(21 * 60);
	});
});
