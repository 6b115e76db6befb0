import { expect, test } from 'vitest';
import type { House } from '../house/entity.ts';
import type { Request } from '../request/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from '../terms/entity.ts';
import { checksOf, isFree } from './checks.ts';
import { countedBefore, historyOf } from './history.ts';
import type { DateFacts } from './request-facts.ts';
import type { RequestItem } from './series.ts';

const request = (name: string, fields: Partial<Request> = {}): Request => ({
	_id: `request:${name}`,
	kind: 'request',
	schema: 0,
	form: 'booking',
	room: 'room:saal',
	date: '2026-12-01',
	from: '19:00',
	to: '21:00',
	purpose: 'Chorprobe',
	groupSize: 12,
	group: 'Hafenchor',
	locale: 'de',
	madeAt: '2026-11-20T09:00:00.000Z',
	receivedAt: '2026-11-20T09:00:00.000Z',
	...fields
});
const item = (one: Request, state: RequestItem['state'] = 'requested', at?: string): RequestItem => ({
	id: one._id,
	request: one,
	state,
	...(at ? { outcome: { _id: `outcome:${one._id.slice(8)}`, kind: 'outcome', schema: 0, request: one._id, decision: 'decision:a', result: 'withdrawn', alternatives: [], at } } : {})
});
const base = { schema: 0, sample: undefined, access: [], rules: [], source: 'https://example.org', checkedOn: null } as const;
const house = { ...base, _id: 'house:park', kind: 'house', name: { de: 'Haus' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '24:00' }], criteria: [] } as unknown as House;
const room = { ...base, _id: 'room:saal', kind: 'room', house: 'house:park', name: { de: 'Saal' }, order: 1, use: 'hall', equipment: [], bookable: true, capacity: 40 } as unknown as Room;
const terms: Terms = { _id: 'terms:room:saal', kind: 'terms', schema: 0, room: 'room:saal', after: 30, leadHours: 72, quota: { per: 'month', most: 4 }, quietFrom: '22:00' };
const facts = (fields: Partial<DateFacts> = {}): DateFacts => ({ item: item(request('one')), room, house, closures: [], terms: [terms], quotaLeft: 4, slots: [], rivals: [], ...fields });
const now = '2026-11-30T18:00';
const codes = (given: DateFacts) => checksOf(given, now).against.map(({ code }) => code);

test('a date nothing speaks against is free, however short the notice has become since somebody asked', () => {
	expect(isFree(checksOf(facts(), now))).toBe(true);
	expect(codes(facts({ item: item(request('one', { receivedAt: '2026-11-30T09:00:00.000Z' })) }))).toEqual(['notice-too-short']);
});

test('the time around a confirmed use counts, and a confirmed rival is named once', () => {
	const other = request('two', { from: '17:00', to: '18:45' });
	const slot = { request: other._id, from: '17:00', to: '18:45', after: 30 };
	const checks = checksOf(facts({ slots: [slot], rivals: [item(other, 'confirmed')] }), now);
	expect([checks.taken, checks.rivals, isFree(checks)]).toEqual([[slot], [], false]);
});

test('late hours and one date too many for a group are said', () => {
	expect(codes(facts({ item: item(request('one', { to: '23:00' })) }))).toEqual(['quiet-hours']);
	expect(codes(facts({ quotaLeft: 0 }))).toEqual(['over-quota']);
});

test('of five dates where four are allowed the first four count before the last, and a refused one counts not at all', () => {
	const dates = [1, 2, 3, 4, 5].map((nth) => item(request(`choir.${nth}`, { date: `2026-12-0${nth}` }), nth === 2 ? 'declined' : 'requested'));
	const before = dates.map(({ request: one }) => countedBefore(one, dates, new Map(), () => 'house:park').length);
	expect(before).toEqual([0, 1, 1, 2, 3]);
});

test('a group’s history counts its other asks, and what it gave back too late', () => {
	const own = request('now', { date: '2026-12-20', receivedAt: '2026-11-25T09:00:00.000Z' });
	const earlier = [
		item(request('a'), 'confirmed'),
		item(request('b', { group: 'hafen-chor' }), 'withdrawn', '2026-11-29T09:00:00.000Z'),
		item(request('c'), 'withdrawn', '2026-11-21T09:00:00.000Z'),
		item(request('d', { group: 'Andere' }), 'confirmed')
	];
	expect(historyOf(own, earlier, new Map(), 3)).toEqual({ asked: 3, confirmed: 1, declined: 0, withdrawn: 2, late: 1 });
	expect(historyOf(own, earlier, new Map()).late).toBe(0);
});
