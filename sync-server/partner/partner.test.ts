import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decisionFor, everything, places, requestFor, writeAll } from '../../tests/fixtures/quarter.ts';
import { openServer, type TestServer, Visitor } from '../../tests/sync/server-rig.ts';
import { openQuarter, type Quarter } from '../context.ts';
import { startRegistrar } from '../registrar/registrar.ts';

const API = '/api/hafencity';
const password = 'zwölf Zeichen sind genug';
const contact = (name: string) => ({ _id: `contact:${name}`, kind: 'contact', schema: 0, name, mail: `${name}@example.org`, keepUntil: '2027-02-22' });
const east = requestFor({ _id: 'request:east', room: 'room:east-hall', contact: 'contact:erika', purpose: 'Chorprobe', receiptHash: 'a'.repeat(64) });
const west = requestFor({ _id: 'request:west', room: 'room:west-hall', contact: 'contact:willi', purpose: 'Skatrunde', receiptHash: 'b'.repeat(64) });
const westHall = { ...places.find(({ _id }) => _id === 'room:west-attic')!, _id: 'room:west-hall', bookable: true };

type Told = { name: string; houses: { _id: string }[]; rooms: { _id: string; _rev: string }[]; closures: { _id: string }[]; terms: unknown[]; requests: { request: { _id: string; room: string }; state: string; contact?: { name: string }; messages: { text: string; signedBy?: string }[]; alternatives: { room: string }[]; rivals: number }[] };

let server: TestServer;
let quarter: Quarter;
let mia: Visitor;
let ost: Visitor;
let weste: Visitor;
beforeEach(async () => {
	server = await openServer();
	quarter = (await openQuarter(server.app.context, 'hafencity'))!;
	await writeAll(quarter.public, [...places, westHall]);
	await writeAll(quarter.desk, [east, west, contact('erika'), contact('willi')]);
	mia = await new Visitor(server).signIn('mia');
	[ost, weste] = [await partner('ost', ['house:east']), await partner('west', ['house:west'])];
});
afterEach(() => server.close());

async function partner(name: string, houses: string[]): Promise<Visitor> {
	const { path } = (await (await mia.send('POST', `${API}/accounts`, { role: 'partner', houses })).json()) as { path: string };
	const visitor = new Visitor(server, name);
	const answer = await visitor.send('POST', '/api/setup', { token: path.split('#')[1], name, password });
	expect(await answer.json()).toEqual({ ok: true, name, roles: ['partner', ...houses] });
	return visitor;
}
const told = async (visitor: Visitor) => (await (await visitor.fetch(`${API}/partner`)).json()) as Told;
const refusal = async (answer: Response | Promise<Response>) => {
	const { status, ...rest } = (await (await answer).json()) as { status: number; code: string; errors?: { field: string }[] };
	return [status, rest.code, rest.errors?.[0]?.field];
};
const decide = (visitor: Visitor, set: Record<string, unknown>) => visitor.send('POST', `${API}/partner/decisions`, { id: v7(), request: east._id, verdict: 'confirm', ...set });
const write = (visitor: Visitor, set: Record<string, unknown>) => visitor.send('POST', `${API}/partner/messages`, { id: v7(), request: east._id, text: 'Wie viele kommen?', ...set });
const put = (visitor: Visitor, { _id, ...fields }: Record<string, unknown>) => visitor.send('PUT', `${API}/partner/documents/${encodeURIComponent(String(_id))}`, fields);
const closure = (set: Record<string, unknown>) => ({ _id: 'closure:inventur', name: { de: 'Inventur' }, from: '2026-12-01', to: '2026-12-02', holiday: false, ...set });
const stateOf = async () => JSON.stringify([await quarter.public.info(), await quarter.desk.info()]);

describe('S2.20 the account of a partner', () => {
	test('is made for houses that there are; its role and houses are told, and go with another role', async () => {
		for (const [houses, code] of [[undefined, 'missing'], [[], 'missing'], [['house:nowhere'], 'invalid'], [['room:east-hall'], 'invalid'], ['house:east', 'invalid']] as const) {
			expect(await refusal(mia.send('POST', `${API}/accounts`, { role: 'partner', houses }))).toEqual([422, code, 'houses']);
		}
		const accounts = async () => ((await (await mia.fetch(`${API}/accounts`)).json()) as { accounts: { name: string }[] }).accounts.find(({ name }) => name === 'ost');
		expect(await accounts()).toEqual({ name: 'ost', role: 'partner', houses: ['house:east'] });
		expect((await mia.send('PUT', `${API}/accounts/ost`, { role: 'partner', houses: ['house:west'] })).status).toBe(200);
		expect(await accounts()).toEqual({ name: 'ost', role: 'partner', houses: ['house:west'] });
		expect((await ost.fetch(`${API}/partner`)).status, 'signed out by it').toBe(401);
		await mia.send('PUT', `${API}/accounts/ost`, { role: 'staff' });
		expect(await accounts()).toEqual({ name: 'ost', role: 'staff' });
	});

	test('reads nothing of the office by replication, and writes nowhere by it', async () => {
		expect((await ost.fetch('/db/hafencity-desk/_all_docs')).status).toBe(403);
		expect((await ost.send('PUT', '/db/hafencity-public/closure:x', { kind: 'closure', schema: 0, ...closure({ house: 'house:east' }), _id: 'closure:x' })).status).toBe(403);
		expect((await mia.fetch(`${API}/partner`)).status, 'the office has its own way').toBe(403);
	});
});

test('S2.21 a partner sees its own rooms and their requests, and nothing of anybody else’s', async () => {
	const [own, other] = [await told(ost), await told(weste)];
	expect(own).toMatchObject({ name: 'ost', houses: [{ _id: 'house:east' }], rooms: [{ _id: 'room:east-hall' }, { _id: 'room:east-kitchen' }], closures: [{ _id: 'closure:paint' }] });
	expect(own.requests).toMatchObject([{ request: { _id: 'request:east' }, state: 'requested', contact: { name: 'erika' }, rivals: 0, isReachable: true }]);
	expect(other.requests).toMatchObject([{ request: { _id: 'request:west' }, contact: { name: 'willi' } }]);
	expect(JSON.stringify(own)).not.toMatch(/willi|Skat|request:west|room:west|aaaa/);
	expect(JSON.stringify(other)).not.toMatch(/erika|Chor|request:east|room:east|bbbb/);
	expect((await told(await partner('beide', ['house:east', 'house:west']))).requests).toHaveLength(2);
});

test('S2.21 what was moved to another house is its partner’s from then on', async () => {
	await writeAll(quarter.desk, [{ _id: 'outcome:east:moved', kind: 'outcome', schema: 0, request: 'request:east', decision: 'reply:east', result: 'confirmed', alternatives: [], offer: { room: 'room:west-hall', date: '2026-11-25', from: '19:00', to: '21:00' }, at: '2026-11-23T08:00:00.000Z' }]);
	await writeAll(quarter.public, [{ _id: 'occupancy:west-hall:2026-11-25', kind: 'occupancy', schema: 0, room: 'room:west-hall', date: '2026-11-25', slots: [{ from: '19:00', to: '21:00', request: 'request:east' }] }]);
	expect((await told(ost)).requests).toEqual([]);
	expect((await told(weste)).requests.map(({ request }) => [request._id, request.room])).toContainEqual(['request:east', 'room:west-hall']);
	expect(await refusal(decide(ost, { verdict: 'cancel', reason: 'Nein' }))).toEqual([404, 'not-found', undefined]);
});

describe('S2.22 deciding', () => {
	test('a yes holds at once, is signed by the account, and once more changes nothing; the others’ rivals see it taken', async () => {
		await writeAll(quarter.desk, [requestFor({ _id: 'request:rival', purpose: 'Yoga' })]);
		expect((await told(ost)).requests.map(({ rivals }) => rivals)).toEqual([1, 1]);
		const id = v7();
		const answer = await decide(ost, { id });
		expect([answer.status, await answer.json()]).toMatchObject([200, { request: { state: 'confirmed', request: { _id: 'request:east' } } }]);
		expect(await everything(quarter.desk, 'decision')).toMatchObject([{ _id: `decision:${id}`, decidedBy: 'ost', verdict: 'confirm' }]);
		expect(await everything(quarter.public, 'occupancy')).toMatchObject([{ room: 'room:east-hall', slots: [{ request: 'request:east' }] }]);
		const registrar = startRegistrar(server.app.context);
		await registrar.settled();
		const before = await stateOf();
		await decide(ost, { id });
		await registrar.settled();
		await registrar.stop();
		expect(await stateOf()).toBe(before);
		expect((await told(ost)).requests.find(({ request }) => request._id === 'request:rival')).toMatchObject({ state: 'taken', rivals: 0 });
	});

	test('what is another’s is not there: in the same words as what nobody asked, and nothing is written', async () => {
		const before = await stateOf();
		for (const [visitor, mine] of [[ost, 'request:west'], [weste, 'request:east']] as const) {
			const words = [];
			for (const request of [mine, 'request:nothing']) words.push(await (await decide(visitor, { request })).text(), await (await write(visitor, { request })).text());
			expect(new Set(words).size).toBe(1);
			expect(JSON.parse(words[0]!)).toMatchObject({ status: 404, code: 'not-found' });
		}
		expect(await stateOf()).toBe(before);
	});

	test('a no needs a reason, an offer a time in a room of its own, an id belongs to one decision', async () => {
		const before = await stateOf();
		const time = { date: '2026-11-25', from: '19:00', to: '21:00' };
		expect(await refusal(decide(ost, { verdict: 'decline', reason: '  ' }))).toEqual([422, 'missing', 'reason']);
		expect(await refusal(decide(ost, { verdict: 'offer' }))).toEqual([422, 'missing', 'offer']);
		expect(await refusal(decide(ost, { verdict: 'offer', offer: { room: 'room:west-hall', ...time } }))).toEqual([403, 'forbidden', 'offer.room']);
		expect(await refusal(decide(ost, { verdict: 'decline', reason: 'x'.repeat(1001) }))).toEqual([422, 'too-long', 'reason']);
		expect(await refusal(decide(ost, { verdict: 'perhaps' }))).toEqual([422, 'invalid', 'verdict']);
		expect(await refusal(decide(ost, { decidedBy: 'mia' }))).toEqual([422, 'invalid', 'decidedBy']);
		expect(await refusal(decide(ost, { request: 'decision:1' }))).toEqual([422, 'invalid', 'request']);
		expect(await stateOf()).toBe(before);
		const taken = decisionFor('request:west', 'decline', { reason: 'Nein', decidedBy: 'mia', _id: `decision:${v7()}` });
		await writeAll(quarter.desk, [taken]);
		expect(await refusal(decide(ost, { id: taken._id.slice('decision:'.length) }))).toEqual([422, 'invalid', 'id']);
		expect(await (await decide(ost, { verdict: 'decline', reason: ' Das Haus ist zu. ' })).json()).toMatchObject({ request: { state: 'declined', outcome: { reason: 'Das Haus ist zu.' } } });
	});

	test('the office still decides; then it is decided for the partner too', async () => {
		await mia.send('PUT', '/db/hafencity-desk/decision:office', { ...decisionFor('request:east'), _id: 'decision:office', decidedBy: 'mia' });
		const registrar = startRegistrar(server.app.context);
		await registrar.settled();
		await registrar.stop();
		expect((await told(ost)).requests).toMatchObject([{ state: 'confirmed' }]);
		expect(await (await decide(ost, { verdict: 'decline', reason: 'Nein' })).json()).toMatchObject({ request: { state: 'confirmed' } });
	});

	test('a message is signed, answers what was written, and is there once for an id', async () => {
		await writeAll(quarter.desk, [{ _id: 'message:east:1', kind: 'message', schema: 0, request: 'request:east', by: 'resident', text: 'Gibt es Stühle?', at: '2026-11-23T08:00:00.000Z' }]);
		const id = v7();
		await write(ost, { id, text: 'Ja, vierzig.' });
		await write(ost, { id, text: 'Anderes' });
		expect((await told(ost)).requests[0]!.messages).toMatchObject([{ text: 'Gibt es Stühle?' }, { text: 'Ja, vierzig.', signedBy: 'ost', by: 'office', answers: ['message:east:1'] }]);
		expect(await refusal(write(ost, { text: ' ' }))).toMatchObject([422, expect.anything(), 'text']);
	});
});

describe('S2.23 own rooms', () => {
	test('a partner writes its rooms, closed days, terms and house; anybody reads it', async () => {
		const kitchen = (await told(ost)).rooms.find(({ _id }) => _id === 'room:east-kitchen')!;
		expect((await put(ost, { ...kitchen, bookable: false })).status).toBe(200);
		for (const doc of [closure({ house: 'house:east' }), closure({ _id: 'closure:b', room: 'room:east-hall' }), { _id: 'terms:room:east-hall', room: 'room:east-hall', leadHours: 48 }]) {
			expect((await put(ost, doc)).status).toBe(200);
		}
		expect(await told(ost)).toMatchObject({ closures: [{ _id: 'closure:b' }, { _id: 'closure:inventur' }, { _id: 'closure:paint' }], terms: [{ leadHours: 48 }] });
		expect(await (await new Visitor(server).fetch('/db/hafencity-public/room:east-kitchen')).json()).toMatchObject({ bookable: false, kind: 'room' });
	});

	test('writing into another’s room is refused by name, whichever way it is tried, and nothing is written', async () => {
		const { rooms: [theirs] } = await told(weste);
		const { rooms: [mine] } = await told(ost);
		await put(weste, { _id: 'terms:room:west-hall', room: 'room:west-hall', leadHours: 24 });
		await put(weste, closure({ _id: 'closure:west', room: 'room:west-hall' }));
		const before = await stateOf();
		const tries: [Record<string, unknown>, string][] = [
			[theirs!, 'house'],
			[{ ...theirs, house: 'house:east' }, 'house'],
			[{ ...mine, house: 'house:west' }, 'house'],
			[closure({ house: 'house:west' }), 'house'],
			[closure({ house: 'house:east', room: 'room:west-hall' }), 'room'],
			[closure({ room: 'room:nothing' }), 'room'],
			[closure({}), 'house'],
			[closure({ _id: 'closure:west', room: 'room:east-hall' }), 'room'],
			[closure({ _id: 'closure:holiday-2026-12-25', house: 'house:east' }), 'house'],
			[{ _id: 'terms:room:west-hall', room: 'room:east-hall', leadHours: 0 }, 'room'],
			[{ _id: 'terms:house:west', room: 'room:east-hall', leadHours: 0 }, '_id'],
			[{ _id: 'terms:room:west-hall', room: 'room:west-hall', leadHours: 0 }, 'room'],
			[{ ...places[1]!, name: { de: 'Meins' } }, '_id']
		];
		for (const [doc, field] of tries) expect([doc, await refusal(put(ost, doc))]).toEqual([doc, [403, 'forbidden', field]]);
		expect((await put(ost, { _id: 'event:x', title: { de: 'Fest' } })).status).toBe(404);
		expect(await stateOf()).toBe(before);
	});

	test('what is gone is nobody’s; a field is named; over another revision it is 409', async () => {
		const [hall] = (await told(ost)).rooms;
		expect(await refusal(put(ost, { ...hall, capacity: -1 }))).toEqual([422, 'invalid', 'capacity']);
		expect(await refusal(put(ost, { ...hall, _deleted: true }))).toEqual([422, 'invalid', '_deleted']);
		expect(await refusal(put(ost, { ...hall, _rev: undefined }))).toEqual([409, 'changed-meanwhile', undefined]);
		const both = await Promise.all([put(ost, { ...hall, capacity: 40 }), put(ost, { ...hall, capacity: 41 })]);
		expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
		const { _id, _rev } = (await told(weste)).rooms[0]!;
		await writeAll(quarter.public, [{ _id, _rev, _deleted: true }]);
		expect(await refusal(put(ost, { ...hall, _id, _rev: undefined }))).toEqual([403, 'forbidden', '_id']);
	});
});
