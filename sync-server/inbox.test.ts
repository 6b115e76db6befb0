import fc from 'fast-check';
import { v4 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { requestId } from '#lib/features/request/entity.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import { addDays } from '#lib/kernel/moments.ts';
import { NOW, type TestServer, answerOf, askFor, decisionFor, everything, testServer, writeAll } from '../tests/fixtures/quarter.ts';
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
const further = (date: string, set: object = {}) => ({ room: 'room:east-hall' as const, date, from: '19:00', to: '21:00', ...set });
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

describe('S4.2 several dates in one ask', () => {
	const dates = Array.from({ length: 59 }, (_, index) => further(addDays('2027-02-01', index)));

	test('are a request each, with one contact, one receipt and one series; the price stands with the first', async () => {
		const server = await testServer();
		const wanted = askFor({ further: [further('2026-12-01'), further('2026-12-08', { room: 'room:east-kitchen', units: 1 })], groupSize: 10, price: 4000, group: 'Chor' });
		expect((await post(server, wanted)).status).toBe(201);
		const shared = { series: wanted.id, contact: `contact:${wanted.id}`, receiptHash: await hashOf(wanted.receipt), receivedAt: server.clock.now, group: 'Chor', groupSize: 10 };
		const requests = await everything(server.quarter.desk, 'request');
		expect(requests).toMatchObject([
			{ ...shared, _id: `request:${wanted.id}`, room: 'room:east-hall', date: '2026-11-24', price: 4000 },
			{ ...shared, _id: `request:${wanted.id}.2`, room: 'room:east-hall', date: '2026-12-01' },
			{ ...shared, _id: `request:${wanted.id}.3`, room: 'room:east-kitchen', date: '2026-12-08', units: 1 }
		]);
		expect(requests.slice(1).some((one) => 'price' in one || 'further' in one)).toBe(false);
		expect(await everything(server.quarter.desk, 'contact')).toMatchObject([{ keepUntil: '2027-03-08' }]);
	});

	test('sixty of them, ten times at once, are sixty requests', async () => {
		const server = await testServer();
		const wanted = askFor({ further: dates });
		const answers = await Promise.all(Array.from({ length: 10 }, () => post(server, wanted)));
		expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
		expect(answers[0]?.status).toBe(201);
		expect(await everything(server.quarter.desk, 'request')).toHaveLength(60);
	});

	test('of which a part never got here are completed when they come again, by who holds the receipt; what was removed stays so', async () => {
		for (const lost of [[1], [2, 4], [1, 2, 3, 4, 5]]) {
			const server = await testServer();
			const wanted = askFor({ further: dates.slice(0, 4) });
			const whole = await testServer();
			await post(whole, wanted);
			const docs = (await everything(whole.quarter.desk)).map(({ _rev, ...doc }) => doc);
			await writeAll(server.quarter.desk, docs.filter(({ _id }) => !lost.some((nth) => _id === requestId(wanted.id, nth))));
			server.clock.now = '2026-11-22T19:00:00.000Z';
			await post(server, { ...wanted, receipt: 'x'.repeat(32) });
			if (!lost.includes(1)) expect(await everything(server.quarter.desk, 'request')).toHaveLength(5 - lost.length);
			expect((await post(server, wanted)).status).toBe(201);
			const requests = await everything(server.quarter.desk, 'request');
			expect(requests.map(({ _id }) => _id)).toEqual([1, 2, 3, 4, 5].map((nth) => requestId(wanted.id, nth)));
			if (!lost.includes(1)) expect(new Set(requests.map(({ receivedAt }) => receivedAt))).toEqual(new Set([NOW]));

			await writeAll(server.quarter.desk, [{ _id: requests[2]!._id, _rev: requests[2]!._rev, _deleted: true }]);
			await post(server, wanted);
			expect(await everything(server.quarter.desk, 'request')).toHaveLength(4);
		}
	});
});

describe('S4.3 an ask that replaces an earlier date', () => {
	async function earlier(set: object = {}) {
		const server = await testServer();
		const first = askFor();
		await post(server, first);
		const change = (receipt = first.receipt, request = first.id) => post(server, askFor({ from: '18:00', to: '20:00', replaces: { request, receipt }, ...set }));
		return { server, first, change };
	}

	test('names it, for who holds its receipt', async () => {
		const { server, first, change } = await earlier();
		expect((await change()).status).toBe(201);
		expect((await everything(server.quarter.desk, 'request'))[1]).toMatchObject({ replaces: `request:${first.id}`, from: '18:00' });
		expect(JSON.stringify(await everything(server.quarter.desk))).not.toContain(first.receipt);
	});

	test('is refused alike with another receipt, of a date that is over and of one that has begun', async () => {
		const { server, first, change } = await earlier();
		const said = [fieldsOf(await change('x'.repeat(32))), fieldsOf(await change(undefined, `${first.id}.2`))];
		await writeAll(server.quarter.desk, [decisionFor(`request:${first.id}`, 'decline')]);
		const registrar = startRegistrar(server.context);
		await registrar.settled();
		await registrar.stop();
		said.push(fieldsOf(await change()));
		const begun = await earlier({ date: '2026-12-01' });
		begun.server.clock.now = '2026-11-24T18:00:00.000Z';
		said.push(fieldsOf(await begun.change()));
		expect(said).toEqual(Array.from({ length: 4 }, () => ['not-replaceable replaces']));
	});
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
		['a short receipt', { receipt: 'short' }, 'invalid receipt'],
		['more tables than there are', { units: 2 }, 'too-many-units units'],
		['a further date on a holiday', { further: [further('2026-12-25')] }, 'holiday further.0.date'],
		['a further date in the past', { further: [further('2026-12-01'), further('2026-11-21')] }, 'past further.1.date'],
		['a further end before its start', { further: [further('2026-12-01', { to: '18:00' })] }, 'end-before-start further.0.to'],
		['a further unknown room', { further: [further('2026-12-01', { room: 'room:nowhere' })] }, 'unknown-room further.0.room'],
		['a further room that is too small', { further: [further('2026-12-01', { room: 'room:east-kitchen' })] }, 'too-many-people further.0.room'],
		['a further date that does not exist', { further: [further('2026-02-30')] }, 'invalid further.0.date'],
		['the same date twice', { further: [further('2026-11-24')] }, 'date-twice further.0.date'],
		['a date that meets an earlier one', { further: [further('2026-12-01'), further('2026-12-01', { from: '20:00', to: '22:00' })] }, 'date-twice further.1.date'],
		['sixty more dates', { further: Array.from({ length: 60 }, (_, index) => further(addDays('2026-12-01', index))) }, 'too-many-dates further'],
		['400 dates', { further: Array.from({ length: 400 }, (_, index) => further(addDays('2026-12-01', index))) }, 'too-many-dates further'],
		['no further date at all', { further: [] }, 'invalid further'],
		['an answer without a key', { answers: { 'Musik?': 'ja' } }, 'invalid answers.Musik?'],
		['a change of what nobody asked for', { replaces: { request: '01a11111-1111-7111-8111-111111111111', receipt: 'x'.repeat(32) } }, 'not-replaceable replaces']
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
