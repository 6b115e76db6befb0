import { expect, test } from 'vitest';
import { type TestServer, everything, places, testServer, writeAll } from '../../tests/fixtures/quarter.ts';
import { holidayClosures } from './holidays.ts';
import { plantStarter } from './plant.ts';

const invented = (today: string, now: string) => ({
	public: [{ _id: 'event:sample-choir', kind: 'event', schema: 0, sample: true, title: { de: 'Chor' }, category: 'culture', start: `${today}T19:00`, durationMinutes: 90, zone: 'Europe/Berlin', status: 'confirmed' }],
	desk: [{ _id: 'request:sample-one', kind: 'request', schema: 0, sample: true, form: 'booking', room: 'room:east-hall', date: today, from: '19:00', to: '21:00', purpose: 'Beispiel', groupSize: 5, locale: 'de', madeAt: now, receivedAt: now }]
});
const content = { starter: () => places, sample: invented, holidays: holidayClosures };
const holidays = async ({ quarter }: TestServer) => (await everything(quarter.public, 'closure')).filter(({ holiday }) => holiday).map(({ from }) => String(from));

test('a new quarter gets everything, on the first start only', async () => {
	const server = await testServer([]);
	await plantStarter(server.context, content);
	const first = [await everything(server.quarter.public), await everything(server.quarter.desk)];
	expect(first[0]?.map(({ _id }) => _id)).toEqual(expect.arrayContaining(['room:east-hall', 'event:sample-choir', 'closure:holiday-2028-12-26']));
	expect(first[1]).toMatchObject([{ _id: 'request:sample-one', date: '2026-11-22', receivedAt: '2026-11-22T18:00:00.000Z' }]);
	const info = await server.quarter.public.info();
	server.clock.now = '2026-12-01T12:00:00.000Z';
	await plantStarter(server.context, content);
	expect(await server.quarter.public.info()).toEqual(info);
});

test('what the office changed or deleted does not come back, and a later year adds only its holidays', async () => {
	const server = await testServer([]);
	await plantStarter(server.context, content);
	const { public: open } = server.quarter;
	const [room, day] = [(await open.get('room:east-hall'))!, (await open.get('closure:holiday-2027-10-31'))!];
	await writeAll(open, [{ ...room, capacity: 7 }, { _id: day._id, _rev: day._rev, _deleted: true }]);
	expect(await holidays(server)).toHaveLength(30 - 1);
	server.clock.now = '2027-01-02T12:00:00.000Z';
	await plantStarter(server.context, content);
	const after = await holidays(server);
	expect(after).toHaveLength(40 - 1);
	expect(after).not.toContain('2027-10-31');
	expect(after.at(-1)).toBe('2029-12-26');
	expect(await open.get('room:east-hall')).toMatchObject({ capacity: 7 });
});

test('a crash in the middle is finished by the next start, with the same documents', async () => {
	const server = await testServer([]);
	const crash = { ...content, sample: () => { throw new Error('power cut'); } };
	await expect(plantStarter(server.context, crash)).rejects.toThrow('power cut');
	await writeAll(server.quarter.public, places.slice(0, 3));
	server.clock.now = '2026-11-25T12:00:00.000Z';
	await plantStarter(server.context, content);
	expect(await server.quarter.public.get('event:sample-choir')).toMatchObject({ start: '2026-11-22T19:00' });
	expect(await everything(server.quarter.public, 'house')).toHaveLength(3);
});

test('with SAMPLE off, or in another quarter, nothing is invented', async () => {
	const server = await testServer([]);
	for (const settings of [{ ...server.context.settings, sample: false }, { ...server.context.settings, quarter: 'other' }]) {
		const context = { ...server.context, settings };
		await plantStarter(context, content);
		const open = await context.store.database(`${settings.quarter}-public`);
		expect(JSON.stringify(await everything(open!))).not.toContain('sample');
		expect((await everything(open!, 'room')).length).toBeGreaterThan(0);
	}
});

test('one wrong document stops the start and names it, before anything is written', async () => {
	const server = await testServer([]);
	const wrong = { ...content, starter: () => [...places, { _id: 'house:wrong', kind: 'house', schema: 0 }] };
	await expect(plantStarter(server.context, wrong)).rejects.toThrow('house:wrong: name is missing');
	expect(await everything(server.quarter.public)).toEqual([]);
});

test('our own content is valid', async () => {
	const server = await testServer([]);
	await plantStarter(server.context);
	expect((await everything(server.quarter.public, 'house')).length).toBeGreaterThan(2);
	expect(JSON.stringify(await everything(server.quarter.public, 'event'))).toContain('sample');
});
