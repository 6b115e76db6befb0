import { beforeEach, expect, test } from 'vitest';
import { database } from '#lib/storage/database.ts';
import { remember } from '#lib/storage/settings.ts';
import { inboxHere } from '../inbox/queries.ts';
import { factsOf } from '../inbox/request-facts.ts';
import { type Request, requestId } from '../request/entity.ts';
import { decide, sendHeld, takeBack } from './commands.ts';
import { heldHere } from './queries.ts';

const at = '2026-11-22T09:00:00.000Z';
const asked: Request = {
	_id: 'request:one',
	kind: 'request',
	schema: 0,
	form: 'booking',
	room: 'room:saal',
	date: '2026-11-24',
	from: '19:00',
	to: '21:00',
	purpose: 'Chorprobe',
	groupSize: 12,
	locale: 'de',
	madeAt: at,
	receivedAt: at
};
const ask = '0193a000-0000-7000-8000-000000000001';
const series = Array.from({ length: 5 }, (_, index): Request => ({ ...asked, _id: requestId(ask, index + 1), series: ask, date: `2026-12-0${index + 1}` }));
const yes = (request: Request['_id']) => ({ request, verdict: 'confirm' as const });

beforeEach(async () => {
	await remember('member', { name: 'Imke', roles: ['manager'] });
	await database.request.bulkPut([asked, ...series]);
});

test('a decision is held first: the request counts as decided, and nothing is written for the server yet', async () => {
	expect(await decide([yes(asked._id)])).toBeUndefined();
	expect([await database.decision.count(), await database.write.count()]).toEqual([0, 0]);
	const { inbox } = await inboxHere();
	expect(inbox.waiting.map(({ id }) => id)).toEqual([`series:${ask}`]);
	expect(inbox.deciding[0]?.dates).toMatchObject([{ state: 'deciding', held: true }]);
	expect((await factsOf('request:one'))?.item).toMatchObject({ state: 'deciding', held: true });
});

test('when it is sent it is a decision with its write, and still not confirmed', async () => {
	await decide([yes(asked._id)]);
	await sendHeld();
	const [decision] = await database.decision.toArray();
	expect(decision).toMatchObject({ request: 'request:one', verdict: 'confirm', decidedBy: 'Imke' });
	expect(await database.write.toArray()).toMatchObject([{ doc: decision?._id, database: 'desk', isNew: true }]);
	const { inbox } = await inboxHere();
	expect(inbox.deciding[0]?.dates.map(({ state, held }) => [state, held])).toEqual([['deciding', undefined]]);
	expect(await database.held.count()).toBe(0);
});

test('however many tabs send at once, each decision is there once, all dates of a series with it', async () => {
	await decide(series.map(({ _id }) => yes(_id)));
	await decide([yes(asked._id)]);
	await Promise.all([sendHeld(), sendHeld(), sendHeld(), sendHeld()]);
	expect([await database.decision.count(), await database.write.count(), await database.held.count()]).toEqual([6, 6, 0]);
	await sendHeld();
	expect(await database.write.count()).toBe(6);
});

test('taken back before it is sent there is nothing to send; after that it says so', async () => {
	await decide(series.map(({ _id }) => yes(_id)));
	const [held] = await heldHere();
	expect(held).toMatchObject({ purpose: 'Chorprobe', decisions: { length: 5 } });
	expect(await takeBack(held!.id)).toBe(true);
	await sendHeld();
	expect([await database.decision.count(), (await inboxHere()).inbox.waiting.length]).toEqual([0, 2]);
	await decide([yes(asked._id)]);
	const [again] = await heldHere();
	const [undone] = await Promise.all([takeBack(again!.id), sendHeld()]);
	expect(await database.decision.count(), 'either undone or sent, never both and never neither').toBe(undone ? 0 : 1);
	expect(await takeBack(again!.id)).toBe(false);
});

test('only what may go goes', async () => {
	await decide([yes(asked._id)]);
	await sendHeld(() => false);
	expect([await database.decision.count(), await database.held.count()]).toEqual([0, 1]);
});

test('a no needs a reason, an offer a time, and nothing is held without', async () => {
	const no = (reason: string) => decide([{ request: asked._id, verdict: 'decline', reason }]);
	expect(await no('  ')).toEqual({ code: 'missing', field: 'reason' });
	expect(await no('x'.repeat(2000))).toMatchObject({ code: 'too-long', field: 'reason' });
	expect(await decide([{ request: asked._id, verdict: 'cancel' }])).toEqual({ code: 'missing', field: 'reason' });
	expect(await decide([{ request: asked._id, verdict: 'offer', reason: 'Lieber später' }])).toEqual({ code: 'missing', field: 'offer' });
	expect(await decide([yes(asked._id), { request: series[0]!._id, verdict: 'decline' }])).toEqual({ code: 'missing', field: 'reason' });
	expect(await database.held.count()).toBe(0);
	expect(await no(' Das Haus ist zu. ')).toBeUndefined();
	await sendHeld();
	expect(await database.decision.toArray()).toMatchObject([{ verdict: 'decline', reason: 'Das Haus ist zu.' }]);
});

test('nobody decides who is not signed in on this device', async () => {
	await database.setting.delete('member');
	expect(await decide([yes(asked._id)])).toEqual({ code: 'signed-out' });
	expect(await database.held.count()).toBe(0);
});

test('until the office’s database was read here, the inbox is not loaded, which is not empty', async () => {
	expect((await inboxHere()).loaded).toBe(false);
	await database.cursor.put({ source: 'replica-desk', seq: '1', projection: 1, at, complete: true });
	expect((await inboxHere()).loaded).toBe(true);
});
