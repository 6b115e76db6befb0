import { expect, test } from 'vitest';
import type { House } from '../house/entity.ts';
import type { Request } from '../request/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from './entity.ts';
import { type Lately, whatIf } from './what-if.ts';

const provenance = { source: 'https://example.org/', checkedOn: null };
const house: House = { _id: 'house:a', kind: 'house', schema: 0, name: { de: 'a' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '23:00' }], access: [], rules: [], criteria: [], ...provenance };
const room: Room = { _id: 'room:a', kind: 'room', schema: 0, house: 'house:a', name: { de: 'a' }, order: 1, use: 'hall', equipment: [], access: [], rules: [], bookable: true, ...provenance };
const request = (n: number, set: Partial<Request>): Request => ({
	_id: `request:${n}`, kind: 'request', schema: 0, form: 'booking', room: 'room:a', date: '2026-11-10', from: '18:00', to: '20:00', purpose: 'Chor', groupSize: 5, locale: 'de',
	madeAt: `2026-11-0${n}T10:00:00.000Z`, receivedAt: `2026-11-0${n}T10:00:00.000Z`, ...set
});
const terms = (set: Partial<Terms>): Terms[] => [{ _id: 'terms:room:a', kind: 'terms', schema: 0, room: 'room:a', ...set }];
const lately = (requests: Request[], confirmed: string[] = []): Lately => ({ requests, confirmed: new Set(confirmed), rooms: [room], houses: [house], closures: [] });
const told = (found: ReturnType<typeof whatIf>) => found.map(({ request: { _id }, stopped, allowed }) => [_id, stopped.map(({ code }) => code), allowed.map(({ code }) => code)]);

test('the same terms make no difference, and the office’s questions are not asked of those who asked before', () => {
	const all = lately([request(1, {}), request(2, { use: 'private' })], ['request:1']);
	const rules = terms({ minMinutes: 180, tariffs: [{ use: 'private', flat: 500 }] });
	expect(whatIf(all, rules, rules)).toEqual([]);
	expect(whatIf(all, [], terms({ questions: [{ key: 'music', ask: { de: 'Musik?' }, required: true }] }))).toEqual([]);
});

test('a stricter rule stops, a milder one lets through; both are told, judged as of when the request came', () => {
	const all = lately([request(1, {}), request(9, {})]);
	expect(told(whatIf(all, [], terms({ leadHours: 48 })))).toEqual([['request:9', ['notice-too-short'], []]]);
	expect(told(whatIf(all, terms({ quietFrom: '19:00' }), []))).toEqual([['request:1', [], ['quiet-hours']], ['request:9', [], ['quiet-hours']]]);
	expect(whatIf(all, terms({ quietFrom: '19:00' }), terms({ quietFrom: '19:30' }))).toEqual([]);
});

test('a price is told where it differs', () => {
	const all = lately([request(1, { use: 'private' }), request(2, { use: 'charitable' }), request(3, {})]);
	const found = whatIf(all, terms({ tariffs: [{ use: 'private', perHour: 1000 }, { use: 'charitable', freeUntil: '22:00', perHour: 1000 }] }), terms({ tariffs: [{ use: 'private', perHour: 1200 }, { use: 'charitable', freeUntil: '22:00' }] }));
	expect(found.map(({ request: { _id }, price }) => [_id, price])).toEqual([['request:1', { before: 2000, after: 2400 }]]);
	expect(whatIf(all, [], terms({ tariffs: [{ use: 'charitable' }] })).map(({ price }) => price)).toEqual([{ before: undefined, after: 0 }]);
});

test('a quota stops who came last', () => {
	const all = lately([request(3, { group: 'Chor', date: '2026-11-12' }), request(1, { group: 'chor' }), request(2, { group: 'Chor', date: '2026-11-11' }), request(4, { group: 'Turnen' })]);
	expect(told(whatIf(all, [], terms({ quota: { per: 'month', most: 2 } })))).toEqual([['request:3', ['over-quota'], []]]);
});

test('set-up time is told where two confirmed uses would have been too close', () => {
	const all = lately([request(1, {}), request(2, { from: '20:15', to: '22:00' }), request(3, { from: '20:00', to: '21:00' })], ['request:1', 'request:2']);
	const found = whatIf(all, terms({ before: 15 }), terms({ before: 15, after: 15 }));
	expect(found.map(({ request: { _id }, crowded }) => [_id, crowded.map((other) => other._id)])).toEqual([['request:1', ['request:2']], ['request:2', ['request:1']]]);
});
