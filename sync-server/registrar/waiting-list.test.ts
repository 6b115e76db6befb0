import { afterEach, describe, expect, test } from 'vitest';
import { type CouchPeer, couchPeer } from '../../tests/contract/couch-peer.ts';
import { places } from '../../tests/fixtures/quarter.ts';
import { lettingServer } from '../../tests/fixtures/letting.ts';

const HOUR = 3_600_000;
const later = (from: string, hours: number) => new Date(Date.parse(from) + hours * HOUR).toISOString();

const peers: CouchPeer[] = [];
afterEach(async () => {
	for (const peer of peers.splice(0)) await peer.close();
});

/** Nothing to bring where SQLite in memory will do. */
const engines = {
	SQLite: () => undefined,
	CouchDB: async () => {
		const peer = await couchPeer();
		peers.push(peer);
		return (await peer.open()).store;
	}
};

/** Somebody has the evening of 8 December; others were declined while that is so. */
async function taken(count = 2, registrars = 1, set: object[] = [], engine: keyof typeof engines = 'SQLite') {
	const server = await lettingServer(undefined, registrars, await engines[engine]());
	const [holder, ...waiting] = await server.asked(...Array.from({ length: count + 1 }, (_, index) => ({ date: '2026-12-08', ...set[index] })));
	await server.decided(holder!);
	for (const request of waiting) await server.decided(request, 'decline', { reason: 'Leider belegt.' });
	return { ...server, holder: holder!, waiting };
}

test('S5.8 what is declined while another has the time waits, with the reason and what is free; declined again it is over', async () => {
	const { waiting, statesOf, decided, outcomesOf } = await taken(1);
	expect(await outcomesOf(waiting[0]!)).toMatchObject([{ result: 'waiting', reason: 'Leider belegt.', alternatives: [{}, {}, {}] }]);
	await decided(waiting[0]!, 'decline');
	expect(await statesOf(waiting[0]!)).toEqual(['declined']);
});

test('S5.8 what is declined while the time is free is declined', async () => {
	const server = await lettingServer();
	const [request] = await server.asked({});
	await server.decided(request!, 'decline');
	expect(await server.statesOf(request!)).toEqual(['declined']);
});

test('S5.9 an offer whose time ran out is over, whatever is decided before that was written down', async () => {
	for (const verdict of ['decline', 'confirm'] as const) {
		const { holder, waiting, said, decided, outcomesOf, clock } = await taken(1);
		await said(holder, 'withdraw');
		clock.now = later(clock.now, 49);
		await decided(waiting[0]!, verdict);
		expect((await outcomesOf(waiting[0]!)).map(({ result }) => result)).toContain('superseded');
	}
});

test('S5.4 what is over has expired: a refusal that comes late does not change what was told', async () => {
	const server = await lettingServer();
	const [request] = await server.asked({ date: '2026-12-08' });
	server.clock.now = '2026-12-09T08:00:00.000Z';
	await server.decided(request!, 'decline', { reason: 'Leider zu spät gesehen.' });
	expect(await server.outcomesOf(request!)).toMatchObject([{ result: 'past', reason: 'Leider zu spät gesehen.' }]);
});

describe.each([[1, 'SQLite'], [2, 'SQLite'], [1, 'CouchDB'], [2, 'CouchDB']] as const)('S5.8, S5.9 with %i registrars on %s', (registrars, engine) => {
	test.each(['withdraw', 'cancel'] as const)('after a %s the oldest gets the offer, for 48 hours; accepted it is theirs', async (how) => {
		const { holder, waiting, said, decided, statesOf, offerTo, slotsOn, quarter, clock, settle } = await taken(2, registrars, [], engine);
		if (how === 'withdraw') await said(holder, 'withdraw');
		else await decided(holder, 'cancel', { reason: 'Wasserschaden' });
		expect(await statesOf(holder, ...waiting)).toEqual([how === 'withdraw' ? 'withdrawn' : 'cancelled', 'offered', 'waiting']);
		expect(await offerTo(waiting[0]!)).toMatchObject({ offer: { room: 'room:east-hall', date: '2026-12-08', from: '19:00', to: '21:00' }, until: later(clock.now, 48) });
		expect(await slotsOn('2026-12-08')).toEqual([]);
		await said(waiting[0]!, 'accept', '1');
		expect(await statesOf(...waiting)).toEqual(['confirmed', 'waiting']);
		expect(await slotsOn('2026-12-08')).toMatchObject([{ request: waiting[0]!._id }]);
		const before = [await quarter.public.info(), await quarter.desk.info()];
		await quarter.desk.deleteLocal('server:registrar');
		await settle();
		expect([await quarter.public.info(), await quarter.desk.info()]).toEqual(before);
	});

	test('an offer that nobody answers lapses, also over a restart, and the next one gets it; so it is when it is refused', async () => {
		const { holder, waiting, said, statesOf, settle, at, clock } = await taken(3, registrars, [], engine);
		await said(holder, 'withdraw');
		at(later(clock.now, 47));
		await settle();
		expect(await statesOf(...waiting)).toEqual(['offered', 'waiting', 'waiting']);
		at(later(clock.now, 1));
		await settle();
		expect(await statesOf(...waiting)).toEqual(['expired', 'offered', 'waiting']);
		await said(waiting[1]!, 'withdraw');
		expect(await statesOf(...waiting)).toEqual(['expired', 'withdrawn', 'offered']);
		await said(waiting[0]!, 'accept', '1');
		expect(await statesOf(waiting[0]!)).toEqual(['expired']);
	});
});

test('S5.9 what was said in time counts, also where it is carried out after the end', async () => {
	const { holder, waiting, said, statesOf, quarter, at, clock, settle } = await taken(1);
	await said(holder, 'withdraw');
	const { replyId } = await import('#lib/features/reply/entity.ts');
	await quarter.desk.bulkDocs([{ _id: replyId(waiting[0]!._id, 'accept', '1'), kind: 'reply', schema: 0, request: waiting[0]!._id, says: 'accept', at: clock.now }]);
	at(later(clock.now, 60));
	await settle();
	expect(await statesOf(waiting[0]!)).toEqual(['confirmed']);
});

test('S5.9 where somebody else was confirmed meanwhile, who accepts waits again, and gets the next offer', async () => {
	const { holder, waiting, said, decided, asked, statesOf } = await taken(1);
	await said(holder, 'withdraw');
	const [faster] = await asked({ date: '2026-12-08', from: '20:00', to: '22:00' });
	await decided(faster!);
	await said(waiting[0]!, 'accept', '1');
	expect(await statesOf(faster!, waiting[0]!)).toEqual(['confirmed', 'waiting']);
	await said(faster!, 'withdraw');
	expect(await statesOf(waiting[0]!)).toEqual(['offered']);
	await said(waiting[0]!, 'accept', '2');
	expect(await statesOf(waiting[0]!)).toEqual(['confirmed']);
});

test('S5.8 several get one offer each where their times stand side by side; who does not fit keeps waiting', async () => {
	const spans = [{ from: '18:00', to: '22:00' }, { from: '20:00', to: '22:00' }, { from: '18:00', to: '21:00' }, { from: '18:00', to: '20:00' }];
	const { holder, waiting, said, statesOf } = await taken(3, 1, spans);
	await said(holder, 'withdraw');
	expect(await statesOf(...waiting)).toEqual(['offered', 'waiting', 'offered']);
});

test('S5.8 what is on offer to somebody is offered to nobody else, also where more of the day becomes free', async () => {
	const { holder, waiting, asked, said, decided, statesOf } = await taken(2);
	const [morning] = await asked({ date: '2026-12-08', from: '10:00', to: '12:00' });
	await decided(morning!);
	await said(holder, 'withdraw');
	await said(morning!, 'withdraw');
	expect(await statesOf(...waiting)).toEqual(['offered', 'waiting']);
});

test('S5.8 nothing is offered on a day on which the house is closed, nor where nobody could answer any more', async () => {
	const { holder, waiting, decided, statesOf, quarter } = await taken(1);
	await quarter.public.bulkDocs([{ _id: 'closure:water', kind: 'closure', schema: 0, name: { de: 'Wasserschaden' }, house: 'house:east', from: '2026-12-07', to: '2026-12-09', holiday: false }]);
	await decided(holder, 'cancel');
	expect(await statesOf(...waiting)).toEqual(['waiting']);

	const late = await taken(1);
	late.at('2026-12-08T16:00:00.000Z');
	await late.said(late.holder, 'withdraw');
	expect(await late.statesOf(late.holder, ...late.waiting)).toEqual(['withdrawn', 'waiting']);
});

test('S5.9 another time that the office offers: accepted it is booked there and nowhere else, and given back there', async () => {
	const server = await lettingServer();
	const [request, other] = await server.asked({}, { room: 'room:east-kitchen', date: '2026-11-28' });
	const offer = { room: 'room:east-kitchen', date: '2026-11-28', from: '10:00', to: '12:00' } as const;
	await server.decided(request!, 'offer', { offer, reason: 'Die Küche ist frei.' });
	expect(await server.offerTo(request!)).toMatchObject({ result: 'offered', offer, reason: 'Die Küche ist frei.' });
	await server.said(request!, 'accept', '1');
	expect(await server.statesOf(request!)).toEqual(['confirmed']);
	expect([await server.slotsOn(), await server.slotsOn('2026-11-28', 'room:east-kitchen')]).toMatchObject([[], [{ request: request!._id, from: '10:00', to: '12:00' }]]);
	await server.decided(other!);
	await server.said(request!, 'withdraw');
	expect((await server.slotsOn('2026-11-28', 'room:east-kitchen')).map(({ request: id }) => id)).toEqual([other!._id]);
});

test('S5.9 an offer of the office that cannot be had comes back to it; one that is taken meanwhile too', async () => {
	const server = await lettingServer();
	const [holder, request, wrong] = await server.asked({ date: '2026-11-28' }, {}, {});
	const offer = { room: 'room:east-hall', date: '2026-11-28', from: '20:00', to: '22:00' } as const;
	await server.decided(request!, 'offer', { offer });
	await server.decided(holder!);
	await server.said(request!, 'accept', '1');
	expect(await server.offerTo(request!)).toMatchObject({ result: 'taken', alternatives: [{}, {}, {}] });
	for (const bad of [offer, { ...offer, room: 'room:nowhere' as const }, { ...offer, date: '2026-11-01' }, undefined]) await server.decided(wrong!, 'offer', bad ? { offer: bad } : {});
	expect((await server.outcomesOf(wrong!)).map(({ result }) => result)).toEqual(['taken', 'taken', 'taken', 'taken']);
});

test('S5.7 what has begun is neither given back nor taken back, and a closed wish is only superseded', async () => {
	const server = await lettingServer();
	const [one, other] = await server.asked({}, { date: '2026-12-01' });
	await server.decided(one!);
	await server.said(other!, 'withdraw');
	await server.decided(other!, 'cancel');
	await server.decided(other!, 'offer', { offer: { room: 'room:east-hall', date: '2026-12-02', from: '10:00', to: '11:00' } });
	server.at('2026-11-24T18:00:00.000Z');
	await server.decided(one!, 'cancel');
	await server.said(one!, 'withdraw');
	expect((await server.outcomesOf(one!)).map(({ result }) => result).sort()).toEqual(['confirmed', 'past', 'past']);
	expect((await server.outcomesOf(other!)).map(({ result }) => result).sort()).toEqual(['superseded', 'superseded', 'withdrawn']);
	expect(await server.statesOf(one!, other!)).toEqual(['confirmed', 'withdrawn']);
	expect(await server.slotsOn()).toHaveLength(1);
});

describe('S5.11', () => {
	test('set-up and clean-up time of the terms is part of the slot, and nobody else has the room in it', async () => {
		const server = await lettingServer([...places, { _id: 'terms:house:east', kind: 'terms', schema: 0, house: 'house:east', before: 30, after: 15 }]);
		const [one, close, clear] = await server.asked({ from: '19:00', to: '20:00' }, { from: '20:30', to: '21:00' }, { from: '20:45', to: '21:30' });
		for (const request of [one!, close!, clear!]) await server.decided(request);
		expect(await server.statesOf(one!, close!, clear!)).toEqual(['confirmed', 'taken', 'confirmed']);
		expect((await server.slotsOn())[0]).toMatchObject({ request: one!._id, from: '19:00', to: '20:00', before: 30, after: 15 });
	});

	test('of a thing that is lent so many are confirmed at a time as there are', async () => {
		const server = await lettingServer([...places, { ...places[3], _id: 'room:east-table', use: 'thing', units: 5 }]);
		const table = { room: 'room:east-table' as const };
		const [two, three, one, after] = await server.asked({ ...table, units: 2 }, { ...table, units: 3 }, table, { ...table, from: '21:00', to: '22:00', units: 5 });
		for (const request of [two!, three!, one!, after!]) await server.decided(request);
		expect(await server.statesOf(two!, three!, one!, after!)).toEqual(['confirmed', 'confirmed', 'taken', 'confirmed']);
		expect((await server.slotsOn(undefined, 'room:east-table')).map(({ units }) => units)).toEqual([2, 3, 5]);
	});
});
