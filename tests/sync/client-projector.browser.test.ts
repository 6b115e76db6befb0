import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { database } from '#lib/storage/database.ts';
import { PROJECTION, cursorOf, project, projectSnapshot, replace } from '#lib/storage/projector.ts';
import type { RawDoc } from '#lib/storage/rows.ts';
import { forget, remember, setting } from '#lib/storage/settings.ts';
import { extendWindow } from '#lib/storage/window.ts';
import { change, create } from '#lib/storage/write.ts';
import { windowAround } from '#lib/features/occurrence/rules.ts';
import { dayOf, toLocal } from '#lib/kernel/moments.ts';
import { choir, contents, emptyDatabase, house, taken } from './client-samples.ts';

const today = dayOf(toLocal(Date.now()));

beforeEach(async () => {
	await emptyDatabase();
	await remember('window', windowAround(today));
	await remember('member', { name: 'kim', roles: ['manager'] });
});

test('a document becomes a row, its dates become rows, the cursor moves with them', async () => {
	await project('mirror', [house('a'), choir('b', { rrule: 'FREQ=WEEKLY;COUNT=3' })], '2-g');
	expect((await database.house.get('house:a'))?.name.de).toBe('Haus a');
	expect(await database.occurrence.where('of').equals('event:b').count()).toBe(3);
	expect((await cursorOf('mirror'))?.seq).toBe('2-g');
});

test('a tombstone takes the row and its dates', async () => {
	await project('mirror', [house('a'), choir('b', {})], '2-g');
	await project('mirror', [{ _id: 'event:b', _rev: '2-x', _deleted: true }], '3-g');
	expect(await database.event.count()).toBe(0);
	expect(await database.occurrence.count()).toBe(0);
	expect(await database.house.count()).toBe(1);
});

test('what cannot be read is told and stops nothing; a readable version of it clears it', async () => {
	const broken = { ...house('a'), name: 7 };
	const rule = choir('c', { rrule: 'FREQ=WEEKLY;INTERVAL=X' });
	await project('mirror', [broken, { _id: 'unheard:of', kind: 'unheard', schema: 9 }, rule, house('b')], '1-g');
	expect((await database.unreadable.orderBy('id').toArray()).map(({ id }) => id)).toEqual(['event:c', 'house:a', 'unheard:of']);
	expect((await database.unreadable.get('house:a'))?.failures[0]?.field).toMatch(/^name/);
	expect(await database.house.toCollection().primaryKeys()).toEqual(['house:b']);
	await project('mirror', [house('a')], '2-g');
	expect(await database.unreadable.get('house:a')).toBeUndefined();
});

test('a document from the future keeps its number and its unknown fields, and is read-only', async () => {
	await project('mirror', [{ ...house('a'), schema: 99, garden: true }], '1-g');
	expect(await database.house.get('house:a')).toMatchObject({ schema: 99, garden: true });
	expect(await change('house:a', { order: 2 })).toEqual([{ code: 'forbidden', field: 'schema' }]);
});

test('rows and cursor are one transaction: if anything fails nothing of it is there', async () => {
	await project('mirror', [house('a')], '1-g');
	const burst = () => {
		throw new Error('disk full');
	};
	database.cursor.hook('updating', burst);
	await expect(project('mirror', [house('b'), choir('c', {})], '2-g')).rejects.toThrow('disk full');
	database.cursor.hook('updating').unsubscribe(burst);
	expect(await database.house.toCollection().primaryKeys()).toEqual(['house:a']);
	expect(await database.occurrence.count()).toBe(0);
	expect((await cursorOf('mirror'))?.seq).toBe('1-g');
});

test('a snapshot replaces everything public and nothing else', async () => {
	await create({ _id: 'contact:k', kind: 'contact', schema: 0, name: 'K', mail: 'k@example.org', keepUntil: '2030-01-01' });
	await project('mirror', [house('old'), choir('old', {})], '1-g');
	await database.draft.put({ form: 'f', values: 1, savedAt: '' });
	const weekly = choir('new', { rrule: 'FREQ=WEEKLY;COUNT=2' });
	const at = new Date().toISOString();
	const occurrence = { id: 'event:new@x', of: 'event:new', kind: 'event' as const, recurrenceId: 'x', start: at, end: at, date: today, cancelled: false };
	await projectSnapshot({ quarter: 'q', generation: 'h', seq: '9-h', at, docs: [house('new'), weekly], occurrences: [occurrence] });
	expect(await database.house.toCollection().primaryKeys()).toEqual(['house:new']);
	expect(await database.event.toCollection().primaryKeys()).toEqual(['event:new']);
	expect(await database.occurrence.toCollection().primaryKeys()).toEqual(['event:new@x']);
	expect(await database.contact.count()).toBe(1);
	expect(await database.draft.count()).toBe(1);
	expect((await cursorOf('mirror'))?.seq).toBe('9-h');
});

test('another projection counts as nothing read', async () => {
	await database.cursor.put({ source: 'mirror', seq: '5-g', projection: PROJECTION + 1, at: '' });
	expect(await cursorOf('mirror')).toBeUndefined();
});

test('an edit on its way is not undone by what arrives meanwhile', async () => {
	await project('replica-public', [house('a')], '1');
	expect(await change('house:a', { order: 9, about: { de: 'Neu' } })).toBeUndefined();
	expect((await database.house.get('house:a'))?.order).toBe(9);
	await project('replica-public', [{ ...house('a'), _rev: '2-x', status: 'planned' }], '2');
	expect(await database.house.get('house:a')).toMatchObject({ _rev: '2-x', status: 'planned', order: 9, about: { de: 'Neu' } });
	await replace('replica-public', [house('a')], '3');
	expect((await database.house.get('house:a'))?.order).toBe(9);
});

test('what a replica brings after somebody signed out is not kept, and a later replica begins at its beginning', async () => {
	await forget('member');
	const contact = { _id: 'contact:k', _rev: '1-a', kind: 'contact', schema: 0, name: 'K', mail: 'k@example.org', keepUntil: '2090-01-01' };
	await project('replica-desk', [contact], '7');
	await replace('replica-desk', [contact], '7');
	await project('replica-public', [house('a')], '7');
	expect(await database.contact.count()).toBe(0);
	expect(await database.house.count()).toBe(0);
	expect(await database.cursor.count()).toBe(0);
});

test('a desk’s own event is in the calendar at once; removing a field removes it', async () => {
	expect(await create(choir('mine', { rrule: 'FREQ=WEEKLY;COUNT=4', place: 'Am Kai' }) as never)).toBeUndefined();
	expect(await database.occurrence.where('of').equals('event:mine').count()).toBe(4);
	expect(await change('event:mine', { place: undefined, rrule: undefined })).toBeUndefined();
	expect(await database.event.get('event:mine')).not.toHaveProperty('place');
	expect(await database.occurrence.where('of').equals('event:mine').count()).toBe(1);
	expect(await change('event:mine', { durationMinutes: 1 })).toEqual([{ code: 'invalid', field: 'durationMinutes' }]);
	expect((await database.write.toArray()).map(({ isNew }) => isNew)).toEqual([true, false]);
});

test('the window moves on: new dates come, past ones go, a second time does nothing', async () => {
	const past = windowAround('2024-01-01');
	await remember('window', past);
	await project('mirror', [choir('weekly', { start: '2023-12-05T19:00', rrule: 'FREQ=WEEKLY' }), taken('2023-12-20')], '1-g');
	expect((await database.occurrence.orderBy('start').first())?.start.slice(0, 7)).toBe('2023-12');
	expect(await database.occupancy.count()).toBe(1);
	await extendWindow(today);
	const { from, to } = windowAround(today);
	const dates = (await database.occurrence.orderBy('start').toArray()).map(({ date }) => date);
	expect(dates.length).toBeGreaterThan(75);
	expect(dates.every((date) => date >= from && date < to)).toBe(true);
	expect(await database.occupancy.count()).toBe(0);
	expect(await setting('window')).toEqual({ from, to });
	await database.occurrence.clear();
	await extendWindow(today);
	expect(await database.occurrence.count()).toBe(0);
});

test('following along gives what rebuilding from zero gives, and what a snapshot with changes gives', async () => {
	const state = fc.oneof(
		fc.integer({ min: 1, max: 9 }).map((order) => (id: string): RawDoc => house(id, { order })),
		fc.constantFrom(undefined, 'FREQ=WEEKLY;COUNT=5', 'FREQ=MONTHLY;COUNT=2', 'FREQ=YEARLY;BYDAY=XX').map((rrule) => (id: string): RawDoc => choir(id, rrule ? { rrule } : {})),
		fc.constant((id: string): RawDoc => ({ _id: `event:${id}`, _rev: '9-x', _deleted: true })),
		fc.constant((id: string): RawDoc => ({ ...house(id), name: null })),
		fc.integer({ min: -60, max: 60 }).map((days) => (): RawDoc => taken(Temporal.PlainDate.from(today).add({ days }).toString()))
	);
	const step = fc.tuple(fc.constantFrom('a', 'b', 'c'), state).map(([id, make]) => make(id));
	await fc.assert(
		fc.asyncProperty(fc.array(fc.array(step, { maxLength: 4 }), { minLength: 1, maxLength: 6 }), fc.nat(5), async (batches, cut) => {
			const latest = (upTo: number) => [...new Map(batches.slice(0, upTo).flat().map((doc) => [doc._id, doc])).values()];
			const clean = async () => {
				await emptyDatabase();
				await remember('window', windowAround(today));
			};
			await clean();
			for (const [index, batch] of batches.entries()) await project('mirror', batch, `${index}-g`);
			const followed = await contents();
			await clean();
			await replace('mirror', latest(batches.length), 'x-g');
			expect(await contents()).toEqual(followed);
			await clean();
			const living = latest(cut).filter(({ _deleted }) => !_deleted);
			await projectSnapshot({ quarter: 'q', generation: 'g', seq: '1-g', at: new Date().toISOString(), docs: living, occurrences: await expandedOf(living) });
			for (const batch of batches.slice(cut)) await project('mirror', batch, 'y-g');
			expect(await contents()).toEqual(followed);
		}),
		{ numRuns: 60 }
	);
});

async function expandedOf(docs: RawDoc[]) {
	await replace('mirror', docs, 'z');
	const all = await database.occurrence.toArray();
	await emptyDatabase();
	await remember('window', windowAround(today));
	return all;
}
