import fc from 'fast-check';
import { v4 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { hashOf } from '#lib/kernel/ids.ts';
import { type TestServer, answerOf, askFor, decisionFor, everything, testServer, writeAll } from '../tests/fixtures/quarter.ts';
import { takeAsk } from './inbox.ts';
import { startRegistrar } from './registrar/registrar.ts';

const post = ({ context, quarter }: TestServer, body: unknown) =>
	answerOf(() =>
		takeAsk(
			context,
			quarter,
			new Request('http://localhost/api/hafencity/inbox', {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: typeof body === 'string' ? body : JSON.stringify(body)
			})
		)
	);
const fieldsOf = ({ body }: Awaited<ReturnType<typeof post>>) => (body.errors as { code: string; field: string }[]).map(({ code, field }) => `${code} ${field}`);

test('S4.2 writes the request and, apart from it, the contact; the receipt is kept hashed', async () => {
	const server = await testServer();
	const wanted = askFor();
	expect(await post(server, wanted)).toEqual({ status: 201, body: { id: wanted.id, receivedAt: server.clock.now } });
	const { receipt, contact, id, ...wish } = wanted;
	const [request] = await everything(server.quarter.desk, 'request');
	expect(request).toEqual({ _id: `request:${id}`, _rev: expect.any(String), kind: 'request', schema: 0, ...wish, contact: `contact:${id}`, receivedAt: server.clock.now, receiptHash: await hashOf(receipt) });
	expect(await everything(server.quarter.desk, 'contact')).toMatchObject([{ _id: `contact:${id}`, ...contact, keepUntil: '2027-02-22' }]);
});

test('S4.2 the same request ten times at once is one request and one contact', async () => {
	const server = await testServer();
	const wanted = askFor();
	const answers = await Promise.all(Array.from({ length: 10 }, () => post(server, wanted)));
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(answers[0]?.status).toBe(201);
	expect(await everything(server.quarter.desk)).toHaveLength(2);
});

test('S4.2 a known id is answered the same, whatever else the body says and however late', async () => {
	const server = await testServer();
	const wanted = askFor();
	const first = await post(server, wanted);
	const before = await server.quarter.desk.info();
	server.clock.now = '2027-03-01T12:00:00.000Z';
	for (const body of [wanted, { ...wanted, receipt: 'x'.repeat(32), purpose: 'Anderes' }, { id: wanted.id }, { ...wanted, id: wanted.id.toUpperCase() }]) {
		expect(await post(server, body)).toEqual(first);
	}
	expect(await server.quarter.desk.info()).toEqual(before);
});

test('S4.2 a request that was removed can be sent again, and is told when it came this time', async () => {
	const server = await testServer();
	const wanted = askFor();
	await post(server, wanted);
	const [request] = await everything(server.quarter.desk, 'request');
	await writeAll(server.quarter.desk, [{ _id: request!._id, _rev: request!._rev, _deleted: true }]);
	server.clock.now = '2026-11-22T19:00:00.000Z';
	expect(await post(server, wanted)).toEqual({ status: 201, body: { id: wanted.id, receivedAt: server.clock.now } });
	expect(await everything(server.quarter.desk, 'request')).toMatchObject([{ receivedAt: server.clock.now }]);
});

test('S4.3 being taken is no reason against a request', async () => {
	const server = await testServer();
	expect((await post(server, askFor())).status).toBe(201);
	expect((await post(server, askFor())).status).toBe(201);
	expect(await everything(server.quarter.desk, 'request')).toHaveLength(2);
});

describe('S4.3 refuses, naming the field, and writes nothing', () => {
	const wrong: [what: string, set: object, said: string][] = [
		['the past', { date: '2026-11-21' }, 'past date'],
		['an hour ago', { date: '2026-11-22', from: '18:00', to: '20:00' }, 'past date'],
		['end before start', { from: '19:00', to: '18:00' }, 'end-before-start to'],
		['no time at all', { from: '19:00', to: '19:00' }, 'end-before-start to'],
		['a closed house', { date: '2027-01-12' }, 'closed date'],
		['a holiday', { date: '2026-12-25' }, 'holiday date'],
		['the night', { from: '06:00', to: '07:00' }, 'closed from'],
		['an unknown room', { room: 'room:nowhere' }, 'unknown-room room'],
		['a room that cannot be booked', { room: 'room:west-attic' }, 'not-bookable room'],
		['a planned house', { room: 'room:later-hall' }, 'not-bookable room'],
		['too many people', { groupSize: 51 }, 'too-many-people groupSize'],
		['no way to answer', { contact: { name: 'Erika' } }, 'contact-missing contact'],
		['nobody', { contact: { mail: 'erika@example.org' } }, 'missing contact.name'],
		['no purpose', { purpose: ' ' }, 'invalid purpose'],
		['a long purpose', { purpose: 'x'.repeat(501) }, 'too-long purpose'],
		['a day that does not exist', { date: '2026-02-30' }, 'invalid date'],
		['an id that is none', { id: 'x' }, 'invalid id'],
		['a short receipt', { receipt: 'short' }, 'invalid receipt']
	];
	test.each(wrong)('%s', async (_, set, said) => {
		const server = await testServer();
		const answer = await post(server, { ...askFor(), ...set });
		expect(answer.status).toBe(422);
		expect(fieldsOf(answer)).toContain(said);
		expect(await everything(server.quarter.desk)).toEqual([]);
	});

	test('several wrong fields at once', async () => {
		const answer = await post(await testServer(), askFor({ date: '2026-11-01', groupSize: 99, contact: { name: 'Erika' } }));
		expect(fieldsOf(answer)).toEqual(['contact-missing contact', 'past date', 'too-many-people groupSize']);
	});

	test('garbage, the wrong type, 5 MB', async () => {
		const server = await testServer();
		expect(await post(server, '{"id":')).toMatchObject({ status: 400, body: { code: 'not-json' } });
		expect(await post(server, '[]')).toMatchObject({ status: 400, body: { code: 'not-json' } });
		expect(await post(server, askFor({ purpose: 'x'.repeat(5_000_000) }))).toMatchObject({ status: 413, body: { code: 'too-large' } });
		const form = new Request('http://localhost/', { method: 'POST', headers: { 'Content-Type': 'text/plain' }, body: '{}' });
		expect(await answerOf(() => takeAsk(server.context, server.quarter, form))).toMatchObject({ status: 415 });
		expect(await everything(server.quarter.desk)).toEqual([]);
	});
});

test('public data never holds who asked or what for', async () => {
	const secret = fc.string({ minLength: 6, maxLength: 30, unit: fc.constantFrom(...'abcdefghijkmnpqrsuvwxyzÄÖÜß') }).map((text) => `Z${text}Z`);
	await fc.assert(
		fc.asyncProperty(fc.array(fc.record({ name: secret, mail: secret, purpose: secret, hour: fc.integer({ min: 8, max: 20 }) }), { minLength: 1, maxLength: 6 }), async (people) => {
			const server = await testServer();
			for (const { name, mail, purpose, hour } of people) {
				const wanted = askFor({ id: v4(), purpose, from: `${String(hour).padStart(2, '0')}:00`, to: `${String(hour + 1).padStart(2, '0')}:30`, contact: { name, mail: `${mail}@example.org` } });
				expect((await post(server, wanted)).status).toBe(201);
				await writeAll(server.quarter.desk, [decisionFor(`request:${wanted.id}`, 'confirm', { reason: purpose })]);
			}
			const registrar = startRegistrar(server.context);
			await registrar.settled();
			await registrar.stop();
			const open = JSON.stringify(await everything(server.quarter.public));
			expect(open).toContain('"slots":[{');
			for (const { name, mail, purpose } of people) for (const text of [name, mail, purpose]) expect(open).not.toContain(text);
		}),
		{ numRuns: 25 }
	);
});
