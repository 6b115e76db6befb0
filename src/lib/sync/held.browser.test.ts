import { afterEach, expect, test, vi } from 'vitest';
import { decide } from '#lib/features/decision/commands.ts';
import { UNDO } from '#lib/features/decision/rules.ts';
import { database } from '#lib/storage/database.ts';
import { remember } from '#lib/storage/settings.ts';
import { sendWhenDue } from './held.ts';
import { signOut } from './session.ts';

const MORNING = Date.parse('2026-11-22T09:00:00.000Z');
/** Only the clock and its timers are replaced; the database is the real one. */
const replaceClock = () => vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: MORNING });

afterEach(() => vi.useRealTimers());
const decideNow = async () => {
	await remember('member', { name: 'Imke', roles: ['manager'] });
	expect(await decide([{ request: 'request:one', verdict: 'confirm' }])).toBeUndefined();
};
const decisions = () => vi.waitFor(async () => expect(await database.decision.count()).toBe(1));

test('what is held is sent when its time is over, not before, by whichever tab runs', async () => {
	replaceClock();
	await decideNow();
	const stop = new AbortController();
	const tabs = [sendWhenDue(stop.signal), sendWhenDue(stop.signal)];
	await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThanOrEqual(2));
	// Waiting moved the clock a little already.
	await vi.advanceTimersByTimeAsync(MORNING + UNDO - 1 - Date.now());
	expect(await database.decision.count()).toBe(0);
	await vi.advanceTimersByTimeAsync(1);
	vi.useRealTimers();
	await decisions();
	stop.abort();
	await Promise.all(tabs);
	expect(await database.write.count()).toBe(1);
});

test('after a restart what was due meanwhile is sent at once', async () => {
	replaceClock();
	await decideNow();
	vi.setSystemTime(MORNING + 7 * 24 * 3_600_000);
	const stop = new AbortController();
	const tab = sendWhenDue(stop.signal);
	await decisions();
	stop.abort();
	await tab;
});

test('who signs out loses nothing that could still be taken back: it is sent at once, and counted as not arrived', async () => {
	await decideNow();
	expect(await signOut()).toEqual([{ code: 'forbidden', values: { waiting: 1 } }]);
	expect([await database.held.count(), await database.decision.count()]).toEqual([0, 1]);
});
