import { expect, test } from 'vitest';
import type { Occupancy } from '#lib/features/occupancy/entity.ts';
import type { Outcome } from '#lib/features/outcome/entity.ts';
import { type TestServer, decisionFor, everything, requestFor, testServer, writeAll } from '../../tests/fixtures/quarter.ts';
import { book } from './days.ts';
import { type Registrar, startRegistrar } from './registrar.ts';

const DAY_ID = 'occupancy:east-hall:2026-11-24';
const outcomes = async ({ quarter }: TestServer) => (await everything(quarter.desk, 'outcome')) as unknown as Outcome[];
const results = async (server: TestServer) => (await outcomes(server)).map(({ result }) => result).sort();
const slots = async ({ quarter }: TestServer) => ((await quarter.public.get(DAY_ID)) as unknown as Occupancy | undefined)?.slots ?? [];

/** Runs registrars until all of them have dealt with everything. */
async function settle(server: TestServer, count = 1): Promise<void> {
	const registrars: Registrar[] = Array.from({ length: count }, () => startRegistrar(server.context));
	await Promise.all(registrars.map((registrar) => registrar.settled()));
	await Promise.all(registrars.map((registrar) => registrar.stop()));
	expect(server.log).toEqual([]);
}

test.each([1, 2, 3])('S5.3 fifty confirmations of one slot: one holds, 49 are told what is free, with %i registrars', async (count) => {
	const server = await testServer();
	const requests = Array.from({ length: 50 }, (_, index) => requestFor({ from: index % 2 ? '19:00' : '20:00', to: index % 2 ? '20:30' : '21:30' }));
	const registrars = Array.from({ length: count }, () => startRegistrar(server.context));
	await Promise.all(requests.map((request) => writeAll(server.quarter.desk, [request, decisionFor(request._id)])));
	await Promise.all(registrars.map((registrar) => registrar.settled()));
	await Promise.all(registrars.map((registrar) => registrar.stop()));

	const told = await outcomes(server);
	expect(told).toHaveLength(50);
	const confirmed = told.filter(({ result }) => result === 'confirmed');
	expect(confirmed).toHaveLength(1);
	expect((await slots(server)).map(({ request }) => request)).toEqual([confirmed[0]?.request]);
	for (const { result, alternatives } of told.filter((outcome) => outcome !== confirmed[0])) {
		expect(result).toBe('taken');
		expect(alternatives).toHaveLength(3);
	}
});

test('S5.1 a registrar whose store cannot be had when it begins, begins as soon as it can; one that is stopped before does not', async () => {
	const server = await testServer();
	const request = requestFor();
	await writeAll(server.quarter.desk, [request, decisionFor(request._id)]);
	let isAway = true;
	const store = { ...server.context.store, database: async (name: string) => (isAway ? Promise.reject(new Error('away')) : server.context.store.database(name)) };
	const [one, other] = [startRegistrar({ ...server.context, store }), startRegistrar({ ...server.context, store })];
	await expect.poll(() => server.log).toEqual(['registrar: cannot begin (away)', 'registrar: cannot begin (away)']);
	await other.stop();
	isAway = false;
	await one.settled();
	await one.stop();
	expect(await results(server)).toEqual(['confirmed']);
});

test('S5.2 what does not overlap is confirmed side by side, in order', async () => {
	const server = await testServer();
	const late = requestFor({ from: '20:00', to: '21:00', event: 'event:choir' });
	const early = requestFor({ from: '19:00', to: '20:00' });
	await writeAll(server.quarter.desk, [late, decisionFor(late._id), early, decisionFor(early._id)]);
	await settle(server, 2);
	expect(await slots(server)).toMatchObject([
		{ request: early._id, from: '19:00', to: '20:00' },
		{ request: late._id, from: '20:00', to: '21:00', event: 'event:choir' }
	]);
});

test('S5.1 handling the same decision again changes nothing, also from the beginning', async () => {
	const server = await testServer();
	const request = requestFor();
	await writeAll(server.quarter.desk, [request, decisionFor(request._id, 'confirm', { reason: 'Schlüssel bei Frau Beispiel' })]);
	await settle(server);
	const before = [await server.quarter.public.info(), await server.quarter.desk.info()];
	await server.quarter.desk.deleteLocal('server:registrar');
	await settle(server, 2);
	expect([await server.quarter.public.info(), await server.quarter.desk.info()]).toEqual(before);
	expect(await outcomes(server)).toMatchObject([{ result: 'confirmed', reason: 'Schlüssel bei Frau Beispiel', request: request._id }]);
});

test('S5.2 a crash between the day and its outcome ends in "confirmed", also after the time has passed', async () => {
	const server = await testServer();
	const request = requestFor();
	await writeAll(server.quarter.desk, [request, decisionFor(request._id)]);
	expect(await book(server.context, server.quarter, request)).toBe('confirmed');
	server.clock.now = '2026-11-30T12:00:00.000Z';
	await settle(server);
	expect(await results(server)).toEqual(['confirmed']);
	expect(await slots(server)).toHaveLength(1);
});

test('S5.4 a time that is over is not confirmed; one that runs is', async () => {
	const server = await testServer();
	const over = requestFor({ from: '10:00', to: '12:00' });
	const running = requestFor({ from: '12:00', to: '14:00' });
	server.clock.now = '2026-11-24T11:30:00.000Z';
	await writeAll(server.quarter.desk, [over, decisionFor(over._id), running, decisionFor(running._id)]);
	await settle(server);
	expect(await results(server)).toEqual(['confirmed', 'past']);
	expect((await slots(server)).map(({ request }) => request)).toEqual([running._id]);
});

test('S5.1 the first final answer stands; later ones are superseded', async () => {
	const server = await testServer();
	const [one, other] = [requestFor(), requestFor({ date: '2026-11-25' })];
	await writeAll(server.quarter.desk, [one, other, decisionFor(one._id), decisionFor(other._id, 'decline', { reason: 'Der Raum wird gestrichen.' })]);
	await settle(server);
	await writeAll(server.quarter.desk, [decisionFor(one._id, 'decline', { reason: 'doch nicht' }), decisionFor(other._id)]);
	await settle(server);
	expect(await results(server)).toEqual(['confirmed', 'declined', 'superseded', 'superseded']);
	expect((await outcomes(server)).find(({ result }) => result === 'declined')?.reason).toBe('Der Raum wird gestrichen.');
	expect(await everything(server.quarter.public, 'occupancy')).toHaveLength(1);
});

test('S5.2 who was taken can be confirmed once the place is free', async () => {
	const server = await testServer();
	const [one, other] = [requestFor(), requestFor()];
	await writeAll(server.quarter.desk, [one, other, decisionFor(one._id)]);
	await settle(server);
	await writeAll(server.quarter.desk, [decisionFor(other._id)]);
	await settle(server);
	const day = await server.quarter.public.get(DAY_ID);
	await writeAll(server.quarter.public, [{ ...day, slots: [] }]);
	await writeAll(server.quarter.desk, [decisionFor(other._id)]);
	await settle(server);
	expect(await results(server)).toEqual(['confirmed', 'confirmed', 'taken']);
	expect((await slots(server)).map(({ request }) => request)).toEqual([other._id]);
});

test('S5.1 a decision that arrives before its request waits for it, over a restart', async () => {
	const server = await testServer();
	const request = requestFor();
	await writeAll(server.quarter.desk, [decisionFor(request._id)]);
	await settle(server, 2);
	expect(await outcomes(server)).toEqual([]);
	await writeAll(server.quarter.desk, [request]);
	await settle(server, 2);
	expect(await results(server)).toEqual(['confirmed']);
});

test('S5.1 a decision about a deleted request or an unknown room is answered "invalid"', async () => {
	const server = await testServer();
	const [gone, nowhere] = [requestFor(), requestFor({ room: 'room:nowhere' })];
	await writeAll(server.quarter.desk, [gone, nowhere]);
	const stored = await server.quarter.desk.get(gone._id);
	await writeAll(server.quarter.desk, [{ _id: gone._id, _rev: stored?._rev, _deleted: true }, decisionFor(gone._id), decisionFor(nowhere._id)]);
	await settle(server);
	expect(await results(server)).toEqual(['invalid', 'invalid']);
});
