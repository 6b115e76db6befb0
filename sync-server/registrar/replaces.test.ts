import { expect, test } from 'vitest';
import type { Database, IncomingDoc } from '../store/store.ts';
import { decisionFor, writeAll } from '../../tests/fixtures/quarter.ts';
import { lettingServer } from '../../tests/fixtures/letting.ts';
import { carryOut } from './confirm.ts';

async function confirmed(set: object = {}) {
	const server = await lettingServer();
	const [old] = await server.asked({ date: '2026-12-08' });
	await server.decided(old!);
	const [change] = await server.asked({ date: '2026-12-08', from: '20:00', to: '22:00', replaces: old!._id, ...set });
	return { ...server, old: old!, change: change! };
}

test('S5.10 a change on the same day takes the old slot and gives the new one in one write, also where they meet', async () => {
	const { quarter, old, change, decided, statesOf, slotsOn } = await confirmed();
	const before = Number.parseInt((await quarter.public.info()).update_seq, 10);
	await decided(change);
	expect(await statesOf(old, change)).toEqual(['withdrawn', 'confirmed']);
	expect(await slotsOn('2026-12-08')).toMatchObject([{ request: change._id, from: '20:00', to: '22:00' }]);
	expect(Number.parseInt((await quarter.public.info()).update_seq, 10) - before).toBe(1);
});

test('S5.10 elsewhere the new slot comes first, then the old one goes, and who waits for it gets the offer', async () => {
	const { quarter, context, old, change, asked, decided, statesOf, slotsOn } = await confirmed({ room: 'room:east-kitchen' });
	const [waiting] = await asked({ date: '2026-12-08' });
	await decided(waiting!, 'decline');
	const order: string[] = [];
	const seen = new Proxy(quarter.public, {
		get(target, key: keyof Database) {
			const member = target[key];
			if (typeof member !== 'function') return member;
			if (key !== 'bulkDocs') return member.bind(target);
			return (docs: IncomingDoc[], ...rest: []) => {
				order.push(...docs.map(({ _id, _deleted }) => `${_id}${_deleted ? ' goes' : ''}`));
				return target.bulkDocs(docs, ...rest);
			};
		}
	});
	const decision = decisionFor(change._id);
	await writeAll(quarter.desk, [decision]);
	await carryOut(context, { ...quarter, public: seen }, decision, change);
	expect(order).toEqual(['occupancy:east-kitchen:2026-12-08', 'occupancy:east-hall:2026-12-08 goes']);
	expect(await statesOf(old, change, waiting!)).toEqual(['withdrawn', 'confirmed', 'offered']);
	expect(await slotsOn('2026-12-08', 'room:east-kitchen')).toHaveLength(1);
});

test('S5.10 where the change cannot be had the old date stays', async () => {
	const { old, change, asked, decided, statesOf, slotsOn } = await confirmed({ date: '2026-12-09' });
	const [rival] = await asked({ date: '2026-12-09', from: '19:00', to: '21:00' });
	await decided(rival!);
	await decided(change);
	expect(await statesOf(old, change)).toEqual(['confirmed', 'taken']);
	expect(await slotsOn('2026-12-08')).toMatchObject([{ request: old._id }]);
});

test('S5.10 what has begun stays, and the new date stands beside it', async () => {
	const { old, change, decided, statesOf, slotsOn, at } = await confirmed({ date: '2026-12-09' });
	at('2026-12-08T18:30:00.000Z');
	await decided(change);
	expect(await statesOf(old, change)).toEqual(['confirmed', 'confirmed']);
	expect([await slotsOn('2026-12-08'), await slotsOn('2026-12-09')]).toMatchObject([[{ request: old._id }], [{ request: change._id }]]);
});

test('S5.10 a change of a change that came to nothing takes the place of both', async () => {
	const { old, change, asked, decided, statesOf, slotsOn } = await confirmed();
	const [other] = await asked({ date: '2026-12-08', from: '21:00', to: '22:00' });
	await decided(other!);
	await decided(change);
	expect(await statesOf(old, change, other!)).toEqual(['confirmed', 'taken', 'confirmed']);
	const [again] = await asked({ date: '2026-12-08', from: '19:30', to: '20:30', replaces: change._id });
	await decided(again!);
	expect(await statesOf(old, change, again!)).toEqual(['withdrawn', 'withdrawn', 'confirmed']);
	expect((await slotsOn('2026-12-08')).map(({ request }) => request)).toEqual([again!._id, other!._id]);
});

test('S5.10 who takes back a change that is under way gets the earlier time again, in whatever order it is decided', async () => {
	for (const late of [false, true]) {
		const { quarter, old, change, asked, settle, statesOf, slotsOn } = await confirmed();
		const [back] = await asked({ date: '2026-12-08', from: old.from, to: old.to, replaces: change._id });
		const decisions = [decisionFor(change._id), decisionFor(back!._id)];
		await writeAll(quarter.desk, late ? decisions.reverse() : decisions);
		await settle();
		expect(await statesOf(old, change, back!)).toEqual(['withdrawn', 'withdrawn', 'confirmed']);
		expect((await slotsOn('2026-12-08')).map(({ request }) => request)).toEqual([back!._id]);
	}
});

test('S5.10 changes that name each other in a circle end, too', async () => {
	const { quarter, old, change, decided, statesOf } = await confirmed();
	const { _rev } = (await quarter.desk.get(old._id))!;
	await quarter.desk.bulkDocs([{ ...old, _rev, replaces: change._id } as never]);
	await decided(change);
	expect(await statesOf(old, change)).toEqual(['withdrawn', 'confirmed']);
});

test('S5.10 a crash after the day was written ends the same, also after the time has begun', async () => {
	const { quarter, context, old, change, settle, statesOf, slotsOn, at } = await confirmed();
	const { book } = await import('./days.ts');
	await writeAll(quarter.desk, [decisionFor(change._id)]);
	expect(await book(context, quarter, { ...change, instead: [old._id] })).toBe('confirmed');
	at('2026-12-08T19:30:00.000Z');
	await settle();
	expect(await statesOf(old, change)).toEqual(['withdrawn', 'confirmed']);
	expect(await slotsOn('2026-12-08')).toHaveLength(1);
});

test('S5.7 a slot that is booked while the wish is given back goes again, whoever came last', async () => {
	const server = await lettingServer();
	const [request] = await server.asked({});
	const decision = decisionFor(request!._id);
	await writeAll(server.quarter.desk, [decision]);
	/** What is said between the day and the outcome. */
	const meanwhile = new Proxy(server.quarter.public, {
		get(target, key: keyof Database) {
			const member = target[key];
			if (typeof member !== 'function') return member;
			if (key !== 'bulkDocs') return member.bind(target);
			return async (docs: IncomingDoc[]) => {
				const results = await target.bulkDocs(docs);
				if (!docs[0]!._deleted && (docs[0]!.slots as unknown[])?.length) await server.quarter.desk.bulkDocs([{ _id: `outcome:${request!._id.slice(8)}:early`, kind: 'outcome', schema: 0, request: request!._id, decision: 'reply:early', result: 'withdrawn', alternatives: [], at: server.clock.now }]);
				return results;
			};
		}
	});
	await carryOut(server.context, { ...server.quarter, public: meanwhile }, decision, request!);
	expect(await server.statesOf(request!)).toEqual(['withdrawn']);
	expect(await server.slotsOn()).toEqual([]);
});
