import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { database } from '#lib/storage/database.ts';
import { cursorOf, replace } from '#lib/storage/projector.ts';
import { setting } from '#lib/storage/settings.ts';
import { extendWindow } from '#lib/storage/window.ts';
import { dayOf, toLocal } from '#lib/kernel/moments.ts';
import { mirror, mirrorOnce } from '#lib/sync/mirror.ts';
import { setUp } from '#lib/sync/session.ts';
import { syncNow } from '#lib/sync/status.svelte.ts';
import { choir, contents, emptyDatabase, house, plant } from './client-samples.ts';

const soon = { timeout: 30_000, interval: 30 };
let stop = new AbortController();

beforeEach(async () => {
	await commands.freshServer();
	await emptyDatabase();
	stop = new AbortController();
});
afterEach(() => stop.abort());

const step = (isLive = false) => mirrorOnce('hafencity', isLive, stop.signal);

test('first a snapshot, then changes, then each change as it happens', async () => {
	await plant('public', [house('a'), choir('b', { rrule: 'FREQ=WEEKLY;COUNT=4' })]);
	void mirror('hafencity', stop.signal);
	await vi.waitFor(async () => expect(await database.occurrence.where('of').equals('event:b').count()).toBe(4), soon);
	await vi.waitFor(async () => expect(await setting('stand')).toBeDefined(), soon);
	const [row] = await plant('public', [house('late')]);
	await vi.waitFor(async () => expect(await database.house.get('house:late')).toBeDefined(), soon);
	await plant('public', [{ _id: 'house:late', _rev: String(row?.rev), _deleted: true }]);
	await vi.waitFor(async () => expect(await database.house.get('house:late')).toBeUndefined(), soon);
	expect((await commands.askedSince()).filter((line) => line.includes('snapshot'))).toHaveLength(1);
});

test('a snapshot with the changes since gives what a fresh snapshot gives', async () => {
	const rows = await plant('public', [house('a'), house('b'), choir('c', { rrule: 'FREQ=WEEKLY;COUNT=9' })]);
	expect(await step()).toBe(false);
	const rev = (id: string) => String(rows.find((row) => row.id === id)?.rev);
	await plant('public', [{ ...house('a', { order: 7 }), _rev: rev('house:a') }, { _id: 'house:b', _rev: rev('house:b'), _deleted: true }, choir('d', {})]);
	expect(await step()).toBe(true);
	const followed = await contents();
	await emptyDatabase();
	await step();
	expect(await contents()).toEqual(followed);
});

test('goes on from its cursor after a reload; a cursor that is too old begins anew', async () => {
	await plant('public', [house('a')]);
	await step();
	await commands.askedSince();
	await step();
	expect((await commands.askedSince()).join()).toMatch(/_changes/);
	await database.cursor.update('mirror', { at: '2020-01-01T00:00:00.000Z' });
	await step();
	expect((await commands.askedSince()).join()).toMatch(/snapshot/);
});

test('a clock that was years ahead and is right again: what it dropped is read anew, once', async () => {
	await plant('public', [house('a'), choir('weekly', { rrule: 'FREQ=WEEKLY' }), choir('once', {})]);
	await step();
	await extendWindow('2035-01-01');
	expect(await database.event.toCollection().primaryKeys()).toEqual(['event:weekly']);
	const today = dayOf(toLocal(Date.now()));
	await extendWindow(today);
	expect(await database.event.count(), 'nothing more is lost meanwhile').toBe(1);
	await commands.askedSince();
	await step();
	expect(await database.event.count()).toBe(2);
	expect((await database.occurrence.orderBy('start').first())?.start.slice(0, 4)).not.toBe('2035');
	await extendWindow(today);
	await step();
	expect((await commands.askedSince()).filter((line) => line.includes('snapshot'))).toHaveLength(1);
});

test('a clock that is years behind reads one snapshot, not one after the other', async () => {
	await plant('public', [house('a'), choir('weekly', { rrule: 'FREQ=WEEKLY' })]);
	vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2001-01-01T12:00:00Z') });
	await step();
	await extendWindow('2001-01-01');
	await step();
	vi.useRealTimers();
	expect((await commands.askedSince()).filter((line) => line.includes('snapshot'))).toHaveLength(1);
	expect(await database.event.count()).toBe(1);
});

test('a server with another life of its database is read anew, and what it lacks goes', async () => {
	await plant('public', [house('a')]);
	await step();
	await commands.freshServer();
	await plant('public', [house('b')]);
	expect(await step()).toBe(false);
	expect(await database.house.get('house:a')).toBeUndefined();
	expect(await database.house.get('house:b')).toBeDefined();
	expect((await cursorOf('mirror'))?.seq).not.toBe('');
});

test.each(['html', 'busy', 'cut'] as const)('an answer that is not the server’s (%s) changes nothing and is tried again', async (fault) => {
	await replace('mirror', [house('known')], '1-other');
	await plant('public', [house('a')]);
	await commands.setFault(fault);
	await expect(step()).rejects.toThrow();
	void mirror('hafencity', stop.signal);
	await vi.waitFor(async () => expect((await commands.askedSince()).length).toBeGreaterThan(0), soon);
	expect(await database.house.toCollection().primaryKeys()).toEqual(['house:known']);
	await commands.setFault('none');
	syncNow();
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeDefined(), soon);
});

test('a server that comes back is found without help', async () => {
	void mirror('hafencity', stop.signal);
	await vi.waitFor(async () => expect(await cursorOf('mirror')).toBeDefined(), soon);
	await commands.killServer();
	await commands.restartServer();
	await plant('public', [house('a')]);
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeDefined(), soon);
});

test('a session that the server does not know any more does not stop reading', async () => {
	await setUp(String(await commands.freshServer()), 'kim', 'a-long-password-of-kim');
	await commands.freshServer();
	expect((await fetch('/db/hafencity-public/_changes')).status).toBe(401);
	await plant('public', [house('a')]);
	await step();
	expect(await step()).toBe(true);
	expect(await database.house.get('house:a')).toBeDefined();
});
