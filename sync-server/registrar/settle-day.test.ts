import { expect, test } from 'vitest';
import type { Occupancy, Slot } from '#lib/features/occupancy/entity.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import { outcomeId } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { type TestServer, decisionFor, everything, requestFor, testServer, writeAll } from '../../tests/fixtures/quarter.ts';
import { book, clear } from './days.ts';
import type { Database } from '../store/store.ts';
import { startRegistrar } from './registrar.ts';
import { settleOutcome } from './settle-outcome.ts';

const DAY_ID = occupancyId('room:east-hall', '2026-11-24');
const slotFor = ({ _id, from, to }: Request): Slot => ({ request: _id, from, to });
const slots = async ({ quarter }: TestServer) => ((await quarter.public.get(DAY_ID)) as unknown as Occupancy | undefined)?.slots.map(({ request }) => request);
const conflicts = async ({ quarter }: TestServer) => (await quarter.public.get(DAY_ID, { conflicts: true }))?._conflicts;
const results = async ({ quarter }: TestServer) => Object.fromEntries((await everything(quarter.desk, 'outcome')).map(({ request, result }) => [request, result]));

/** A first revision of the day as another copy of a cluster took it, side by side with whatever is there. */
async function aside({ quarter }: TestServer, hash: string, ...held: Request[]): Promise<void> {
	const day = { _id: DAY_ID, kind: 'occupancy', schema: 0, room: 'room:east-hall', date: '2026-11-24', slots: held.map(slotFor) };
	await quarter.public.bulkDocs([{ ...day, _rev: `1-${hash.repeat(32)}`, _revisions: { start: 1, ids: [hash.repeat(32)] } }], { newEdits: false });
}

/** Lets a registrar deal with everything, and again after a while: what could not be settled at once is kept for then. */
async function settle(server: TestServer, minutes: number[] = [0]): Promise<void> {
	for (const later of minutes) {
		server.clock.now = new Date(Date.parse(server.clock.now) + later * 60_000).toISOString();
		const registrar = startRegistrar(server.context);
		await registrar.settled();
		await registrar.stop();
	}
}
const outcomeFor = (request: Request, decision: { _id: string }, result: string, set = {}) =>
	({ _id: outcomeId(request._id, decision._id as `decision:${string}`), kind: 'outcome', schema: 0, request: request._id, decision: decision._id, result, alternatives: [], at: '2026-11-22T18:00:00.000Z', ...set });

test('S5.3 slots that a cluster took side by side and that do not overlap are all kept', async () => {
	const server = await testServer();
	const [early, late, both] = [requestFor({ from: '08:00', to: '09:00' }), requestFor({ from: '20:00', to: '21:00' }), requestFor({ from: '12:00', to: '13:00' })];
	await aside(server, 'a', late, both);
	await aside(server, 'b', early, both);
	await settle(server);
	expect(await slots(server)).toEqual([early._id, both._id, late._id]);
	expect(await conflicts(server)).toBeUndefined();
});

test.each(['a', 'f'])('S5.3 of two that overlap, the one that was told stays, whichever revision wins (%s)', async (hash) => {
	const server = await testServer();
	const [told, other] = [requestFor(), requestFor({ from: '20:00', to: '22:00' })];
	const [yes, late] = [decisionFor(told._id), decisionFor(other._id)];
	await writeAll(server.quarter.desk, [told, other, yes, late, outcomeFor(told, yes, 'confirmed')]);
	await aside(server, hash, told);
	await aside(server, 'b', other);
	await settle(server);
	expect(await slots(server)).toEqual([told._id]);
	expect(await conflicts(server)).toBeUndefined();
	expect(await results(server)).toEqual({ [told._id]: 'confirmed', [other._id]: 'taken' });
});

test('S5.3 where nobody was told yet nobody is, until nobody can be about to be; then one is', async () => {
	const server = await testServer();
	const [one, other] = [requestFor(), requestFor({ from: '20:00', to: '22:00' })];
	await writeAll(server.quarter.desk, [one, other, decisionFor(one._id), decisionFor(other._id)]);
	await aside(server, 'a', one);
	await aside(server, 'b', other);
	await settle(server, [0, 1]);
	expect(await results(server)).toEqual({});
	expect(await conflicts(server), 'nothing was touched').toHaveLength(1);

	await settle(server, [2]);
	expect(await results(server)).toEqual({ [one._id]: 'taken', [other._id]: 'confirmed' });
	expect(await slots(server)).toEqual([other._id]);
	expect(await conflicts(server)).toBeUndefined();
});

test('S5.3 whoever finds, after writing, that a copy took another one too, says nothing', async () => {
	const server = await testServer();
	const [mine, other] = [requestFor(), requestFor()];
	/** As in a cluster: what the other copy took comes to light only after the write. */
	const partitioned = new Proxy(server.quarter.public, {
		get: (target, key: keyof Database) => {
			const member = target[key] as (...given: unknown[]) => unknown;
			if (key !== 'bulkDocs') return member.bind(target);
			return async (...given: unknown[]) => {
				const answer = await member.apply(target, given);
				await aside(server, '0', other);
				return answer;
			};
		}
	});
	await expect(book(server.context, { ...server.quarter, public: partitioned }, mine)).rejects.toThrow('in conflict');
	await expect(book(server.context, server.quarter, other)).rejects.toThrow('in conflict');
	server.clock.now = '2026-11-22T18:10:00.000Z';
	const told = [await book(server.context, server.quarter, mine), await book(server.context, server.quarter, other)];
	expect(told).toEqual(['confirmed', 'taken']);
});

test('S5.3 two that were told before they met both stay, and the office learns of it', async () => {
	const server = await testServer();
	const [one, other] = [requestFor(), requestFor({ from: '20:00', to: '22:00' })];
	const decisions = [decisionFor(one._id), decisionFor(other._id)] as const;
	await writeAll(server.quarter.desk, [one, other, ...decisions, outcomeFor(one, decisions[0], 'confirmed'), outcomeFor(other, decisions[1], 'confirmed')]);
	await aside(server, 'a', one);
	await aside(server, 'b', other);
	await settle(server);
	expect(await slots(server)).toEqual([one._id, other._id]);
	expect(await everything(server.quarter.desk, 'edit-conflict')).toMatchObject([{ document: DAY_ID, field: 'slots', other: [slotFor(one)], kept: [slotFor(other)] }]);
});

test.each([1, 3])('S5.2 a day that other servers wrote once more in between (%i) is confirmed of what it has become', async (times) => {
	const server = await testServer();
	const { public: open } = server.quarter;
	let left = times;
	const bulkDocs: Database['bulkDocs'] = async (docs, options) => {
		const rows = await open.bulkDocs(docs, options);
		for (; left > 0; left--) await open.bulkDocs([(await open.get(DAY_ID))!]);
		return rows;
	};
	const assured: string[] = [];
	const assure: Database['assure'] = async (leaf) => {
		assured.push(leaf._rev);
		return open.assure(leaf);
	};
	const shared = new Proxy(open, { get: (database, key) => (key === 'bulkDocs' ? bulkDocs : key === 'assure' ? assure : Reflect.get(database, key, database).bind?.(database)) });
	expect(await book(server.context, { ...server.quarter, public: shared }, requestFor())).toBe('confirmed');
	expect(assured, 'whoever wrote the next one had ours before it; of a later one that is not known').toEqual(times === 1 ? [] : [(await open.get(DAY_ID))!._rev]);
});

test('S5.3 a slot removed from one revision does not come back from another', async () => {
	const server = await testServer();
	const [sample, real] = [requestFor(), requestFor({ from: '08:00', to: '09:00' })];
	const day = { _id: DAY_ID, kind: 'occupancy', schema: 0, room: 'room:east-hall', date: '2026-11-24' };
	for (const [hash, held] of [['a', [{ ...slotFor(sample), sample: true }]], ['b', [{ ...slotFor(sample), sample: true }, slotFor(real)]]] as const) {
		await server.quarter.public.bulkDocs([{ ...day, slots: held, _rev: `1-${hash.repeat(32)}` }], { newEdits: false });
	}
	await clear(server.quarter.public, DAY_ID, (slot) => slot.sample === true);
	await settle(server);
	expect(await slots(server)).toEqual([real._id]);
	expect(await conflicts(server)).toBeUndefined();
});

test.each([true, false])('S5.1 of two outcomes of one decision the one stays that is true of the slot (held: %s)', async (held) => {
	const server = await testServer();
	const request = requestFor();
	const decision = decisionFor(request._id);
	await writeAll(server.quarter.desk, [request, decision]);
	if (held) await aside(server, 'a', request);
	for (const [hash, result] of [['a', 'confirmed'], ['b', 'taken']] as const) {
		await server.quarter.desk.bulkDocs([outcomeFor(request, decision, result, { _rev: `1-${hash.repeat(32)}` })], { newEdits: false });
	}
	await settleOutcome(server.quarter, outcomeId(request._id, decision._id));
	expect(await results(server)).toEqual({ [request._id]: held ? 'confirmed' : 'taken' });
	await settle(server);
	expect(await results(server)).toEqual({ [request._id]: held ? 'confirmed' : 'taken' });
});
