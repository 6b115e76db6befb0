import { expect, test } from 'vitest';
import { database } from '#lib/storage/database.ts';
import { remember } from '#lib/storage/settings.ts';
import type { Outcome } from '../outcome/entity.ts';
import type { Request } from '../request/entity.ts';
import { noteLetting } from './commands.ts';
import { bookingNamed, bookingsBetween, dueHere } from './queries.ts';

const at = '2026-11-22T09:00:00.000Z';
const asked = (name: string, date: string): Request => ({
	_id: `request:${name}`, kind: 'request', schema: 0, form: 'booking', room: 'room:saal', date, from: '19:00', to: '21:00', purpose: name, groupSize: 12, contact: 'contact:1', locale: 'de', madeAt: at, receivedAt: at
});
const outcome = (name: string, result: Outcome['result'], more: Partial<Outcome> = {}): Outcome => ({
	_id: `outcome:${name}:${result}`, kind: 'outcome', schema: 0, request: `request:${name}`, decision: `decision:${name}`, result, alternatives: [], at, ...more
});

test('only what is confirmed is a booking, at the time that was taken in the end', async () => {
	await database.request.bulkPut([asked('plain', '2026-11-24'), asked('open', '2026-11-24'), asked('gone', '2026-11-24'), asked('moved', '2027-03-01')]);
	const offer = { room: 'room:werkstatt', date: '2026-11-25', from: '18:00', to: '20:00' } as const;
	await database.outcome.bulkPut([outcome('plain', 'confirmed'), outcome('gone', 'confirmed'), outcome('gone', 'withdrawn'), outcome('moved', 'confirmed', { offer })]);
	const named = async (from: string, to: string) => (await bookingsBetween(from, to)).map(({ request: { purpose, date, room } }) => `${purpose} ${date} ${room}`);
	expect(await named('2026-11-24', '2026-11-30')).toEqual(['plain 2026-11-24 room:saal', 'moved 2026-11-25 room:werkstatt']);
	expect(await named('2027-03-01', '2027-03-01')).toEqual([]);
	expect((await bookingNamed('moved'))?.request).toMatchObject(offer);
	expect(await bookingNamed('open')).toBeNull();
	expect((await dueHere('2026-11-23T12:00')).map(({ what, request: { purpose } }) => `${what} ${purpose}`)).toEqual(['prepare plain', 'prepare moved']);
});

test('a date that was moved keeps what was noted before, and what is noted then is its own', async () => {
	await remember('member', { name: 'Imke', roles: ['manager'] });
	const moved: Request = { ...asked('new', '2026-12-01'), replaces: 'request:old' };
	await database.request.bulkPut([asked('old', '2026-11-24'), moved]);
	await database.outcome.bulkPut([outcome('old', 'withdrawn'), outcome('new', 'confirmed')]);
	await database.letting.put({ _id: 'letting:old', kind: 'letting', schema: 0, request: 'request:old', deposit: 5000, depositPaidOn: '2026-11-20' });
	expect((await bookingNamed('new'))?.letting).toMatchObject({ deposit: 5000 });
	expect(await noteLetting('request:new', { keyPerson: 'Frau Muster' })).toBeUndefined();
	expect((await bookingNamed('new'))?.letting).toEqual({ _id: 'letting:new', kind: 'letting', schema: 0, request: 'request:new', deposit: 5000, depositPaidOn: '2026-11-20', keyPerson: 'Frau Muster' });
	expect(await database.letting.get('letting:old')).not.toHaveProperty('keyPerson');
});
