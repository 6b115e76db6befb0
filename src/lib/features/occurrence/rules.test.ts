import { expect, test } from 'vitest';
import { occurrencesBetween } from '#lib/kernel/recurrence.ts';
import type { Event } from '../event/entity.ts';
import { instantsOf, occurrencesOf, windowAround } from './rules.ts';

const choir: Event = {
	_id: 'event:choir',
	kind: 'event',
	schema: 0,
	title: { de: 'Chor' },
	category: 'culture',
	start: '2026-10-20T19:00',
	durationMinutes: 90,
	zone: 'Europe/Berlin',
	status: 'confirmed',
	house: 'house:baakenpark',
	room: 'room:baakenpark-saal'
};
const { from, to } = instantsOf(windowAround('2026-10-20'));
const rows = (set: Partial<Event>) => occurrencesOf({ ...choir, ...set }, from, to, occurrencesBetween);

test('the window is 30 days back and 18 months ahead, at the quarter’s midnights', () => {
	expect(windowAround('2026-10-20')).toEqual({ from: '2026-09-20', to: '2028-04-20' });
	expect(from).toBe('2026-09-19T22:00:00.000Z');
});

test('a single event is one row, without the rule library', () => {
	const never = () => expect.fail('must not expand');
	expect(occurrencesOf(choir, from, to, never)).toEqual([
		{
			id: 'event:choir@2026-10-20T19:00',
			of: 'event:choir',
			kind: 'event',
			recurrenceId: '2026-10-20T19:00',
			start: '2026-10-20T17:00:00.000Z',
			end: '2026-10-20T18:30:00.000Z',
			date: '2026-10-20',
			house: 'house:baakenpark',
			room: 'room:baakenpark-saal',
			category: 'culture',
			cancelled: false
		}
	]);
	expect(occurrencesOf({ ...choir, start: '2026-09-01T19:00' }, from, to, never)).toEqual([]);
});

test('weekly dates keep their wall clock across daylight saving; a moved one keeps its id', () => {
	const weekly = rows({
		rrule: 'FREQ=WEEKLY;COUNT=3',
		exceptions: [
			{ recurrenceId: '2026-10-27T19:00', start: '2026-10-28T20:00' },
			{ recurrenceId: '2026-11-03T19:00', cancelled: true }
		]
	});
	expect(weekly.map(({ id, start, date, cancelled }) => ({ id, start, date, cancelled }))).toEqual([
		{ id: 'event:choir@2026-10-20T19:00', start: '2026-10-20T17:00:00.000Z', date: '2026-10-20', cancelled: false },
		{ id: 'event:choir@2026-10-27T19:00', start: '2026-10-28T19:00:00.000Z', date: '2026-10-28', cancelled: false },
		{ id: 'event:choir@2026-11-03T19:00', start: '2026-11-03T18:00:00.000Z', date: '2026-11-03', cancelled: true }
	]);
});

test('a cancelled event has only cancelled dates', () => {
	expect(rows({ rrule: 'FREQ=WEEKLY;COUNT=2', status: 'cancelled' }).map(({ cancelled }) => cancelled)).toEqual([true, true]);
});
