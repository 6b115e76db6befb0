import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { newSecret } from '#lib/kernel/ids.ts';
import { type TestServer, answerOf, askFor, decisionFor, everything, testServer, writeAll } from '../tests/fixtures/quarter.ts';
import { changeContact, takeMessage } from './correspondence.ts';
import { takeAsk } from './inbox.ts';
import { tellReceipt } from './receipts.ts';
import { startRegistrar } from './registrar/registrar.ts';
import { takeReply } from './reply.ts';

type Asked = ReturnType<typeof askFor>;
const request = (method: string, body: unknown, receipt?: string) =>
	new Request('http://localhost/', { method, headers: { 'Content-Type': 'application/json', ...(receipt && { Authorization: `Bearer ${receipt}` }) }, ...(body !== undefined && { body: JSON.stringify(body) }) });

async function asked(set: Partial<Asked> = {}) {
	const server = await testServer();
	const wanted = askFor(set);
	expect((await takeAsk(server.context, server.quarter, request('POST', wanted))).status).toBe(201);
	return { server, wanted, ...by(server, wanted) };
}
const by = ({ context, quarter }: TestServer, { id, receipt }: Asked) => ({
	say: (says: string, date = id, secret = receipt) => answerOf(() => takeReply(context, quarter, id, request('POST', { request: date, says }, secret))),
	write: (body: unknown, secret = receipt) => answerOf(() => takeMessage(context, quarter, id, request('POST', body, secret))),
	reach: (body: unknown, secret = receipt) => answerOf(() => changeContact(context, quarter, id, request('PUT', body, secret))),
	told: async () => (await answerOf(() => tellReceipt(context, quarter, id, request('GET', undefined, receipt)))).body as { state: string; dates: { state: string; request: string }[]; messages: unknown[] }
});
async function settle(server: TestServer, ...decisions: ReturnType<typeof decisionFor>[]) {
	await writeAll(server.quarter.desk, decisions);
	const registrar = startRegistrar(server.context);
	await registrar.settled();
	await registrar.stop();
	expect(server.log).toEqual([]);
}
const further = ['2026-12-01', '2026-12-08'].map((date) => ({ room: 'room:east-hall' as const, date, from: '19:00', to: '21:00' }));

test('S4.9 one date of a series is given back: the answer says so, the others stay, doing it again changes nothing', async () => {
	const { server, wanted, say, told } = await asked({ further });
	await settle(server, ...[1, 2, 3].map((nth) => decisionFor(`request:${wanted.id}${nth === 1 ? '' : `.${nth}`}`)));
	const answer = await say('withdraw', `${wanted.id}.2`);
	expect(answer).toEqual({ status: 200, body: await told() });
	expect((await told()).dates.map(({ state }) => state)).toEqual(['confirmed', 'withdrawn', 'confirmed']);
	expect((await everything(server.quarter.public, 'occupancy')).map(({ date }) => date)).toEqual(['2026-11-24', '2026-12-08']);
	const before = [await server.quarter.desk.info(), await server.quarter.public.info()];
	expect(await say('withdraw', `${wanted.id}.2`)).toEqual(answer);
	await settle(server);
	expect([await server.quarter.desk.info(), await server.quarter.public.info()]).toEqual(before);
});

test('S4.9 what nobody decided yet is given back too; a decision that comes later is superseded', async () => {
	const { server, wanted, say } = await asked();
	expect((await say('withdraw')).body).toMatchObject({ state: 'withdrawn' });
	await settle(server, decisionFor(`request:${wanted.id}`));
	expect((await everything(server.quarter.desk, 'outcome')).map(({ result }) => result).sort()).toEqual(['superseded', 'withdrawn']);
	expect(await everything(server.quarter.public, 'occupancy')).toEqual([]);
});

test('S4.9 what has begun is not given back', async () => {
	const { server, wanted, say, told } = await asked();
	await settle(server, decisionFor(`request:${wanted.id}`));
	server.clock.now = '2026-11-24T18:00:00.000Z';
	expect(await say('withdraw')).toMatchObject({ status: 422, body: { code: 'past', errors: [{ field: 'date' }] } });
	expect(await told()).toMatchObject({ state: 'confirmed' });
});

test('S4.9 there is nothing to accept, no such date, no such word', async () => {
	const { wanted, say } = await asked();
	expect(await say('accept')).toMatchObject({ status: 409, body: { code: 'not-offered' } });
	expect(await say('withdraw', `${wanted.id}.2`)).toMatchObject({ status: 422, body: { code: 'invalid', errors: [{ field: 'request' }] } });
	expect(await say('withdraw', v7())).toMatchObject({ status: 422, body: { code: 'invalid' } });
	expect(await say('perhaps')).toMatchObject({ status: 422, body: { errors: [{ field: 'says' }] } });
});

test('S4.9, S4.10 nothing is said, written or changed without the receipt', async () => {
	const { server, say, write, reach } = await asked();
	const before = await server.quarter.desk.info();
	for (const secret of [newSecret(), '']) {
		for (const answer of [await say('withdraw', undefined, secret), await write({ id: v7(), text: 'Hallo' }, secret), await reach({ name: 'Vera', mail: 'v@example.org' }, secret)]) {
			expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-receipt' } });
		}
	}
	expect(await server.quarter.desk.info()).toEqual(before);
});

test('S4.10 a message is there once however often it comes, in the order of their times, and stays with the ask', async () => {
	const { server, wanted, write, told } = await asked({ further });
	const id = v7();
	const answer = await write({ id, text: ' Wir bringen Kuchen mit. ' });
	expect(answer).toEqual({ status: 200, body: await told() });
	server.clock.now = '2026-11-22T19:00:00.000Z';
	await write({ id, text: 'Anderes' });
	await writeAll(server.quarter.desk, [{ _id: `message:${wanted.id}:0`, kind: 'message', schema: 0, request: `request:${wanted.id}`, by: 'office', text: 'Wie viele?', at: '2026-11-22T18:30:00.000Z', signedBy: 'mia' }]);
	expect((await told()).messages).toEqual([
		{ by: 'resident', text: 'Wir bringen Kuchen mit.', at: '2026-11-22T18:00:00.000Z' },
		{ by: 'office', text: 'Wie viele?', at: '2026-11-22T18:30:00.000Z' }
	]);
	expect(await write({ id: 'x', text: '' })).toMatchObject({ status: 422, body: { errors: [{ code: 'invalid', field: 'id' }, { code: 'missing', field: 'text' }] } });
	expect(await write({ id: v7(), text: 'x'.repeat(2001) })).toMatchObject({ status: 422, body: { code: 'too-long' } });
});

test('S4.10 the contact is changed, not its end; the same again changes nothing; who cannot be reached is refused', async () => {
	const { server, wanted, reach } = await asked();
	const [before] = await everything(server.quarter.desk, 'contact');
	expect((await reach({ name: 'Vera Neu', phone: '040 123456' })).status).toBe(200);
	const [after] = await everything(server.quarter.desk, 'contact');
	expect(after).toEqual({ _id: `contact:${wanted.id}`, _rev: expect.stringMatching(/^2-/), kind: 'contact', schema: 0, name: 'Vera Neu', phone: '040 123456', keepUntil: before!.keepUntil });
	await reach({ name: 'Vera Neu', phone: '040 123456' });
	expect(await everything(server.quarter.desk, 'contact')).toEqual([after]);
	expect(await reach({ name: 'Vera' })).toMatchObject({ status: 422, body: { code: 'contact-missing' } });
	expect(await reach({ name: 'Vera', mail: 'keine' })).toMatchObject({ status: 422, body: { errors: [{ field: 'mail' }] } });
	expect(await reach({ name: 'Vera', mail: 'v@example.org', keepUntil: '2099-01-01' })).toMatchObject({ status: 422, body: { errors: [{ field: 'keepUntil' }] } });
	await writeAll(server.quarter.desk, [{ _id: after!._id, _rev: after!._rev, _deleted: true }]);
	expect(await reach({ name: 'Vera', mail: 'v@example.org' })).toMatchObject({ status: 422, body: { code: 'past' } });
});
