import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, clockAt, minutesOf } from '#lib/kernel/moments.ts';
import { type RoomFacts, objections, unitsFree } from '../booking/rules.ts';
import type { Closure } from '../closure/entity.ts';
import type { House } from '../house/entity.ts';
import { type Occupancy, type Slot, occupancyId } from '../occupancy/entity.ts';
import { uses } from '../request/entity.ts';
import { type Room, features } from '../room/entity.ts';
import { hasFeature } from '../room/rules.ts';
import { type Terms, admissions, termsId } from '../terms/entity.ts';
import { priceOf, termsFor } from '../terms/rules.ts';
import { type Wish, findRooms, kinds, stayIn } from './rules.ts';

const provenance = { source: 'https://example.org/', checkedOn: null };
const option = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const span = fc
	.uniqueArray(fc.integer({ min: 0, max: 48 }), { minLength: 2, maxLength: 2 })
	.map((pair) => pair.sort((a, b) => a - b).map((half) => clockAt(half * 30)))
	.map(([from, to]) => ({ from: from!, to: to! }));
const date = fc.integer({ min: -1, max: 5 }).map((days) => addDays('2026-11-23', days));
const now = fc.tuple(date, fc.integer({ min: 0, max: 1439 })).map(([on, minute]) => `${on}T${clockAt(minute)}`);
const rules = fc.record(
	{
		before: fc.constantFrom(0, 30), after: fc.constantFrom(0, 45), quietFrom: fc.constantFrom('20:00', '22:00'), minMinutes: fc.constantFrom(60, 120), maxMinutes: fc.constantFrom(240, 600),
		leadHours: fc.constantFrom(2, 48), horizonDays: fc.constantFrom(7, 90), admission: fc.constantFrom(...admissions), tariffs: fc.constant<Terms['tariffs']>([{ use: 'private', perHour: 900 }])
	},
	{ requiredKeys: [] }
);
const room = fc.record({
	use: fc.constantFrom('hall' as const, 'kitchen' as const, 'pitch' as const, 'thing' as const, 'thing' as const), capacity: option(fc.integer({ min: 1, max: 60 })), units: option(fc.integer({ min: 1, max: 5 })),
	features: option(fc.dictionary(fc.constantFrom(...features), fc.boolean())), bookable: fc.constantFrom(true, true, true, false), house: fc.constantFrom('house:a' as const, 'house:b' as const)
});
const slots = fc.array(fc.record({ span, units: fc.integer({ min: 1, max: 3 }), after: fc.constantFrom(0, 30) }).map(({ span: of, ...rest }): Slot => ({ request: 'request:1', ...of, ...rest })), { maxLength: 4 });
const facts = fc
	.record({
		rooms: fc.array(fc.record({ room, rules, days: fc.uniqueArray(fc.record({ date, slots }), { selector: (day) => day.date, minLength: 3, maxLength: 6 }) }), { minLength: 1, maxLength: 6 }),
		hours: fc.array(fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), span }).map(({ days, span: of }) => ({ days, ...of })), { maxLength: 3 }),
		closures: fc.array(fc.record({ from: date, holiday: fc.boolean() }), { maxLength: 2 })
	})
	.map(({ rooms, hours, closures }): RoomFacts[] => {
		const house = (id: House['_id']): House => ({ _id: id, kind: 'house', schema: 0, name: { de: id }, order: 1, status: 'open', hours: id === 'house:a' ? hours : [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '22:00' }], access: [], rules: [], criteria: [], ...provenance });
		const terms = rooms.map(({ rules: laid }, index): Terms => ({ _id: termsId(`room:${index}`), kind: 'terms', schema: 0, room: `room:${index}`, ...laid } as Terms));
		const closed = closures.map(({ from, holiday }): Closure => ({ _id: 'closure:x', kind: 'closure', schema: 0, name: { de: 'zu' }, from, to: from, holiday }));
		return rooms.map(({ room: of, days }, index) => ({
			room: { _id: `room:${index}`, kind: 'room', schema: 0, name: { de: `${index}` }, order: index, equipment: [], access: [], rules: [], ...provenance, ...of } as Room,
			house: house(of.house),
			closures: closed,
			terms,
			occupancies: days.map((day): Occupancy => ({ _id: occupancyId(`room:${index}`, day.date), kind: 'occupancy', schema: 0, room: `room:${index}`, ...day }))
		}));
	});
const wish: fc.Arbitrary<Wish> = fc
	.record({ date, time: option(span), minutes: fc.constantFrom(60, 120, 240, 600), kind: fc.constantFrom(...kinds, 'thing' as const, 'thing' as const), people: fc.integer({ min: 1, max: 60 }), units: fc.integer({ min: 1, max: 4 }), needs: fc.uniqueArray(fc.constantFrom(...features), { maxLength: 2 }), use: fc.constantFrom(undefined, ...uses) })
	.map((of) => (of.time ? { ...of, minutes: minutesOf(of.time.to) - minutesOf(of.time.from) } : of));
const always = (check: (asked: Wish, rooms: RoomFacts[], at: string) => void) => fc.assert(fc.property(wish, facts, now, check), { numRuns: 150 });
const factsOf = (rooms: RoomFacts[], id: string) => rooms.find((one) => one.room._id === id)!;

describe('finding rooms', { timeout: 60_000 }, () => {
	test('names every room once: as one to be had, or with a reason', () => {
		always((asked, rooms, at) => {
			const { hits, misses } = findRooms(asked, rooms, at);
			expect([...hits, ...misses].map((found) => found.room._id).sort()).toEqual(rooms.map((one) => one.room._id).sort());
			for (const { reasons } of misses) expect(reasons.length).toBeGreaterThan(0);
		});
	});

	test('what is to be had is free with its set-up time, allowed by every rule, large enough, of the kind, and lacks nothing', () => {
		always((asked, rooms, at) => {
			for (const hit of findRooms(asked, rooms, at).hits) {
				const of = factsOf(rooms, hit.room._id);
				const { before, after, admission } = termsFor(of.room, of.terms);
				const isThing = asked.kind === 'thing';
				expect(hit.free.length).toBeGreaterThan(0);
				for (const free of hit.free) {
					const last = asked.time ? free : { from: clockAt(minutesOf(free.to) - asked.minutes), to: free.to };
					for (const stay of [stayIn(asked, of.room, free), { ...last, date: asked.date }]) {
						expect(minutesOf(stay.to) - minutesOf(stay.from)).toBe(asked.minutes);
						expect(unitsFree(of.room, asked.date, { ...stay, before, after }, of.occupancies)).toBeGreaterThanOrEqual(isThing ? asked.units : 1);
						expect(objections({ ...stay, groupSize: isThing ? 1 : Math.min(asked.people, of.room.capacity ?? Infinity) }, of, at)).toEqual([]);
					}
				}
				if (asked.time) expect(hit.free).toEqual([asked.time]);
				expect(admission).not.toBe('members');
				expect(asked.kind === 'room' ? !['pitch', 'thing'].includes(of.room.use) : of.room.use === asked.kind).toBe(true);
				if (isThing) continue;
				expect(of.room.capacity ?? Infinity).toBeGreaterThanOrEqual(asked.people);
				for (const need of asked.needs) expect([true, hit.unknown.includes(need) ? undefined : true]).toContain(hasFeature(of.room, need));
			}
		});
	});

	test('what nobody knows is told of a room, and those of which all is known come first', () => {
		always((asked, rooms, at) => {
			const { hits } = findRooms(asked, rooms, at);
			for (const { room: of, unknown } of hits.filter(() => asked.kind !== 'thing')) {
				expect(unknown).toEqual([...(asked.people > 1 && of.capacity === undefined ? ['capacity'] : []), ...asked.needs.filter((need) => hasFeature(of, need) === undefined)]);
			}
			expect(hits.map(({ unknown }) => unknown.length)).toEqual(hits.map(({ unknown }) => unknown.length).sort((a, b) => a - b));
		});
	});

	test('a room that is said to be taken can be asked for by every rule at that time, and is not free', () => {
		always((asked, rooms, at) => {
			for (const { room: of, reasons } of findRooms(asked, rooms, at).misses) {
				if (!asked.time || !reasons.some(({ is }) => is === 'taken')) continue;
				const { before, after } = termsFor(of, rooms[0]!.terms);
				expect(objections({ ...asked.time, date: asked.date, groupSize: 1 }, factsOf(rooms, of._id), at)).toEqual([]);
				expect(unitsFree(of, asked.date, { ...asked.time, before, after }, factsOf(rooms, of._id).occupancies)).toBeLessThan(asked.kind === 'thing' ? asked.units : 1);
			}
		});
	});

	test('another time is offered only where one helps, and is to be had itself', () => {
		always((asked, rooms, at) => {
			for (const { room: of, instead, reasons, forMembers } of findRooms(asked, rooms, at).misses) {
				if (reasons.some(({ is }) => ['other-kind', 'too-small', 'too-few', 'lacks', 'members'].includes(is))) expect(instead).toBeUndefined();
				if (!reasons.every(({ is }) => is === 'members')) expect(forMembers).toEqual([]);
				if (!instead) continue;
				const again = findRooms({ ...asked, date: instead.date, time: { from: instead.from, to: instead.to } }, [factsOf(rooms, of._id)], at);
				expect(again.hits.map((hit) => hit.room._id)).toEqual([of._id]);
				expect(minutesOf(instead.to) - minutesOf(instead.from)).toBe(asked.minutes);
			}
		});
	});

	test('the price is that of the first stay, for this use and so many units', () => {
		always((asked, rooms, at) => {
			for (const { room: of, stay, price } of findRooms(asked, rooms, at).hits)
				expect(price).toEqual(asked.use && priceOf({ ...stay, use: asked.use, units: asked.kind === 'thing' ? asked.units : 1 }, termsFor(of, rooms[0]!.terms)));
		});
	});
});
