import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, clockAt } from '#lib/kernel/moments.ts';
import type { House } from '../house/entity.ts';
import { type Occupancy, occupancyId } from '../occupancy/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import { HORIZON_DAYS, type RoomFacts, alternatives, freeSpans, objections, openOn, overlaps, padded, paddedBy, usedUpOn } from './rules.ts';

const provenance = { source: 'https://example.org/', checkedOn: null };
const days = [1, 2, 3, 4, 5, 6, 7];
const room: Room = { _id: 'room:a', kind: 'room', schema: 0, house: 'house:a', name: { de: 'a' }, order: 1, use: 'hall', equipment: [], access: [], rules: [], bookable: true, ...provenance };
const house: House = { _id: 'house:a', kind: 'house', schema: 0, name: { de: 'a' }, order: 1, status: 'open', hours: [{ days, from: '09:00', to: '20:00' }], access: [], rules: [], criteria: [], ...provenance };
const DATE = '2026-11-24';
const NOW = '2026-11-20T10:00';

const quarters = fc.integer({ min: 0, max: 96 });
const span = fc
	.uniqueArray(quarters, { minLength: 2, maxLength: 2 })
	.map((pair) => pair.sort((a, b) => a - b))
	.map(([from, to]) => ({ from: clockAt(from! * 15), to: clockAt(to! * 15) }));
const padding = fc.integer({ min: 0, max: 8 }).map((count) => count * 15);
const pads = fc.record({ before: padding, after: padding }, { requiredKeys: [] });
const slots = fc.array(fc.tuple(span, pads).map(([at, around]) => ({ request: 'request:1' as const, ...at, ...around })), { maxLength: 5 });
const laid = fc.record(
	{ before: padding, after: padding, quietFrom: quarters.map((quarter) => clockAt(quarter * 15)), minMinutes: fc.integer({ min: 15, max: 180 }), maxMinutes: fc.integer({ min: 60, max: 900 }), leadHours: fc.integer({ min: 0, max: 120 }), horizonDays: fc.integer({ min: 1, max: 30 }), hours: fc.array(span.map((at) => ({ days, ...at })), { maxLength: 2 }) },
	{ requiredKeys: [] }
);
const place = (rules: Omit<Terms, '_id' | 'kind' | 'schema'>, taken: Occupancy['slots'] = []): RoomFacts => ({
	room,
	house,
	closures: [],
	occupancies: [{ _id: occupancyId('room:a', DATE), kind: 'occupancy', schema: 0, room: 'room:a', date: DATE, slots: taken }],
	terms: [{ _id: 'terms:room:a', kind: 'terms', schema: 0, room: 'room:a', ...rules }]
});
const facts = fc.tuple(laid, slots).map(([rules, taken]) => place(rules, taken));

test('set-up and clean-up time ends with the day and is never counted twice', () => {
	expect(padded({ from: '00:10', to: '23:50', before: 30, after: 30 })).toEqual({ from: '00:00', to: '24:00' });
	expect(overlaps({ from: '09:00', to: '10:00', after: 30 }, { from: '11:00', to: '12:00', before: 30 })).toBe(false);
	expect(overlaps({ from: '09:00', to: '10:00', after: 30 }, { from: '11:00', to: '12:00', before: 31 })).toBe(true);
	fc.assert(
		fc.property(span, pads, span, pads, (a, aroundA, b, aroundB) => {
			expect(overlaps({ ...a, ...aroundA }, { ...b, ...aroundB })).toBe(overlaps({ ...b, ...aroundB }, { ...a, ...aroundA }));
			if (overlaps(a, b)) expect(overlaps({ ...a, ...aroundA }, { ...b, ...aroundB })).toBe(true);
		})
	);
});

test('a quarter of an hour is free exactly if it is open, not quiet, and with its own padding clear of everything taken', () => {
	fc.assert(
		fc.property(facts, (of) => {
			const [terms] = of.terms!;
			const within = (at: string, spans: readonly { from: string; to: string }[]) => spans.some(({ from, to }) => from <= at && at < to);
			for (const start of Array.from({ length: 96 }, (_, index) => index * 15)) {
				const wish = paddedBy({ from: clockAt(start), to: clockAt(start + 15) }, of);
				const usable = within(wish.from, openOn(of, DATE)) && wish.from < (terms!.quietFrom ?? '24:00');
				const clear = !of.occupancies[0]!.slots.some((slot) => overlaps(slot, wish));
				expect(within(wish.from, freeSpans(of, DATE)), wish.from).toBe(usable && clear);
			}
		})
	);
});

test('an alternative is something one can really ask for, and have', () => {
	fc.assert(
		fc.property(facts, span, (of, at) => {
			for (const time of alternatives({ ...at, room: 'room:a', date: DATE, groupSize: 1 }, [of], NOW)) {
				expect(objections({ ...time, groupSize: 1 }, of, NOW)).toEqual([]);
				if (time.date === DATE) expect(of.occupancies[0]!.slots.some((slot) => overlaps(slot, paddedBy(time, of)))).toBe(false);
			}
		}),
		{ numRuns: 300 }
	);
});

test('the hours laid down hold over the house’s, and without terms all is as it was', () => {
	const own = place({ hours: [{ days, from: '07:00', to: '23:00' }] });
	expect(openOn(own, DATE)).toEqual([{ from: '07:00', to: '23:00' }]);
	expect(openOn({ ...own, terms: undefined }, DATE)).toEqual([{ from: '09:00', to: '20:00' }]);
	expect(usedUpOn({ _id: 'room:a' }, DATE, place({}, [{ request: 'request:1', from: '10:00', to: '11:00', before: 30, after: 15 }]).occupancies)).toEqual([{ from: '09:30', to: '11:15' }]);
});

test('each refusal says its field and its number', () => {
	const ask = (rules: Parameters<typeof place>[0], wish: object = {}) => objections({ date: DATE, from: '10:00', to: '12:00', groupSize: 5, ...wish }, place(rules), NOW);
	expect(ask({})).toEqual([]);
	expect(ask({ minMinutes: 180 })).toEqual([{ code: 'stay-too-short', field: 'to', values: { minutes: 180 } }]);
	expect(ask({ maxMinutes: 60 })).toEqual([{ code: 'stay-too-long', field: 'to', values: { minutes: 60 } }]);
	expect(ask({ leadHours: 97 })).toEqual([{ code: 'notice-too-short', field: 'date', values: { hours: 97 } }]);
	expect(ask({ leadHours: 96 })).toEqual([]);
	expect(ask({ horizonDays: 3 })).toEqual([{ code: 'beyond-horizon', field: 'date', values: { days: 3 } }]);
	expect(ask({ horizonDays: 4 })).toEqual([]);
	expect(ask({ quietFrom: '11:45' })).toEqual([{ code: 'quiet-hours', field: 'to', values: { clock: '11:45' } }]);
	expect(ask({}, { date: addDays(NOW.slice(0, 10), HORIZON_DAYS + 1) })).toEqual([{ code: 'beyond-horizon', field: 'date', values: { days: HORIZON_DAYS } }]);
});

test('a time that is over is said to be over, not that one had to ask sooner', () => {
	const codes = objections({ date: '2026-11-19', from: '10:00', to: '12:00', groupSize: 5 }, place({ leadHours: 48 }), NOW).map(({ code }) => code);
	expect(codes).toEqual(['past']);
});

test('required questions are asked of whoever sends a request, not of whoever looks for a time', () => {
	const of = place({ questions: [{ key: 'music', ask: { de: 'Musik?' }, required: true }] });
	const wish = { date: DATE, from: '10:00', to: '12:00', groupSize: 5 };
	expect(objections(wish, of, NOW)).toEqual([]);
	expect(objections({ ...wish, answers: {} }, of, NOW)).toEqual([{ code: 'answer-missing', field: 'answers.music' }]);
	expect(objections({ ...wish, answers: { music: 'Klavier' } }, of, NOW)).toEqual([]);
});
