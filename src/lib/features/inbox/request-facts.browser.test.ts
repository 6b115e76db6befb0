import { expect, test } from 'vitest';
import { database } from '#lib/storage/database.ts';
import type { Outcome } from '../outcome/entity.ts';
import type { Request } from '../request/entity.ts';
import { factsOf } from './request-facts.ts';

const asked = (name: string, more: Partial<Request> = {}): Request => ({
	_id: `request:${name}`, kind: 'request', schema: 0, form: 'booking', room: 'room:saal', date: '2026-12-01', from: '19:00', to: '21:00', use: 'private', purpose: name, groupSize: 12, locale: 'de',
	madeAt: '2026-11-20T09:00:00.000Z', receivedAt: '2026-11-20T09:00:00.000Z', ...more
});
const outcome = (name: string, result: Outcome['result'], at: string, more: Partial<Outcome> = {}): Outcome => ({
	_id: `outcome:${name}:${result}`, kind: 'outcome', schema: 0, request: `request:${name}`, decision: `decision:${name}`, result, alternatives: [], at, ...more
});
const [early, late] = ['2026-11-23T09:00:00.000Z', '2026-11-28T09:00:00.000Z'];
const lateOf = async (name: string) => (await factsOf(`request:${name}`))?.late;

test('the office reads what is due of a confirmed date that was given back late, of no other', async () => {
	await database.room.bulkPut((['saal', 'kueche'] as const).map((name, order) => ({ _id: `room:${name}` as const, kind: 'room', schema: 0, house: 'house:a', name: { de: name }, order, use: 'event', equipment: [], access: [], rules: [], bookable: true, source: 'https://example.org/', checkedOn: null })));
	await database.terms.bulkPut([
		{ _id: 'terms:saal', kind: 'terms', schema: 0, room: 'room:saal', cancelDays: 7, lateShare: 50, tariffs: [{ use: 'private', flat: 4000 }, { use: 'public-benefit', flat: 0 }] },
		{ _id: 'terms:kueche', kind: 'terms', schema: 0, room: 'room:kueche', cancelDays: 3, lateShare: 100, tariffs: [{ use: 'private', flat: 1500 }] }
	]);
	const inTime = { room: 'room:kueche', date: '2026-12-03', from: '18:00', to: '20:00' } as const;
	const tooLate = { ...inTime, date: '2026-11-30' };
	await database.request.bulkPut([asked('late'), asked('unsaid', { use: undefined }), asked('early'), asked('never'), asked('offered'), asked('elsewhere'), asked('moved'), asked('instead', { date: '2026-12-02', replaces: 'request:moved' }), asked('kept')]);
	await database.outcome.bulkPut([
		...['late', 'unsaid', 'early', 'moved', 'instead', 'kept'].map((name) => outcome(name, 'confirmed', early)),
		outcome('offered', 'confirmed', early, { offer: inTime }),
		outcome('elsewhere', 'confirmed', early, { offer: tooLate }),
		...['late', 'unsaid', 'never', 'offered', 'elsewhere', 'moved'].map((name) => outcome(name, 'withdrawn', late)),
		outcome('early', 'withdrawn', early)
	]);
	expect(await lateOf('late')).toEqual({ cents: 2000 });
	expect(await lateOf('unsaid')).toEqual({ percent: 50, days: 7 });
	expect(await lateOf('early'), 'in time').toBeUndefined();
	expect(await lateOf('never'), 'was never confirmed').toBeUndefined();
	expect(await lateOf('offered'), 'was confirmed in a room that wants to know only three days before').toBeUndefined();
	expect(await lateOf('elsewhere'), 'costs by the terms of the room it was confirmed in').toEqual({ cents: 1500 });
	expect(await lateOf('moved'), 'another date took its place').toBeUndefined();
	expect(await lateOf('kept'), 'still stands').toBeUndefined();
});
