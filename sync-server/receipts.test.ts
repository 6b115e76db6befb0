import { expect, test } from 'vitest';
import { newSecret } from '#lib/kernel/ids.ts';
import { type TestServer, answerOf, askFor, decisionFor, requestFor, testServer, writeAll } from '../tests/fixtures/quarter.ts';
import { takeAsk } from './inbox.ts';
import { tellReceipt } from './receipts.ts';
import { startRegistrar } from './registrar/registrar.ts';

const ask = async ({ context, quarter }: TestServer, wanted = askFor()) => {
	const message = new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wanted) });
	expect((await takeAsk(context, quarter, message)).status).toBe(201);
	return wanted;
};
const tell = ({ context, quarter }: TestServer, id: string, receipt?: string) =>
	answerOf(() => tellReceipt(context, quarter, id, new Request('http://localhost/', receipt === undefined ? {} : { headers: { Authorization: `Bearer ${receipt}` } })));

async function decide(server: TestServer, ...decisions: ReturnType<typeof decisionFor>[]) {
	await writeAll(server.quarter.desk, decisions);
	const registrar = startRegistrar(server.context);
	await registrar.settled();
	await registrar.stop();
}

test('S4.4 tells the state to who holds the receipt: requested, then confirmed with what the office wrote', async () => {
	const server = await testServer();
	const { id, receipt } = await ask(server);
	const time = { request: id, room: 'room:east-hall', date: '2026-11-24', from: '19:00', to: '21:00' };
	const told = (standing: object) => ({ id, receivedAt: server.clock.now, alternatives: [], ...standing, dates: [{ ...time, alternatives: [], ...standing }], messages: [], at: server.clock.now });
	expect(await tell(server, id, receipt)).toEqual({ status: 200, body: told({ state: 'requested' }) });
	await decide(server, decisionFor(`request:${id}`, 'confirm', { reason: 'Bis Dienstag' }));
	expect(await tell(server, id, receipt)).toEqual({ status: 200, body: told({ state: 'confirmed', reason: 'Bis Dienstag' }) });
});

test('S4.4 a confirmed date says what is arranged for its key and money, and not what only the office needs', async () => {
	const server = await testServer();
	const { id, receipt } = await ask(server);
	const arranged = { keyPerson: 'Frau Muster', keyAt: '2026-11-24T18:30', fee: 4000, feePaidOn: '2026-11-20' };
	const letting = { _id: `letting:${id}` as const, kind: 'letting', schema: 0, request: `request:${id}` as const, ...arranged, keyNumber: '12' };
	await writeAll(server.quarter.desk, [letting]);
	expect((await tell(server, id, receipt)).body).toMatchObject({ dates: [expect.not.objectContaining({ letting: expect.anything() })] });
	await decide(server, decisionFor(`request:${id}`));
	const { body } = await tell(server, id, receipt);
	expect(body).toMatchObject({ dates: [{ letting: arranged }] });
	expect(JSON.stringify(body)).not.toContain('keyNumber');
});

test('S4.4 a date that the office moved goes on with what was arranged before', async () => {
	const server = await testServer();
	const { id, receipt } = await ask(server);
	await decide(server, decisionFor(`request:${id}`));
	const asked = (await server.quarter.desk.get(`request:${id}`))!;
	const { _rev, ...fields } = asked;
	const moved = { ...fields, _id: `request:${id}.2`, date: '2026-11-25', replaces: `request:${id}` };
	await writeAll(server.quarter.desk, [{ _id: `letting:${id}`, kind: 'letting', schema: 0, request: `request:${id}`, deposit: 5000 }, moved]);
	await decide(server, decisionFor(`request:${id}.2`));
	expect((await tell(server, id, receipt)).body).toMatchObject({ dates: [{ state: 'withdrawn' }, { date: '2026-11-25', state: 'confirmed', letting: { deposit: 5000 } }] });
});

test('S4.4 a decision that the registrar has not carried out changes nothing', async () => {
	const server = await testServer();
	const { id, receipt } = await ask(server);
	await writeAll(server.quarter.desk, [decisionFor(`request:${id}`)]);
	expect((await tell(server, id, receipt)).body.state).toBe('requested');
});

test('S4.4 a refusal comes with its reason', async () => {
	const server = await testServer();
	const { id, receipt } = await ask(server);
	await decide(server, decisionFor(`request:${id}`, 'decline', { reason: 'Der Boden wird erneuert.' }));
	expect((await tell(server, id, receipt)).body).toMatchObject({ state: 'declined', reason: 'Der Boden wird erneuert.' });
});

test('S4.4 a wrong receipt, none, an unknown id and a request of the office itself are the same 404', async () => {
	const server = await testServer();
	const { id, receipt } = await ask(server);
	const own = requestFor();
	await writeAll(server.quarter.desk, [own]);
	const answers = await Promise.all([
		tell(server, id, newSecret()),
		tell(server, id),
		tell(server, '01a11111-1111-7111-8111-111111111111', receipt),
		tell(server, 'garbage', receipt),
		tell(server, own._id.slice('request:'.length), ''),
		tell(server, own._id.slice('request:'.length), newSecret())
	]);
	expect(answers[0]).toMatchObject({ status: 404, body: { code: 'unknown-receipt' } });
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test('S4.5 an open request whose time went to another is told so, with three times that are free', async () => {
	const server = await testServer();
	const [first, second] = [await ask(server), await ask(server, askFor({ from: '20:00', to: '22:00' }))];
	await decide(server, decisionFor(`request:${first.id}`));
	const { body } = await tell(server, second.id, second.receipt);
	expect(body.state).toBe('taken');
	expect(body.alternatives).toEqual([
		{ room: 'room:east-hall', date: '2026-11-24', from: '17:00', to: '19:00' },
		{ room: 'room:east-hall', date: '2026-11-25', from: '20:00', to: '22:00' },
		{ room: 'room:east-hall', date: '2026-11-26', from: '20:00', to: '22:00' }
	]);
});

test('S4.5 an open request whose time has passed is told as expired', async () => {
	const server = await testServer();
	const { id, receipt } = await ask(server);
	server.clock.now = '2026-11-24T20:00:00.000Z';
	expect((await tell(server, id, receipt)).body.state).toBe('expired');
});
