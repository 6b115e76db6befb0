import { expect, test } from 'vitest';
import { type TestServer, answerOf, decisionFor, everything, requestFor, testServer, writeAll } from '../tests/fixtures/quarter.ts';
import { startRegistrar } from './registrar/registrar.ts';
import { answerRemoval } from './sample.ts';

const event = (id: string) => ({ _id: `event:${id}`, kind: 'event', schema: 0, title: { de: id }, category: 'culture', start: '2026-11-24T19:00', durationMinutes: 90, zone: 'Europe/Berlin', status: 'confirmed' });
const occupancy = (date: string, slots: object[]) => ({ _id: `occupancy:east-hall:${date}`, kind: 'occupancy', schema: 0, room: 'room:east-hall', date, slots });
const slot = (request: string, from: string, to: string, set = {}) => ({ request: `request:${request}`, from, to, ...set });
const sample = { sample: true };

const removal = ({ context, quarter }: TestServer) => answerOf(() => answerRemoval(context, quarter, new Request('http://localhost/', { method: 'POST' })));

async function withSample(): Promise<TestServer> {
	const server = await testServer();
	server.actor.is = { name: 'lotte', roles: ['manager'] };
	const tried = { ...requestFor({ date: '2026-11-30' }), ...sample };
	const real = requestFor({ from: '10:00', to: '11:00' });
	await writeAll(server.quarter.public, [
		event('real'),
		{ ...event('invented'), ...sample },
		{ ...occupancy('2026-11-24', [slot('s1', '08:00', '09:00', sample)]), ...sample },
		occupancy('2026-11-25', [slot('s2', '08:00', '09:00', sample), slot('r1', '10:00', '11:00')])
	]);
	await writeAll(server.quarter.desk, [tried, decisionFor(tried._id), real, decisionFor(real._id)]);
	const registrar = startRegistrar(server.context);
	await registrar.settled();
	await registrar.stop();
	return server;
}

test('S4.7 removes every sample document and slot, what was decided about them, and nothing else', async () => {
	const server = await withSample();
	expect(await removal(server)).toEqual({ status: 200, body: { removed: 7 } });

	const [open, desk] = [await everything(server.quarter.public), await everything(server.quarter.desk)];
	expect(JSON.stringify([open, desk])).not.toContain('sample');
	expect(desk.map(({ kind }) => kind).sort()).toEqual(['decision', 'outcome', 'request']);
	expect(open.filter(({ kind }) => kind === 'event').map(({ _id }) => _id)).toEqual(['event:real']);
	expect(open.filter(({ kind }) => kind === 'occupancy').map(({ _id, slots }) => [_id, (slots as object[]).length])).toEqual([
		['occupancy:east-hall:2026-11-24', 1],
		['occupancy:east-hall:2026-11-25', 1]
	]);
	expect(await removal(server)).toEqual({ status: 200, body: { removed: 0 } });
});

test('S4.7 a booking confirmed while the sample goes is kept', async () => {
	const server = await withSample();
	const request = requestFor({ from: '08:30', to: '09:30' });
	await writeAll(server.quarter.desk, [request]);
	const registrar = startRegistrar(server.context);
	await Promise.all([removal(server), writeAll(server.quarter.desk, [decisionFor(request._id)])]);
	await registrar.settled();
	await registrar.stop();
	const [outcome] = (await everything(server.quarter.desk, 'outcome')).filter((doc) => doc.request === request._id);
	const slots = (await server.quarter.public.get('occupancy:east-hall:2026-11-24'))?.slots as { request: string }[];
	expect(slots.some((found) => found.request === request._id)).toBe(outcome?.result === 'confirmed');
});

test('S4.7 is for staff', async () => {
	const server = await withSample();
	server.actor.is = { name: null, roles: [] };
	expect(await removal(server)).toMatchObject({ status: 401, body: { code: 'signed-out' } });
	server.actor.is = { name: 'guest', roles: [] };
	expect(await removal(server)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
	expect(JSON.stringify(await everything(server.quarter.public))).toContain('sample');
});
