import { beforeEach, expect, test } from 'vitest';
import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import { layDown, layDownChecklist } from './commands.ts';
import type { Terms } from './entity.ts';
import { fieldsFrom, valuesOf } from './form.ts';
import { lately, placeNamed, placesWithTerms } from './queries.ts';

const provenance = { source: 'https://example.org', checkedOn: null };
const today = dayOf(toLocal(Date.now()));
const fields = (set: Partial<Terms>) => fieldsFrom(valuesOf(set)).fields!;

beforeEach(async () => {
	await database.house.put({ _id: 'house:gelb', kind: 'house', schema: 0, name: { de: 'Gelbes Haus' }, order: 1, status: 'open', hours: [], access: [], rules: [], criteria: [], ...provenance });
	await database.room.put({ _id: 'room:saal', kind: 'room', schema: 0, house: 'house:gelb', name: { de: 'Saal' }, order: 1, use: 'hall', equipment: [], access: [], rules: [], bookable: true, ...provenance });
});

test('what is laid down is one document of its place, here at once and on its way', async () => {
	expect(await layDown('room:saal', undefined, fields({ minMinutes: 60, quietFrom: '22:00' }))).toBeUndefined();
	expect(await layDown('house:gelb', undefined, fields({ quota: { per: 'month', most: 2 } }))).toBeUndefined();
	expect(await database.terms.toArray()).toEqual([
		{ _id: 'terms:house:gelb', kind: 'terms', schema: 0, house: 'house:gelb', quota: { per: 'month', most: 2 } },
		{ _id: 'terms:room:saal', kind: 'terms', schema: 0, room: 'room:saal', minMinutes: 60, quietFrom: '22:00' }
	]);
	expect((await database.write.toArray()).map(({ doc, isNew }) => [doc, isNew])).toEqual([['terms:room:saal', true], ['terms:house:gelb', true]]);
	expect([...(await placesWithTerms()).terms.keys()].sort()).toEqual(['house:gelb', 'room:saal']);
	expect(await placeNamed('room:saal')).toMatchObject({ house: { _id: 'house:gelb' }, before: { minMinutes: 60 } });
	expect(await placeNamed('room:nowhere')).toBeUndefined();
});

test('only what differs is written: what a colleague laid down meanwhile stays', async () => {
	await layDown('room:saal', undefined, fields({ minMinutes: 60 }));
	const before = await database.terms.get('terms:room:saal');
	await layDown('room:saal', before, fields({ minMinutes: 60, leadHours: 48 }));
	expect(await layDown('room:saal', before, fields({ minMinutes: 90 }))).toBeUndefined();
	expect(await database.terms.get('terms:room:saal')).toMatchObject({ minMinutes: 90, leadHours: 48 });
	await layDown('room:saal', await database.terms.get('terms:room:saal'), fields({}));
	expect(Object.keys((await database.terms.get('terms:room:saal')) ?? {})).toEqual(['_id', 'kind', 'schema', 'room']);
});

test('an invented sample that the office saves is its own from then on', async () => {
	const sample: Terms = { _id: 'terms:room:saal', kind: 'terms', schema: 0, room: 'room:saal', sample: true, minMinutes: 60 };
	await database.terms.put(sample);
	await layDown('room:saal', sample, fields(sample));
	expect(await database.terms.get('terms:room:saal')).toEqual({ _id: 'terms:room:saal', kind: 'terms', schema: 0, room: 'room:saal', minMinutes: 60 });
});

test('the last month is what was asked for its days, with who was confirmed', async () => {
	const request = (name: string, date: string) => ({ _id: `request:${name}` as const, kind: 'request' as const, schema: 0, form: 'booking' as const, room: 'room:saal' as const, date, from: '10:00', to: '12:00', purpose: 'Chor', groupSize: 5, locale: 'de' as const, madeAt: new Date().toISOString(), receivedAt: new Date().toISOString() });
	await database.request.bulkPut([{ ...request('a', addDays(today, -30)), contact: 'contact:a' }, request('b', today), request('old', addDays(today, -31)), request('later', addDays(today, 1))]);
	await database.contact.put({ _id: 'contact:a', kind: 'contact', schema: 0, name: 'Erika', mail: 'erika@example.org', keepUntil: today });
	await database.outcome.put({ _id: 'outcome:b:1', kind: 'outcome', schema: 0, request: 'request:b', decision: 'decision:1', result: 'confirmed', alternatives: [], at: new Date().toISOString() });
	const found = await lately(today);
	expect(found.requests.map(({ _id, mail }) => [_id, mail]).sort()).toEqual([['request:a', 'erika@example.org'], ['request:b', undefined]]);
	expect([...found.confirmed]).toEqual(['request:b']);
});

test('a room gets its own checklist, and gives it up again: only that is written', async () => {
	const list = [{ de: 'Beamer ist aus', en: 'Projector is off' }, { de: 'Boden ist sauber' }];
	expect(await layDownChecklist('room:saal', list)).toBeUndefined();
	expect((await database.room.get('room:saal'))?.checklist).toEqual(list);
	expect(await layDownChecklist('room:saal', undefined)).toBeUndefined();
	expect(await database.room.get('room:saal')).not.toHaveProperty('checklist');
	expect((await database.write.toArray()).map(({ doc, set }) => [doc, Object.keys(set)])).toEqual([['room:saal', ['checklist']], ['room:saal', ['checklist']]]);
	expect(await layDownChecklist('room:nowhere', list)).toEqual([{ code: 'not-found' }]);
});
