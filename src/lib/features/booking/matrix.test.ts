import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, clockAt } from '#lib/kernel/moments.ts';
import type { Closure } from '../closure/entity.ts';
import type { House } from '../house/entity.ts';
import { type Occupancy, occupancyId } from '../occupancy/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import { type Choice, isTaken, keyOf, matrixOf, tally } from './matrix.ts';
import { type RoomFacts, objections, overlaps } from './rules.ts';

const provenance = { source: 'https://example.org/', checkedOn: null };
const always = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '22:00' }];
const facts = (name: string, set: { taken?: [string, string, string][]; closures?: Closure[]; terms?: Terms[]; room?: Partial<Room> } = {}): RoomFacts => ({
	room: { _id: `room:${name}`, kind: 'room', schema: 0, house: 'house:a', name: { de: name }, order: 1, use: 'hall', equipment: [], access: [], rules: [], bookable: true, ...provenance, ...set.room },
	house: { _id: 'house:a', kind: 'house', schema: 0, name: { de: 'a' }, order: 1, status: 'open', hours: always, access: [], rules: [], criteria: [], ...provenance } satisfies House,
	closures: set.closures ?? [],
	terms: set.terms,
	occupancies: (set.taken ?? []).map(([date, from, to]): Occupancy => ({ _id: occupancyId(`room:${name}`, date), kind: 'occupancy', schema: 0, room: `room:${name}`, date, slots: [{ request: 'request:1', from, to }] }))
});
const holiday: Closure = { _id: 'closure:x', kind: 'closure', schema: 0, name: { de: 'Feiertag' }, from: '2026-12-25', to: '2026-12-26', holiday: true };
const now = '2026-11-24T10:00';
const evening = [{ from: '19:00', to: '21:00' }];
const wish = (days: string[], parts = evening) => ({ room: 'room:a', days, parts, groupSize: 10 });

const date = fc.integer({ min: 0, max: 30 }).map((later) => addDays('2026-11-24', later));
const clocks = fc.uniqueArray(fc.integer({ min: 32, max: 92 }), { minLength: 2, maxLength: 2 }).map((pair) => pair.sort((a, b) => a - b).map((quarter) => clockAt(quarter * 15)) as [string, string]);
const taken = fc.uniqueArray(fc.tuple(date, clocks).map(([on, [from, to]]): [string, string, string] => [on, from, to]), { selector: ([on]) => on, maxLength: 20 });
const places = fc.tuple(taken, taken, fc.boolean()).map(([a, b, closed]) => [facts('a', { taken: a, closures: closed ? [holiday] : [] }), facts('b', { taken: b, closures: closed ? [holiday] : [] })]);
const choice = fc.oneof(
	fc.constant<Choice>({ is: 'send' }),
	fc.constant<Choice>({ is: 'leave-out' }),
	fc.tuple(fc.constantFrom('room:a' as const, 'room:b' as const), date, clocks).map(([room, on, [from, to]]): Choice => ({ is: 'instead', time: { room, date: on, from, to } }))
);

describe('the matrix of a wish', () => {
	test('every date stands in it once and in order, whatever is chosen; what is offered is free, and no two get the same', () => {
		fc.assert(
			fc.property(fc.uniqueArray(date, { minLength: 1, maxLength: 15 }), clocks, places, fc.array(choice, { maxLength: 15 }), (days, [from, to], rooms, picks) => {
				const ordered = days.sort();
				const choices = Object.fromEntries(picks.map((pick, index) => [keyOf(ordered[index] ?? '', from), pick]));
				const rows = matrixOf(wish(ordered, [{ from, to }]), rooms, choices, now);
				expect(rows.map((row) => row.wish.date)).toEqual(ordered);
				for (const row of rows) {
					expect(row.alternatives.length).toBeLessThanOrEqual(3);
					for (const time of row.alternatives) {
						const place = rooms.find(({ room }) => room._id === time.room)!;
						expect(isTaken(place, time)).toBe(false);
						expect(objections({ ...time, groupSize: 10 }, place, now)).toEqual([]);
					}
					if (row.asks) expect(objections({ ...row.asks, groupSize: 10 }, rooms.find(({ room }) => room._id === row.asks?.room)!, now)).toEqual([]);
					if (row.asks && !row.waits) expect(isTaken(rooms.find(({ room }) => room._id === row.asks?.room)!, row.asks)).toBe(false);
				}
				const moved = rows.filter(({ choice: is }) => is.is === 'instead').map(({ asks }) => asks!);
				for (const time of moved) {
					const rivals = rows.flatMap(({ asks }) => (asks && asks !== time && asks.room === time.room && asks.date === time.date ? [asks] : []));
					expect(rivals.some((other) => overlaps(other, time))).toBe(false);
				}
				const { all, asked, left } = tally(rows);
				expect([all, asked + left]).toEqual([ordered.length, ordered.length]);
			}),
			{ numRuns: 60 }
		);
	});
	test('free is asked for, taken waits, a holiday is left out and says so', () => {
		const rows = matrixOf(wish(['2026-12-11', '2026-12-18', '2026-12-25']), [facts('a', { taken: [['2026-12-18', '18:00', '20:00']], closures: [holiday] })], {}, now);
		expect(rows.map(({ standing, choice: { is }, waits, against }) => [standing, is, waits, against.map(({ code }) => code)])).toEqual([
			['free', 'send', false, []],
			['taken', 'send', true, []],
			['against', 'leave-out', false, ['holiday']]
		]);
		expect(rows[1]?.alternatives[0]).toEqual({ room: 'room:a', date: '2026-12-18', from: '20:00', to: '22:00' });
		expect(tally(rows)).toEqual({ all: 3, asked: 2, waiting: 1, moved: 0, left: 1 });
	});
	test('what was chosen and is gone meanwhile is told, never quietly dropped', () => {
		const time = { room: 'room:a' as const, date: '2026-12-18', from: '20:00', to: '22:00' };
		const choices = { [keyOf('2026-12-18', '19:00')]: { is: 'instead' as const, time } };
		const [before] = matrixOf(wish(['2026-12-18']), [facts('a', { taken: [['2026-12-18', '18:00', '20:00']] })], choices, now);
		expect(before).toMatchObject({ asks: time, choice: { is: 'instead' } });
		const [after] = matrixOf(wish(['2026-12-18']), [facts('a', { taken: [['2026-12-18', '18:00', '21:00']] })], choices, now);
		expect(after).toMatchObject({ gone: time, choice: { is: 'send' }, waits: true });
	});
	test('a room that is not let any more is told for each date; one whose group is too large as well', () => {
		const codes = (rooms: RoomFacts[]) => matrixOf(wish(['2026-12-01', '2026-12-02']), rooms, {}, now).map(({ against }) => against[0]?.code);
		expect(codes([])).toEqual(['unknown-room', 'unknown-room']);
		expect(codes([facts('a', { room: { bookable: false } })])).toEqual(['not-bookable', 'not-bookable']);
		expect(codes([facts('a', { room: { capacity: 5 } })])).toEqual(['too-many-people', 'too-many-people']);
	});
	test('past midnight: the second part is on the day after', () => {
		const rows = matrixOf(wish(['2026-12-01'], [{ from: '20:00', to: '24:00' }, { from: '00:00', to: '01:00', later: true } as { from: string; to: string }]), [facts('a')], {}, now);
		expect(rows.map(({ key, wish: { date: on } }) => [key, on])).toEqual([['2026-12-01 20:00', '2026-12-01'], ['2026-12-01 00:00', '2026-12-02']]);
	});
	test('a quota counts the dates of the wish itself', () => {
		const terms: Terms[] = [{ _id: 'terms:room:a', kind: 'terms', schema: 0, room: 'room:a', quota: { per: 'week', most: 1 } }];
		const rows = matrixOf(wish(['2026-12-01', '2026-12-02', '2026-12-08']), [facts('a', { terms })], {}, now);
		expect(rows.map(({ against }) => against.map(({ code }) => code))).toEqual([[], ['over-quota'], []]);
	});
	test('set-up and clean-up time of others makes a time taken', () => {
		const terms: Terms[] = [{ _id: 'terms:room:a', kind: 'terms', schema: 0, room: 'room:a', before: 60 }];
		const [row] = matrixOf(wish(['2026-12-01']), [facts('a', { terms, taken: [['2026-12-01', '17:00', '18:30']] })], {}, now);
		expect(row?.standing).toBe('taken');
	});
});
