import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { database } from '#lib/storage/database.ts';
import { cursorOf } from '#lib/storage/projector.ts';
import { remember, setting } from '#lib/storage/settings.ts';
import { create } from '#lib/storage/write.ts';
import { lead } from '#lib/sync/leader.ts';
import { delayAfter } from '#lib/sync/loop.ts';
import { Unreachable } from '#lib/sync/fetch.ts';
import { setUp, signOut } from '#lib/sync/session.ts';
import { startDeskSync } from '#lib/sync/start.ts';
import { status, syncNow } from '#lib/sync/status.svelte.ts';
import { now } from '#lib/ui/clock.svelte.ts';
import { atServer, choir, emptyDatabase, house, plant } from './client-samples.ts';

const soon = { timeout: 30_000, interval: 50 };
let ends: (() => void)[] = [];
let token: string | undefined;

beforeEach(async () => {
	token = await commands.freshServer();
	await emptyDatabase();
});
afterEach(() => {
	ends.forEach((end) => end());
	ends = [];
});

/** Reads a rune as a component does; the latest value is the last one. */
function watched<T>(read: () => T): T[] {
	const seen: T[] = [];
	const end = $effect.root(() => {
		$effect(() => void seen.push(read()));
	});
	ends.push(end);
	flushSync();
	return seen;
}

test('one of two leads; when it goes the other one does', async () => {
	const leading: string[] = [];
	const work = (name: string) => (signal: AbortSignal) => {
		leading.push(name);
		return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
	};
	const first = lead(work('first'), { whileHidden: true });
	ends.push(lead(work('second'), { whileHidden: true }));
	await vi.waitFor(() => expect(leading).toEqual(['first']), soon);
	first();
	await vi.waitFor(() => expect(leading).toEqual(['first', 'second']), soon);
});

test('pauses grow to 30 s, differ, and are never shorter than the server asked for', () => {
	expect(delayAfter(1, undefined, () => 0)).toBe(250);
	expect(delayAfter(1, undefined, () => 1)).toBe(500);
	expect(delayAfter(50, undefined, () => 1)).toBe(30_000);
	expect(delayAfter(1, new Unreachable('busy', { status: 503, retryAfter: 45 }))).toBe(45_000);
});

test('a device follows who is at it: mirror, then the desk’s replica, then the mirror again', async () => {
	await plant('public', [house('a')]);
	const waiting = watched(() => status.waiting);
	const reachable = watched(() => status.reachable);
	const stand = watched(() => status.stand);
	ends.push(startDeskSync());
	await vi.waitFor(async () => expect(await database.house.get('house:a')).toBeDefined(), soon);
	await vi.waitFor(() => expect([reachable.at(-1), stand.at(-1)]).toEqual([true, expect.any(String)]), soon);

	await setUp(String(token), 'kim', 'a-long-password-of-kim');
	await vi.waitFor(async () => expect(await cursorOf('replica-public')).toBeDefined(), soon);
	await commands.setFault('cut');
	await create(choir('new', {}) as never);
	await vi.waitFor(() => expect([waiting.at(-1), reachable.at(-1)]).toEqual([1, false]), soon);
	await commands.setFault('none');
	syncNow();
	await vi.waitFor(() => expect(waiting.at(-1)).toBe(0), soon);
	expect(await atServer('public', 'event:new')).toBeDefined();

	expect(await signOut()).toBeUndefined();
	await vi.waitFor(async () => expect(await cursorOf('mirror')).toBeDefined(), soon);
	await vi.waitFor(async () => expect(await setting('farewell')).toBeUndefined(), soon);
	const { userCtx } = (await (await fetch('/db/_session')).json()) as { userCtx: { name: string | null } };
	expect(userCtx.name).toBeNull();
	expect((await indexedDB.databases()).filter(({ name }) => name?.startsWith('_pouch_hafencity'))).toEqual([]);
});

test('the status tells what waits, what is parked and what was refused', async () => {
	const seen = watched(() => ({ waiting: status.waiting, parked: status.parked, refused: status.refused, storage: status.storage }));
	await database.outbox.bulkPut([{ id: '1', createdAt: '' }, { id: '2', createdAt: '', refused: [{ code: 'past' }] }] as never[]);
	await database.refused.put({ id: 'house:a', database: 'public', reason: 'x', at: '' });
	await remember('parked', true);
	await remember('unpushed', { 'house:b': { database: 'public', rev: '1-a' } });
	await vi.waitFor(() => expect(seen.at(-1)).toEqual({ waiting: 2, parked: true, refused: 2, storage: 'ok' }), soon);
});

test('a database closed from outside is told and opened again', async () => {
	const seen = watched(() => status.storage);
	await vi.waitFor(() => expect(database.isOpen()).toBe(true), soon);
	await new Promise((resolve) => setTimeout(resolve));
	(database.on as unknown as { close: { fire(event: unknown): void } }).close.fire(new Event('close'));
	await vi.waitFor(() => expect(seen).toContain('failed'), soon);
	await vi.waitFor(() => expect(seen.at(-1)).toBe('ok'), soon);
});

test('the clock moves and knows the quarter’s day', () => {
	const seen = watched(() => now.day);
	expect(seen.at(-1)).toMatch(/^\d{4}-\d\d-\d\d$/);
	expect(now.local).toMatch(/T\d\d:\d\d$/);
	expect(Math.abs(Date.parse(now.instant) - Date.now())).toBeLessThan(16_000);
});
