import { beforeEach, expect, test } from 'vitest';
import { newId } from '#lib/kernel/ids.ts';
import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import { remember } from '#lib/storage/settings.ts';
import { roomStandings } from '../inbox/queries.ts';
import { announceEvent, cancelDate, cancelEvent, editEvent, type EventFields } from './commands.ts';

const ahead = (days: number) => addDays(dayOf(toLocal(Date.now())), days);
const fields = (set: Partial<EventFields> = {}): EventFields => ({
	title: { de: 'Reparaturtreff' },
	category: 'meeting',
	start: `${ahead(7)}T10:00`,
	durationMinutes: 120,
	zone: 'Europe/Berlin',
	status: 'confirmed',
	house: 'house:gelb',
	room: 'room:saal',
	...set
});
const room = (bookable: boolean) =>
	({ _id: 'room:saal', kind: 'room', schema: 0, house: 'house:gelb', name: { de: 'Saal' }, order: 1, use: 'hall', capacity: 40, equipment: [], access: [], rules: [], bookable, source: 'https://example.org', checkedOn: null }) as const;
const announced = async (set?: Partial<EventFields>) => {
	const id = newId('event');
	expect(await announceEvent(id, fields(set), 'de')).toBeUndefined();
	const event = await database.event.get(id);
	if (!event) throw new Error('the event is not there');
	return event;
};

beforeEach(async () => {
	await remember('member', { name: 'Imke', roles: ['manager'] });
	await database.room.put(structuredClone(room(true)) as never);
});

test('an event in a bookable room asks for it and confirms, and waits for the server', async () => {
	const { _id } = await announced();
	const [request] = await database.request.toArray();
	expect(request).toMatchObject({ event: _id, room: 'room:saal', date: ahead(7), from: '10:00', to: '12:00' });
	expect(request?.contact).toBeUndefined();
	expect(await database.decision.toArray()).toMatchObject([{ request: request?._id, verdict: 'confirm' }]);
	expect((await database.write.orderBy('seq').toArray()).map(({ kind }) => kind)).toEqual(['event', 'request', 'decision']);
	expect((await roomStandings()).get(`${_id}@${ahead(7)}T10:00`)).toBe('deciding');
	expect(await database.occurrence.where('of').equals(_id).count()).toBe(1);
});

test('a series asks once per date, 30 at most; a closed room and a place in words for none', async () => {
	await announced({ rrule: 'FREQ=DAILY' });
	expect(await database.request.count()).toBe(30);
	await database.request.clear();
	await database.room.put(structuredClone(room(false)) as never);
	await announced();
	const { room: _room, house: _house, ...outside } = fields({ place: 'Platz' });
	expect(await announceEvent(newId('event'), outside, 'de')).toBeUndefined();
	expect(await database.request.count()).toBe(0);
});

test('announcing the same form twice makes one event', async () => {
	const id = newId('event');
	expect(await announceEvent(id, fields(), 'de')).toBeUndefined();
	expect(await announceEvent(id, fields(), 'de')).toHaveLength(1);
	expect([await database.event.count(), await database.request.count()]).toEqual([1, 1]);
});

test('an edit writes only what differs, and asks for a room again only where the time is another', async () => {
	const event = await announced();
	await database.write.clear();
	expect(await editEvent(event, fields({ title: { de: 'Nähtreff' } }), 'de')).toBeUndefined();
	expect((await database.write.toArray()).map(({ set }) => set)).toEqual([{ title: { de: 'Nähtreff' } }]);
	expect(await editEvent(event, fields({ durationMinutes: 60 }), 'de')).toBeUndefined();
	const [old, shorter] = (await database.request.toArray()).sort((a, b) => (a.to > b.to ? -1 : 1));
	expect([old, shorter]).toMatchObject([{ to: '12:00' }, { to: '11:00', replaces: old?._id }]);
	expect((await database.decision.toArray()).map(({ verdict }) => verdict)).toEqual(['confirm', 'confirm']);
	expect(await database.event.get(event._id)).toMatchObject({ title: { de: 'Nähtreff' }, durationMinutes: 60 });
});

test('one date or all can be called off and stay visible as called off; the room of each is given back, once', async () => {
	const event = await announced({ rrule: 'FREQ=WEEKLY' });
	const given = async () => (await database.decision.toArray()).filter(({ verdict }) => verdict === 'cancel').map(({ request }) => request);
	const asked = await database.request.orderBy('date').toArray();
	expect(await cancelDate(event._id, `${ahead(14)}T10:00`)).toBeUndefined();
	const dates = await database.occurrence.where('of').equals(event._id).sortBy('start');
	expect(dates.slice(0, 3).map(({ cancelled }) => cancelled)).toEqual([false, true, false]);
	expect(await given()).toEqual([asked[1]?._id]);
	expect(await cancelEvent(event._id)).toBeUndefined();
	expect(await database.occurrence.where('of').equals(event._id).filter(({ cancelled }) => !cancelled).count()).toBe(0);
	expect((await given()).sort()).toEqual(asked.map(({ _id }) => _id).sort());
	expect(await database.request.count()).toBe(asked.length);
	expect(await cancelDate('event:gone', '2026-11-24T10:00')).toEqual([{ code: 'not-found' }]);
	expect(await cancelEvent('event:gone')).toEqual([{ code: 'not-found' }]);
});

test('an event that moves to another day gives the old one back; one that leaves its room gives back all', async () => {
	const event = await announced();
	expect(await editEvent(event, fields({ start: `${ahead(8)}T10:00` }), 'de')).toBeUndefined();
	const [first, second] = await database.request.orderBy('date').toArray();
	expect(second).toMatchObject({ date: ahead(8) });
	expect(second).not.toHaveProperty('replaces');
	expect((await database.decision.toArray()).filter(({ request }) => request === first?._id).map(({ verdict }) => verdict).sort()).toEqual(['cancel', 'confirm']);
	const moved = (await database.event.get(event._id))!;
	const { room: _room, house: _house, ...outside } = fields({ start: `${ahead(8)}T10:00`, place: 'Platz' });
	expect(await editEvent(moved, outside, 'de')).toBeUndefined();
	expect((await database.decision.toArray()).filter(({ verdict }) => verdict === 'cancel').map(({ request }) => request).sort()).toEqual([first?._id, second?._id].sort());
});
