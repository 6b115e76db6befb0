import { liveQuery } from 'dexie';
import { beforeEach, expect, test } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import { remember } from '#lib/storage/settings.ts';
import { decide, sendHeld } from '../decision/commands.ts';
import { shownPrice } from '../letting/rules.ts';
import { occupancyId } from '../occupancy/entity.ts';
import { type Outcome, outcomeId } from '../outcome/entity.ts';
import type { Request } from '../request/entity.ts';
import { affectedBy, reasonFor, verdictFor } from './closing.ts';
import { askAtTheDesk, askToMove, closePlaces, liftClosure } from './commands.ts';
import { type BookingValues, emptyBooking } from './form.ts';
import { layoutOf, narrowed } from './layout.ts';
import { boardBetween } from './queries.ts';

const today = dayOf(toLocal(Date.now()));
const soon = addDays(today, 3);
const at = new Date().toISOString();
const moment = { locale: 'de' as const, at, now: toLocal(Date.now()) };
const provenance = { source: 'https://example.org', checkedOn: null };
const house = { _id: 'house:gelb', kind: 'house', schema: 0, name: { de: 'Gelbes Haus' }, order: 1, status: 'open', hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '22:00' }], access: [], rules: [], criteria: [], ...provenance };
const room = (name: string, order: number) => ({ _id: `room:${name}`, kind: 'room', schema: 0, house: 'house:gelb', name: { de: name }, order, use: order === 1 ? 'hall' : 'kitchen', equipment: [], access: [], rules: [], bookable: true, ...provenance });
const typed = (set: Partial<BookingValues> = {}): BookingValues => ({ ...emptyBooking(), room: 'room:saal', date: soon, from: '18:00', to: '20:00', purpose: 'Chorprobe', group: 'Nachbarschaftschor', ...set });

async function booked(set: Partial<BookingValues> = {}): Promise<Request> {
	const { request } = await askAtTheDesk(newId('request'), typed(set), moment);
	if (!request) throw new Error('not asked');
	expect(await decide([{ request, verdict: 'confirm' }])).toBeUndefined();
	await sendHeld();
	return (await database.request.get(request))!;
}

/** What the server does when it confirms. */
async function serverConfirms(request: Request) {
	const decision = (await database.decision.where('request').equals(request._id).first())!;
	const outcome: Outcome = { _id: outcomeId(request._id, decision._id), kind: 'outcome', schema: 0, request: request._id, decision: decision._id, result: 'confirmed', alternatives: [], at };
	await database.outcome.put(outcome);
	const { room: of, date, from, to } = request;
	const day = await database.occupancy.get(occupancyId(of, date));
	await database.occupancy.put({ _id: occupancyId(of, date), kind: 'occupancy', schema: 0, room: of, date, slots: [...(day?.slots ?? []), { request: request._id, from, to }] });
}
const statesOn = async (date: string) => Object.fromEntries((await boardBetween(date, date)).uses.map(({ id, state }) => [id, state]));

beforeEach(async () => {
	await remember('member', { name: 'Imke', roles: ['manager'] });
	await database.house.put(house as never);
	await database.room.bulkPut([room('saal', 1), room('kueche', 2)] as never);
});

test('a booking of the office waits for the server on the board, and saving the form twice is one booking', async () => {
	const id = newId('request');
	expect((await askAtTheDesk(id, typed({ name: 'Imke', phone: '040 123456' }), moment)).request).toBe(id);
	expect((await askAtTheDesk(id, typed(), moment)).request).toBe(id);
	expect(await statesOn(soon)).toEqual({ [id]: 'asked' });
	await decide([{ request: id, verdict: 'confirm' }]);
	expect(await statesOn(soon)).toEqual({ [id]: 'confirming' });
	await sendHeld();
	expect(await statesOn(soon)).toEqual({ [id]: 'confirming' });
	await serverConfirms((await database.request.get(id))!);
	expect(await statesOn(soon)).toEqual({ [id]: 'confirmed' });
	expect(await database.contact.toArray()).toMatchObject([{ _id: `contact:${id.slice(8)}`, name: 'Imke', keepUntil: addDays(soon, 90) }]);
});

test('what cannot be is told with its field, and nothing is written', async () => {
	const failed = async (set: Partial<BookingValues>) => (await askAtTheDesk(newId('request'), typed(set), moment)).failures;
	expect(await failed({ room: '', purpose: ' ' })).toEqual([{ code: 'missing', field: 'room' }, { code: 'missing', field: 'purpose' }]);
	expect(await failed({ from: '20:00', to: '18:00' })).toEqual([{ code: 'end-before-start', field: 'to' }]);
	expect(await failed({ date: addDays(today, -1) })).toEqual([{ code: 'past', field: 'date' }]);
	expect(await failed({ mail: 'imke@example.org' })).toEqual([{ code: 'missing', field: 'name' }]);
	expect(await failed({ groupSize: 'viele' })).toMatchObject([{ field: 'groupSize' }]);
	expect([await database.request.count(), await database.contact.count(), await database.write.count()]).toEqual([0, 0, 0]);
	await database.setting.delete('member');
	expect(await failed({})).toEqual([{ code: 'signed-out' }]);
});

test('a moved booking leaves its old time only with the server’s word, and keeps all but the time', async () => {
	const before = await booked();
	await serverConfirms(before);
	const moved = await askToMove(before._id, { room: 'room:kueche', date: soon, from: '19:00', to: '21:00' }, moment);
	expect(await database.request.get(moved.request!)).toMatchObject({ _id: `${before._id}.2`, replaces: before._id, room: 'room:kueche', from: '19:00', purpose: 'Chorprobe', group: 'Nachbarschaftschor' });
	await decide([{ request: moved.request!, verdict: 'confirm' }]);
	expect(await statesOn(soon)).toEqual({ [before._id]: 'leaving', [moved.request!]: 'confirming' });
	expect((await askToMove(before._id, { room: before.room, date: before.date, from: before.from, to: before.to }, moment)).failures).toEqual([{ code: 'invalid', field: 'from' }]);
	expect((await askToMove('request:gone', typed(), moment)).failures).toEqual([{ code: 'not-found' }]);
});

test('a moved booking costs what the terms say of its new time, and what it did where they say nothing', async () => {
	await database.terms.put({ _id: 'terms:saal', kind: 'terms', schema: 0, room: 'room:saal', tariffs: [{ use: 'private', perHour: 1000 }] } as never);
	const asked = { ...(await booked()), use: 'private' as const, price: 2000, receiptHash: 'a'.repeat(64) };
	await database.request.put(asked);
	const priceOf = async (to: Partial<BookingValues>) => {
		const { request } = await askToMove(asked._id, typed(to), moment);
		const moved = (await database.request.get(request!))!;
		return [moved.series, moved.price, shownPrice(moved)];
	};
	const ask = asked._id.slice('request:'.length);
	expect(await priceOf({ to: '21:00' })).toEqual([ask, 3000, 3000]);
	expect(await priceOf({ room: 'room:kueche' })).toEqual([ask, 2000, 2000]);
	expect(shownPrice({ ...asked, series: ask }), 'one sum for several dates').toBeUndefined();
});

test('what is over is never moved', async () => {
	const before = await booked();
	const later = { ...moment, now: `${soon}T20:00` };
	expect((await askToMove(before._id, typed({ date: addDays(soon, 1) }), later)).failures).toEqual([{ code: 'past' }]);
});

test('uses that cannot be side by side name each other; one that is being given up is in nobody’s way', async () => {
	const [choir, band] = [await booked(), await booked({ from: '19:00', to: '21:00', purpose: 'Band' })];
	await serverConfirms(choir);
	const clashes = async () => Object.fromEntries((await boardBetween(soon, soon)).uses.map((use) => [use.id, use.clashes]));
	expect(await clashes()).toEqual({ [choir._id]: [band._id], [band._id]: [choir._id] });
	expect(await decide([{ request: choir._id, verdict: 'cancel', reason: ' ' }])).toEqual({ code: 'missing', field: 'reason' });
	expect(await decide([{ request: choir._id, verdict: 'cancel', reason: 'Rohrbruch' }])).toBeUndefined();
	expect((await statesOn(soon))[choir._id]).toBe('leaving');
	expect(await clashes()).toEqual({ [choir._id]: [], [band._id]: [] });
});

test('setting up and cleaning up of the room’s terms count for a request too', async () => {
	await database.terms.put({ _id: 'terms:saal', kind: 'terms', schema: 0, room: 'room:saal', after: 30 } as never);
	const [first, second] = [await booked(), await booked({ from: '20:15', to: '22:00' })];
	const { uses } = await boardBetween(soon, soon);
	expect(uses.map(({ id, after, clashes }) => [id, after, clashes])).toEqual([[first._id, 30, [second._id]], [second._id, 30, [first._id]]]);
});

test('a closure lists what it falls on, and each is answered in its own language; the rest of the house goes on', async () => {
	const [choir, cooking] = [await booked(), await booked({ room: 'room:kueche' })];
	await serverConfirms(choir);
	const asked = (await askAtTheDesk(newId('request'), typed({ from: '10:00', to: '12:00', purpose: 'Frage' }), moment)).request!;
	const { places, uses } = await boardBetween(soon, soon);
	const block = { name: { de: 'Wartung', en: 'Maintenance' }, house: 'house:gelb' as const, room: 'room:saal' as const, from: today, to: soon };
	const affected = affectedBy(block, places, uses, moment.now);
	expect(affected.map((use) => [use.id, verdictFor(use)])).toEqual([[asked, 'decline'], [choir._id, 'cancel']]);
	expect(affectedBy({ name: block.name, from: today, to: soon }, places, uses, moment.now).map(({ id }) => id)).toContain(cooking._id);
	expect(affectedBy(block, places, uses, `${addDays(soon, 1)}T00:00`)).toEqual([]);
	expect(reasonFor('en', block.name, ' Sorry. ', ({ name }) => `closed: ${name}`)).toBe('closed: Maintenance\nSorry.');

	expect(await closePlaces('closure:wartung', block)).toBeUndefined();
	const closedIn = async () => layoutOf(await boardBetween(soon, soon), [soon]).rows.map(({ cells }) => cells[0]?.closure?._id);
	expect(await closedIn()).toEqual(['closure:wartung', undefined]);
	expect(await closePlaces('closure:wartung', { name: block.name, from: soon, to: soon })).toBeUndefined();
	expect(await database.closure.get('closure:wartung')).not.toHaveProperty('room');
	expect(await closedIn()).toEqual(['closure:wartung', 'closure:wartung']);
	expect(await liftClosure('closure:wartung')).toBeUndefined();
	expect(await closedIn()).toEqual([undefined, undefined]);
});

test('the board can be narrowed to a house and a kind of room, and an unknown use is shown all the same', async () => {
	await database.occupancy.put({ _id: occupancyId('room:saal', soon), kind: 'occupancy', schema: 0, room: 'room:saal', date: soon, slots: [{ request: 'request:elsewhere', from: '07:00', to: '09:00', before: 30 }] });
	const board = await boardBetween(soon, soon);
	expect([board.loaded, board.uses.map(({ state, request }) => [state, request])]).toEqual([false, [['confirmed', undefined]]]);
	const { scale, rows } = layoutOf(narrowed(board, { house: 'gelb', use: 'hall' }), [soon]);
	expect([scale, rows.map(({ place }) => place.room._id)]).toEqual([{ start: 360, end: 1320 }, ['room:saal']]);
	expect(narrowed(board, { house: 'blau', use: '' }).uses).toEqual([]);
});

test('the board follows the database as a screen does, whose rows nobody may touch', async () => {
	await booked();
	const board = await new Promise<Awaited<ReturnType<typeof boardBetween>>>((resolve, reject) => {
		const subscription = liveQuery(() => boardBetween(soon, soon)).subscribe({ next: (found) => (resolve(found), subscription?.unsubscribe()), error: reject });
	});
	expect([board.places.map(({ room: { _id } }) => _id), board.uses.length]).toEqual([['room:saal', 'room:kueche'], 1]);
});

test('a request that took up an offer stands where it was offered, also on the board of those days', async () => {
	const request = await booked();
	const [day, offer] = [addDays(soon, 30), { room: 'room:kueche' as const, date: addDays(soon, 30), from: '10:00', to: '12:00' }];
	const decision = (await database.decision.where('request').equals(request._id).first())!;
	await database.outcome.put({ _id: outcomeId(request._id, decision._id), kind: 'outcome', schema: 0, request: request._id, decision: decision._id, result: 'confirmed', offer, alternatives: [], at });
	expect(await statesOn(soon)).toEqual({});
	await database.occupancy.put({ _id: occupancyId(offer.room, day), kind: 'occupancy', schema: 0, room: offer.room, date: day, slots: [{ request: request._id, from: '10:00', to: '12:00' }] });
	const [use] = (await boardBetween(day, day)).uses;
	expect([use?.state, use?.room, use?.request?.purpose]).toEqual(['confirmed', 'room:kueche', 'Chorprobe']);
	const moved = await askToMove(request._id, { room: 'room:saal', date: soon, from: '18:00', to: '20:00' }, moment);
	expect(await database.request.get(moved.request!)).toMatchObject({ room: 'room:saal', date: soon, replaces: request._id });
});
