import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { decisionFor, everything, places, requestFor, writeAll } from '../../tests/fixtures/quarter.ts';
import { openServer, type Person, type TestServer, Visitor } from '../../tests/sync/server-rig.ts';
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
	[ost, weste] = [await managing('paula', ['house:east']), await managing('vera', ['house:west'])];
});
afterEach(() => server.close());

/** Somebody who has an account already is made a partner: that is cheaper than a new password. */
async function managing(name: Person, houses: string[]): Promise<Visitor> {
	expect((await mia.send('PUT', `${API}/accounts/${name}`, { role: 'partner', houses })).status).toBe(200);
	return new Visitor(server, name).signIn(name);
}
async function invited(name: string, houses: string[]): Promise<Visitor> {
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
		const rosa = await invited('rosa', ['house:east']);
		const accounts = async () => ((await (await mia.fetch(`${API}/accounts`)).json()) as { accounts: { name: string }[] }).accounts.find(({ name }) => name === 'rosa');
		expect(await accounts()).toEqual({ name: 'rosa', role: 'partner', houses: ['house:east'] });
		expect((await mia.send('PUT', `${API}/accounts/rosa`, { role: 'partner', houses: ['house:west'] })).status).toBe(200);
		expect(await accounts()).toEqual({ name: 'rosa', role: 'partner', houses: ['house:west'] });
		expect((await rosa.fetch(`${API}/partner`)).status, 'signed out by it').toBe(401);
		await mia.send('PUT', `${API}/accounts/rosa`, { role: 'staff' });
		expect(await accounts()).toEqual({ name: 'rosa', role: 'staff' });
	});

	test('reads nothing of the office by replication, and writes nowhere by it', async () => {
		expect((await ost.fetch('/db/hafencity-desk/_all_docs')).status).toBe(403);
		expect((await ost.send('PUT', '/db/hafencity-public/closure:x', { kind: 'closure', schema: 0, ...closure({ house: 'house:east' }), _id: 'closure:x' })).status).toBe(403);
		expect((await mia.fetch(`${API}/partner`)).status, 'the office has its own way').toBe(403);
	});
});

test('S2.21 a partner sees its own rooms and their requests, and nothing of anybody else’s', async () => {
	const [own, other] = [await told(ost), await told(weste)];
	expect(own).toMatchObject({ name: 'paula', houses: [{ _id: 'house:east' }], rooms: [{ _id: 'room:east-hall' }, { _id: 'room:east-kitchen' }], closures: [{ _id: 'closure:paint' }] });
	expect(own.requests).toMatchObject([{ request: { _id: 'request:east' }, state: 'requested', contact: { name: 'erika' }, rivals: 0, isReachable: true }]);
	expect(other.requests).toMatchObject([{ request: { _id: 'request:west' }, contact: { name: 'willi' } }]);
	expect(JSON.stringify(own)).not.toMatch(/willi|Skat|request:west|room:west|aaaa/);
	expect(JSON.stringify(other)).not.toMatch(/erika|Chor|request:east|room:east|bbbb/);
	expect((await told(await managing('sam', ['house:east', 'house:west']))).requests).toHaveLength(2);
});

test('S2.21 what was moved to another house is its partner’s from then on', async () => {
	await writeAll(quarter.desk, [{ _id: 'outcome:east:moved', kind: 'outcome', schema: 0, request: 'request:east', decision: 'reply:east', result: 'confirmed', alternatives: [], offer: { room: 'room:west-hall', date: '2026-11-25', from: '19:00', to: '21:00' }, at: '2026-11-23T08:00:00.000Z' }]);
	await writeAll(quarter.public, [{ _id: 'occupancy:west-hall:2026-11-25', kind: 'occupancy', schema: 0, room: 'room:west-hall', date: '2026-11-25', slots: [{ from: '19:00', to: '21:00', request: 'request:east' }] }]);
	expect((await told(ost)).requests).toEqual([]);
	expect((await told(weste)).requests.map(({ request }) => [request._id, request.room])).toContainEqual(['request:east', 'room:west-hall']);
	expect(await refusal(decide(ost, { verdict: 'cancel', reason: 'Nein' }))).toEqual([404, 'not-found', undefined]);
});

test('S2.21 dates asked for together in two owners’ houses: each sees and decides its own, and reads what was written to both', async () => {
	const series = v7();
	const [here, there] = [requestFor({ _id: `request:${series}`, series }), requestFor({ _id: `request:${series}.2`, series, room: 'room:west-hall' })];
	await writeAll(quarter.desk, [here, there]);
	await write(ost, { request: here._id, text: 'Bitte leise.' });
	const own = async (visitor: Visitor) => (await told(visitor)).requests.filter(({ request }) => request._id.includes(series));
	expect(await own(ost)).toMatchObject([{ request: { _id: here._id } }]);
	expect(await own(weste)).toMatchObject([{ request: { _id: there._id }, messages: [{ text: 'Bitte leise.', signedBy: 'paula' }] }]);
	expect(await refusal(decide(ost, { request: there._id }))).toEqual([404, 'not-found', undefined]);
	expect((await decide(ost, { request: here._id })).status).toBe(200);
	expect([await own(ost), await own(weste)]).toMatchObject([[{ state: 'confirmed' }], [{ state: 'requested' }]]);
});

test('S2.21 who asked is told while the office keeps them, and not a day longer; nobody else keeps the answer', async () => {
	expect((await ost.fetch(`${API}/partner`)).headers.get('Cache-Control')).toBe('no-store');
	const [{ _id, _rev }] = (await everything(quarter.desk, 'contact')).filter(({ _id: id }) => id === 'contact:erika') as [{ _id: string; _rev: string }];
	await writeAll(quarter.desk, [{ _id, _rev, _deleted: true }]);
	const [{ contact }] = (await told(ost)).requests as [Told['requests'][number]];
	expect(contact).toBeUndefined();
});

describe('S2.22 deciding', () => {
	test('another page cannot decide with the session of a partner', async () => {
		const before = await stateOf();
		for (const [method, path] of [['POST', 'decisions'], ['POST', 'messages'], ['PUT', 'documents/closure:x']] as const) {
			const answer = ost.send(method, `${API}/partner/${path}`, { id: v7(), request: east._id, verdict: 'confirm' }, { 'Sec-Fetch-Site': 'cross-site' });
			expect(await refusal(answer)).toEqual([403, 'other-origin', undefined]);
		}
		expect(await stateOf()).toBe(before);
	});

	test('of two of one house and the office, who say yes to three that want one time at once, one holds', async () => {
		const second = await managing('sam', ['house:east']);
		await writeAll(quarter.desk, [requestFor({ _id: 'request:rival' }), requestFor({ _id: 'request:third' })]);
		const registrar = startRegistrar(server.app.context);
		await Promise.all([
			decide(ost, {}),
			decide(second, { request: 'request:rival' }),
			mia.send('PUT', '/db/hafencity-desk/decision:office', { ...decisionFor('request:third'), _id: 'decision:office', decidedBy: 'mia' })
		]);
		await registrar.settled();
		await registrar.stop();
		expect((await told(ost)).requests.map(({ state }) => state).sort()).toEqual(['confirmed', 'taken', 'taken']);
		expect((await everything(quarter.public, 'occupancy')).flatMap(({ slots }) => slots as unknown[])).toHaveLength(1);
		expect(await everything(quarter.desk, 'outcome')).toHaveLength(3);
	});

	test('a yes holds at once, is signed by the account, and once more changes nothing; the others’ rivals see it taken', async () => {
		await writeAll(quarter.desk, [requestFor({ _id: 'request:rival', purpose: 'Yoga' })]);
		expect((await told(ost)).requests.map(({ rivals }) => rivals)).toEqual([1, 1]);
		const id = v7();
		const answer = await decide(ost, { id });
		expect([answer.status, await answer.json()]).toMatchObject([200, { request: { state: 'confirmed', request: { _id: 'request:east' } } }]);
		expect(await everything(quarter.desk, 'decision')).toMatchObject([{ _id: `decision:${id}`, decidedBy: 'paula', verdict: 'confirm' }]);
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
		expect((await told(ost)).requests[0]!.messages).toMatchObject([{ text: 'Gibt es Stühle?' }, { text: 'Ja, vierzig.', signedBy: 'paula', by: 'office', answers: ['message:east:1'] }]);
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
