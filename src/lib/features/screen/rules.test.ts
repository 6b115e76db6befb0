import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, clockAt, dayOf, toInstant } from '#lib/kernel/moments.ts';
import type { Event } from '../event/entity.ts';
import type { Occupancy } from '../occupancy/entity.ts';
import type { Occurrence } from '../occurrence/rules.ts';
import type { OfficeHour } from '../office-hour/entity.ts';
import type { Room } from '../room/entity.ts';
import { ageOf, mayReload, nextOfficeHour, type ScreenFacts, screenLines } from './rules.ts';

const room = (name: string, house: string) => ({ _id: `room:${name}`, house: `house:${house}`, name: { de: name } }) as unknown as Room;
const event = (name: string, fields: Partial<Event> = {}) => ({ _id: `event:${name}`, kind: 'event', title: { de: name }, status: 'confirmed', ...fields }) as unknown as Event;
const date = (of: string, start: string, end: string, fields: Partial<Occurrence> = {}): Occurrence => ({
	id: `event:${of}@${start}`,
	of: `event:${of}`,
	kind: 'event',
	recurrenceId: start,
	start: toInstant(start),
	end: toInstant(end),
	date: dayOf(start),
	cancelled: false,
	...fields
});
const use = (name: string, day: string, ...slots: [from: string, to: string, event?: string][]): Occupancy => ({
	_id: `occupancy:${name}:${day}`,
	kind: 'occupancy',
	schema: 0,
	room: `room:${name}`,
	date: day,
	slots: slots.map(([from, to, of]) => ({ request: 'request:1', from, to, ...(of ? { event: `event:${of}` as const } : {}) }))
});
const facts = (fields: Partial<ScreenFacts> = {}): ScreenFacts => ({
	house: 'house:gelb',
	rooms: [room('saal', 'gelb'), room('kueche', 'gelb'), room('anderswo', 'blau')],
	occupancies: [],
	occurrences: [],
	events: new Map(['chor', 'fest', 'lauf'].map((name) => [`event:${name}`, event(name)])),
	...fields
});
const NOW = '2026-11-24T18:00';

describe('a lobby screen shows', () => {
	test('the use of its own house today and tomorrow, without names, in order', () => {
		const occupancies = [
			use('saal', '2026-11-24', ['19:00', '21:00', 'chor'], ['10:00', '12:00']),
			use('kueche', '2026-11-25', ['09:00', '10:00']),
			use('kueche', '2026-11-26', ['09:00', '10:00']),
			use('anderswo', '2026-11-24', ['19:00', '20:00'])
		];
		expect(screenLines(facts({ occupancies }), NOW, 7).map(({ start, title }) => [start, title?.de])).toEqual([
			['2026-11-24T19:00', 'chor'],
			['2026-11-25T09:00', undefined]
		]);
	});

	test('an event in its booked room once, not twice', () => {
		const occupancies = [use('saal', '2026-11-24', ['19:00', '21:00', 'chor'])];
		const occurrences = [date('chor', '2026-11-24T19:00', '2026-11-24T21:00', { room: 'room:saal', house: 'house:gelb' })];
		expect(screenLines(facts({ occupancies, occurrences }), NOW, 7)).toHaveLength(1);
	});

	test('what happens elsewhere only where lines remain, and says where', () => {
		const occupancies = [use('saal', '2026-11-24', ['19:00', '20:00'], ['20:00', '21:00'], ['21:00', '22:00'])];
		const occurrences = [date('lauf', '2026-11-24T18:30', '2026-11-24T19:30', { house: 'house:blau' })];
		expect(screenLines(facts({ occupancies, occurrences }), NOW, 3).every(({ house }) => house === undefined)).toBe(true);
		expect(screenLines(facts({ occupancies, occurrences }), NOW, 4)[0]).toMatchObject({ event: 'event:lauf', house: 'house:blau' });
	});

	test('a called-off date as called off', () => {
		const occurrences = [date('fest', '2026-11-24T19:00', '2026-11-24T20:00', { house: 'house:gelb', cancelled: true })];
		expect(screenLines(facts({ occurrences }), NOW, 7)[0]).toMatchObject({ cancelled: true });
	});

	test('nothing that is over, never more lines than it has, always in order, at any time', () => {
		const span = fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 1400 }), fc.integer({ min: 5, max: 300 }), fc.constantFrom('saal', 'kueche'));
		fc.assert(
			fc.property(fc.array(span, { maxLength: 30 }), fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 3, max: 7 }), (spans, minute, most) => {
				const occupancies = spans.map(([day, from, length, name]) => use(name, addDays('2026-11-24', day), [clockAt(from), clockAt(Math.min(1440, from + length))]));
				const now = `2026-11-24T${clockAt(minute)}`;
				const lines = screenLines(facts({ occupancies }), now, most);
				expect(lines.length).toBeLessThanOrEqual(most);
				expect(lines.every(({ end, start }) => end > now && dayOf(start) <= '2026-11-25')).toBe(true);
				expect(lines.map(({ start }) => start)).toEqual(lines.map(({ start }) => start).toSorted());
			})
		);
	});
});

test('the next office hour is the one going on, else the first ahead; a cancelled one is none', () => {
	const officeHours = new Map([['office-hour:1', { _id: 'office-hour:1' } as unknown as OfficeHour]]);
	const hour = (start: string, end: string, cancelled = false) => date('x', start, end, { kind: 'office-hour', of: 'office-hour:1', cancelled });
	const dates = [hour('2026-11-26T10:00', '2026-11-26T12:00'), hour('2026-11-24T17:00', '2026-11-24T18:30'), hour('2026-11-24T10:00', '2026-11-24T12:00')];
	expect(nextOfficeHour(dates, officeHours, NOW)?.start).toBe('2026-11-24T17:00');
	expect(nextOfficeHour(dates, officeHours, '2026-11-24T18:30')?.start).toBe('2026-11-26T10:00');
	expect(nextOfficeHour([hour('2026-11-26T10:00', '2026-11-26T12:00', true)], officeHours, NOW)).toBeUndefined();
});

test('the Stand is late after two hours and stale after a day', () => {
	const now = '2026-11-24T12:00:00.000Z';
	expect([undefined, '2026-11-24T11:00:00.000Z', '2026-11-24T10:00:00.000Z', '2026-11-23T12:00:00.000Z', '2030-01-01T00:00:00.000Z'].map((stand) => ageOf(stand, now))).toEqual(['unknown', 'fresh', 'late', 'stale', 'stale']);
});

test('a failed screen reloads at most once in ten minutes', () => {
	const now = '2026-11-24T12:00:00.000Z';
	expect([null, '2026-11-24T11:50:00.001Z', '2026-11-24T11:50:00.000Z', '2030-01-01T00:00:00.000Z'].map((last) => mayReload(last, now))).toEqual([true, false, true, true]);
});
