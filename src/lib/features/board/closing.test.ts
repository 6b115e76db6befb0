import { expect, test } from 'vitest';
import { toInstant } from '#lib/kernel/moments.ts';
import type { EventDate } from '../event/queries.ts';
import { eventsMet } from './closing.ts';
import type { Place } from './queries.ts';

const places = [
	{ house: { _id: 'house:gelb' }, room: { _id: 'room:saal' } },
	{ house: { _id: 'house:gelb' }, room: { _id: 'room:kueche' } },
	{ house: { _id: 'house:blau' }, room: { _id: 'room:boot' } }
] as unknown as Place[];
const date = (id: string, from: string, to: string, rest: object = {}) =>
	({ occurrence: { id, start: toInstant(from), end: toInstant(to), cancelled: false, ...rest } }) as unknown as EventDate;
const now = toInstant('2026-12-01T12:00');
const met = (closes: { house?: `house:${string}`; room?: `room:${string}`; from: string; to: string }, ...dates: EventDate[]) =>
	eventsMet({ name: { de: 'Wartung' }, ...closes }, places, dates, now).map(({ occurrence }) => occurrence.id);

test('a closure falls on the public events of its days: in its house or room, and with a room blocked also on what is in the house at large', () => {
	const week = { from: '2026-12-07', to: '2026-12-08' };
	const events = [
		date('hall', '2026-12-07T18:00', '2026-12-07T20:00', { house: 'house:gelb', room: 'room:saal' }),
		date('hall, its house not said', '2026-12-08T18:00', '2026-12-08T20:00', { room: 'room:saal' }),
		date('kitchen', '2026-12-07T18:00', '2026-12-07T20:00', { house: 'house:gelb', room: 'room:kueche' }),
		date('house', '2026-12-07T18:00', '2026-12-07T20:00', { house: 'house:gelb' }),
		date('other', '2026-12-07T18:00', '2026-12-07T20:00', { house: 'house:blau', room: 'room:boot' }),
		date('outdoors', '2026-12-07T18:00', '2026-12-07T20:00')
	];
	expect(met({ ...week, house: 'house:gelb', room: 'room:saal' }, ...events)).toEqual(['hall', 'hall, its house not said', 'house']);
	expect(met({ ...week, house: 'house:gelb' }, ...events)).toEqual(['hall', 'hall, its house not said', 'kitchen', 'house']);
	expect(met(week, ...events)).toEqual(['hall', 'hall, its house not said', 'kitchen', 'house', 'other']);
});

test('an event of several days is met by a closure in the midst of it; one that ends at midnight is not on the next day', () => {
	const at = { house: 'house:gelb' };
	const fair = date('fair', '2026-12-05T10:00', '2026-12-09T18:00', at);
	const ball = date('ball', '2026-12-06T18:00', '2026-12-07T00:00', at);
	expect(met({ from: '2026-12-07', to: '2026-12-07' }, fair, ball)).toEqual(['fair']);
	expect(met({ from: '2026-12-06', to: '2026-12-06' }, fair, ball)).toEqual(['fair', 'ball']);
	expect(met({ from: '2026-12-10', to: '2026-12-10' }, fair, ball)).toEqual([]);
});

test('what is over or cancelled already is not told of', () => {
	const at = { house: 'house:gelb' };
	expect(met({ from: '2026-12-01', to: '2026-12-02' }, date('over', '2026-12-01T09:00', '2026-12-01T12:00', at), date('cancelled', '2026-12-02T09:00', '2026-12-02T12:00', { ...at, cancelled: true }), date('on', '2026-12-01T11:00', '2026-12-01T13:00', at))).toEqual(['on']);
});
