import { expect, test } from 'vitest';
import { database } from '#lib/storage/database.ts';
import { project } from '#lib/storage/projector.ts';
import { choir, house, room } from '../../../../tests/sync/client-samples.ts';
import { nowAndNext } from './queries.ts';

test('today at one glance: what runs, what is still to come, and nothing that is over, cancelled while it ran, or of another day', async () => {
	const at = (id: string, start: string, set: Record<string, unknown> = {}) => choir(id, { start, ...set });
	await project(
		'mirror',
		[
			house('a'),
			room('saal', 'a'),
			at('over', '2026-11-24T08:00'),
			at('ends-now', '2026-11-24T10:30'),
			at('runs', '2026-11-24T11:00', { house: 'house:a', room: 'room:saal' }),
			at('runs-for-days', '2026-11-20T11:00', { durationMinutes: 6 * 24 * 60 }),
			at('cancelled-while-it-ran', '2026-11-24T11:00', { status: 'cancelled' }),
			at('begins-now', '2026-11-24T12:00'),
			at('cancelled-tonight', '2026-11-24T19:00', { status: 'cancelled' }),
			at('tomorrow', '2026-11-25T00:00')
		],
		'1'
	);
	expect(await database.occurrence.count(), 'each has its date').toBe(8);
	const { running, next } = await nowAndNext('2026-11-24T11:00:00.000Z', '2026-11-24');
	const names = (dates: typeof next) => dates.map(({ event }) => event._id);
	expect(names(running)).toEqual(['event:runs-for-days', 'event:runs']);
	expect(names(next)).toEqual(['event:begins-now', 'event:cancelled-tonight']);
	expect(running[1]).toMatchObject({ house: { _id: 'house:a' }, room: { _id: 'room:saal' } });
});
