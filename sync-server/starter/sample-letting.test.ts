import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps } from '#lib/features/booking/rules.ts';
import type { Doc, Kind } from '#lib/features/catalogue.ts';
import { renewalsOn } from '#lib/features/fixed-slot/rules.ts';
import { depositState, feeState } from '#lib/features/letting/rules.ts';
import { outcome } from '#lib/features/outcome/entity.ts';
import { pastUseId } from '#lib/features/past-use/entity.ts';
import { requestStates, stateOf, timeOf } from '#lib/features/request/rules.ts';
import { type Day, addDays, toInstant } from '#lib/kernel/moments.ts';
import { type TestServer, answerOf, everything, testServer, writeAll } from '../../tests/fixtures/quarter.ts';
import { startRegistrar } from '../registrar/registrar.ts';
import { answerRemoval } from '../sample.ts';
import { starterDocuments } from './documents.ts';
import { plantStarter } from './plant.ts';
import { sampleDocuments } from './sample.ts';

const noon = (day: Day) => toInstant(`${day}T12:00`);
const firstDays = fc.integer({ min: 0, max: 3700 }).map((days) => addDays('2026-01-01', days));
const oddDays = ['2026-03-27', '2026-04-03', '2026-10-24', '2026-12-18', '2026-12-24', '2026-12-31', '2027-05-01', '2028-02-29'].map((day): [Day] => [day]);

function sampleOf(today: Day) {
	const { public: open, desk } = sampleDocuments(today, noon(today));
	const of = <K extends Kind>(kind: K) => [...open, ...desk].filter((document) => document.kind === kind) as Doc<K>[];
	const [decisions, outcomes] = [Map.groupBy(of('decision'), ({ request }) => request), Map.groupBy(of('outcome'), ({ request }) => request)];
	const standings = of('request').map((request) => {
		const standing = stateOf(decisions.get(request._id) ?? [], outcomes.get(request._id) ?? []);
		return { ...standing, request, held: timeOf(request, standing) };
	});
	const slots = of('occupancy').flatMap(({ room, date, slots: taken }) => taken.map((slot) => ({ room, date, ...slot })));
	return { of, standings, slots };
}

describe('what the sample shows of letting', () => {
	const { of, standings } = sampleOf('2026-11-24');

	it('is every state a request can be in, but the one of the moment while the server answers', () => {
		expect(new Set(standings.map(({ state }) => state))).toEqual(new Set(requestStates.filter((state) => state !== 'deciding')));
	});

	it('is every result, but those of what was said too late and of what is gone', () => {
		const results = outcome.fields.result.options.filter((result) => result !== 'superseded' && result !== 'invalid');
		expect(new Set(of('outcome').map(({ result }) => result))).toEqual(new Set(results));
	});

	it('is a series with dates in most states, words both ways and a question that waits', () => {
		const series = Map.groupBy(standings.filter(({ request }) => request.group && request.contact), ({ request }) => request.series);
		const [states] = [...series.values()].map((dates) => new Set(dates.map(({ state }) => state)));
		expect(states).toEqual(new Set(['confirmed', 'declined', 'waiting', 'offered', 'requested']));
		expect(new Set(of('message').map(({ by }) => by))).toEqual(new Set(['office', 'resident']));
		expect(of('message').some(({ asks }) => asks)).toBe(true);
		for (const { request } of of('message')) expect(standings.some(({ request: { _id } }) => _id === request), request).toBe(true);
	});

	it('is money and keys at every point of their way', () => {
		const lettings = of('letting');
		expect(new Set(lettings.map(depositState))).toEqual(new Set(['open', 'paid', 'returned']));
		expect(new Set(lettings.map(feeState))).toEqual(new Set(['open', 'paid']));
		expect(new Set(lettings.map(({ contractHow }) => contractHow))).toEqual(new Set(['signed', 'agreed']));
		expect(lettings.some(({ handover, returned }) => handover && !returned) && lettings.some(({ returned }) => returned?.items.some(({ ok }) => !ok))).toBe(true);
	});

	it('is every way to lay down a price', () => {
		const tariffs = of('terms').flatMap(({ tariffs: laid = [] }) => laid);
		const kinds = new Set(tariffs.flatMap((tariff) => [...Object.keys(tariff), ...(tariff.surcharges ?? []).flatMap((one) => Object.keys(one))]));
		expect(kinds).toEqual(new Set(['use', 'flat', 'perHour', 'perPart', 'freeUntil', 'freeHours', 'surcharges', 'deposit', 'name', 'cents', 'after', 'weekend']));
	});
});

describe('whatever the day of the first start', { timeout: 60_000 }, () => {
	const onAnyDay = (check: (today: Day) => void) => fc.assert(fc.property(firstDays, check), { numRuns: 10, examples: oddDays });

	it('who was told that a date is confirmed has the room, nobody else has, and what is gone left its fact', () => {
		onAnyDay((today) => {
			const { of, standings, slots } = sampleOf(today);
			const confirmed = standings.filter(({ state }) => state === 'confirmed').map(({ held: { _id, room, date, from, to } }) => `${_id} ${room} ${date} ${from}–${to}`);
			const gone = new Set<string>(of('past-use').map(({ _id }) => _id));
			const taken = slots.filter(({ event, request }) => !event && !gone.has(pastUseId(request)));
			expect(taken.map(({ request, room, date, from, to }) => `${request} ${room} ${date} ${from}–${to}`).sort()).toEqual(confirmed.sort());
			expect(slots.filter(({ request }) => gone.has(pastUseId(request)))).toHaveLength(gone.size);
		});
	});

	it('who waits for a time waits for one that somebody has, and a closure falls on somebody', () => {
		onAnyDay((today) => {
			const { of, standings, slots } = sampleOf(today);
			for (const { state, request } of standings.filter((one) => one.state === 'waiting' || one.state === 'taken'))
				expect(slots.some((slot) => slot.room === request.room && slot.date === request.date && overlaps(slot, request)), `${state} ${request._id}`).toBe(true);
			for (const { outcome: told } of standings.filter(({ state }) => state === 'offered')) {
				const offer = told!.offer!;
				expect(slots.some((slot) => slot.room === offer.room && slot.date === offer.date && overlaps(slot, offer))).toBe(false);
				expect(told!.until! > noon(today)).toBe(true);
			}
			for (const { room, from, to } of of('closure')) expect(slots.some((slot) => slot.room === room && from <= slot.date && slot.date <= to)).toBe(true);
			expect(renewalsOn(today, of('fixed-slot'), of('season')).length).toBeGreaterThan(0);
		});
	});
});

describe('a server that starts with it', () => {
	const states = async ({ quarter }: TestServer) => [await everything(quarter.public), await everything(quarter.desk)];

	async function planted(): Promise<TestServer> {
		const server = await testServer([]);
		server.actor.is = { name: 'lotte', roles: ['manager'] };
		await plantStarter(server.context);
		return server;
	}

	async function followed(server: TestServer): Promise<void> {
		const registrar = startRegistrar(server.context);
		await registrar.settled();
		await registrar.stop();
	}

	it('finds nothing to do', async () => {
		const server = await planted();
		const before = await states(server);
		await followed(server);
		expect(await states(server)).toEqual(before);
		expect(server.log).toEqual([]);
	});

	it('S4.7 removes all of it with one request, also what the office did with it since', async () => {
		const server = await planted();
		await followed(server);
		const { desk } = server.quarter;
		const request = 'request:sample-seminar';
		await writeAll(desk, [
			{ _id: `letting:${request.slice(8)}`, kind: 'letting', schema: 0, request, keyPerson: 'Büro' },
			{ _id: 'edit-conflict:1', kind: 'edit-conflict', schema: 0, document: `letting:${request.slice(8)}`, field: 'keyPerson', kept: 'Büro', other: 'Amt', at: server.clock.now, settled: false },
			{ _id: 'message:sample-seminar:1', kind: 'message', schema: 0, request, by: 'office', text: 'Wann kommen Sie?', at: server.clock.now, signedBy: 'Büro' }
		]);
		const response = await answerOf(() => answerRemoval(server.context, server.quarter, new Request('http://localhost/', { method: 'POST' })));
		expect(response.status).toBe(200);
		await followed(server);

		const starter = new Set(starterDocuments('hafencity').map(({ _id }) => _id));
		const left = (await states(server)).flat().filter(({ _id, holiday }) => !starter.has(_id) && !holiday);
		expect(left).toEqual([]);
		expect(await everything(server.quarter.public, 'occupancy')).toEqual([]);
	});
});
