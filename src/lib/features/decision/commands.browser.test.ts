import { afterEach, beforeEach, expect, test } from 'vitest';
import { database } from '#lib/storage/database.ts';
import { remember } from '#lib/storage/settings.ts';
import { factsOf, inboxHere } from '../inbox/queries.ts';
import type { Request } from '../request/entity.ts';
import { confirmRequest, declineRequest } from './commands.ts';

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

beforeEach(async () => {
	await remember('member', { name: 'Imke', roles: ['manager'] });
	await database.request.put(asked);
});
afterEach(() => Promise.all(database.tables.map((table) => table.clear())));

test('a decision is kept with its write, and the request waits for the server, not confirmed', async () => {
	expect(await confirmRequest(asked._id)).toBeUndefined();
	const [decision] = await database.decision.toArray();
	expect(decision).toMatchObject({ request: 'request:one', verdict: 'confirm', decidedBy: 'Imke' });
	expect(await database.write.toArray()).toMatchObject([{ doc: decision?._id, database: 'desk', isNew: true }]);
	const { inbox } = await inboxHere();
	expect([inbox.waiting.length, inbox.deciding.map(({ state }) => state)]).toEqual([0, ['deciding']]);
	expect((await factsOf('request:one'))?.item.state).toBe('deciding');
});

test('a refusal needs a reason, and nothing is written without one', async () => {
	expect(await declineRequest(asked._id, '  ')).toEqual({ code: 'missing', field: 'reason' });
	expect(await declineRequest(asked._id, 'x'.repeat(2000))).toMatchObject({ code: 'too-long', field: 'reason' });
	expect(await database.write.count()).toBe(0);
	expect(await declineRequest(asked._id, ' Das Haus ist zu. ')).toBeUndefined();
	expect(await database.decision.toArray()).toMatchObject([{ verdict: 'decline', reason: 'Das Haus ist zu.' }]);
});

test('nobody decides who is not signed in on this device', async () => {
	await database.setting.delete('member');
	expect(await confirmRequest(asked._id)).toEqual({ code: 'signed-out' });
	expect(await database.decision.count()).toBe(0);
});

test('until the office’s database was read here, the inbox is not loaded, which is not empty', async () => {
	expect((await inboxHere()).loaded).toBe(false);
	await database.cursor.put({ source: 'replica-desk', seq: '1', projection: 1, at, complete: true });
	expect((await inboxHere()).loaded).toBe(true);
});
