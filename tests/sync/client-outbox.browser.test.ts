import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import type { Ask } from '#lib/features/request/ask.ts';
import { newSecret } from '#lib/kernel/ids.ts';
import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import { hasUnsavedDraft, loadDraft, saveDraft } from '#lib/storage/drafts.ts';
import { courier } from '#lib/sync/courier.ts';
import { deliver, discardAsk, resend, sendAsk } from '#lib/sync/outbox.ts';
import { refreshReceipts } from '#lib/sync/receipts.ts';
import { setUp } from '#lib/sync/session.ts';
import { atServer, emptyDatabase, house, plant, room } from './client-samples.ts';

const soon = { timeout: 30_000, interval: 30 };
let stop = new AbortController();

const wish = (set: Partial<Ask> = {}): Ask => ({
	id: v7(),
	receipt: newSecret(),
	form: 'booking',
	room: 'room:saal',
	date: addDays(dayOf(toLocal(Date.now())), 10),
	from: '10:00',
	to: '12:00',
	purpose: 'Chorprobe',
	groupSize: 12,
	contact: { name: 'Kim', mail: 'kim@example.org' },
	locale: 'de',
	madeAt: new Date().toISOString(),
	...set
});

beforeEach(async () => {
	await commands.freshServer();
	await emptyDatabase();
	await plant('public', [house('a'), room('saal', 'a')]);
	stop = new AbortController();
});
afterEach(() => stop.abort());

test('kept first, then sent, then a receipt whose state follows', async () => {
	void courier('hafencity', stop.signal);
	const asked = wish();
	expect(await sendAsk(asked)).toBeUndefined();
	await vi.waitFor(async () => expect((await database.receipt.get(asked.id))?.answer?.state).toBe('requested'), soon);
	expect(await database.outbox.count()).toBe(0);
	expect(await atServer('desk', `request:${asked.id}`)).toMatchObject({ purpose: 'Chorprobe' });
	await plant('desk', [
		{ _id: 'decision:1', kind: 'decision', schema: 0, request: `request:${asked.id}`, verdict: 'confirm', decidedBy: 'Test', decidedAt: new Date().toISOString() }
	]);
	await vi.waitFor(async () => {
		await refreshReceipts('hafencity', stop.signal);
		expect((await database.receipt.get(asked.id))?.answer?.state).toBe('confirmed');
	}, soon);
});

test.each(['cut', 'html', 'busy'] as const)('without a server (%s) it waits, and is sent later', async (fault) => {
	await commands.setFault(fault);
	const asked = wish();
	await sendAsk(asked);
	await expect(deliver('hafencity', stop.signal)).rejects.toThrow();
	expect(await database.outbox.get(asked.id)).not.toHaveProperty('refused');
	await commands.setFault('none');
	await deliver('hafencity', stop.signal);
	expect(await database.receipt.get(asked.id)).toBeDefined();
});

test('an answer lost on the way: sent again, one request, one receipt', async () => {
	const asked = wish();
	await sendAsk(asked);
	await commands.setFault('lost-answer');
	await expect(deliver('hafencity', stop.signal)).rejects.toThrow();
	await commands.setFault('none');
	expect(await atServer('desk', `request:${asked.id}`)).toBeDefined();
	expect(await database.outbox.count()).toBe(1);
	await Promise.all([deliver('hafencity', stop.signal), deliver('hafencity', stop.signal)]);
	expect(await database.outbox.count()).toBe(0);
	expect(await database.receipt.count()).toBe(1);
	expect((await atServer('desk', `request:${asked.id}`))?._rev).toMatch(/^1-/);
});

test('what is refused stays with its reason, does not stop the rest, and can be thrown away', async () => {
	const refused = wish({ date: '2020-01-01' });
	const fine = wish();
	await sendAsk(refused);
	await sendAsk(fine);
	await deliver('hafencity', stop.signal);
	expect((await database.outbox.get(refused.id))?.refused).toContainEqual({ code: 'past', field: 'date' });
	expect(await database.receipt.get(fine.id)).toBeDefined();
	expect(await deliver('hafencity', stop.signal)).toBe(0);
	await resend(refused.id);
	expect(await deliver('hafencity', stop.signal)).toBe(1);
	expect((await database.outbox.get(refused.id))?.refused).toBeDefined();
	await discardAsk(refused.id);
	expect(await database.outbox.count()).toBe(0);
});

test('one request and one receipt on which the server fails for ever do not hold up those behind them', async () => {
	const asked = { receipt: wish(), poisoned: wish({ purpose: 'Gift' }), behind: wish() };
	await sendAsk(asked.receipt);
	await deliver('hafencity', stop.signal);
	const line = globalThis.fetch;
	const failing = new Set<string>();
	vi.spyOn(globalThis, 'fetch').mockImplementation((path, init) => {
		if (!String(init?.body).includes('Gift') && !String(path).includes(asked.receipt.id)) return line(path, init);
		failing.add(String(path));
		return Promise.resolve(new Response('{"code":"unexpected"}', { status: 500, headers: { 'Content-Type': 'application/problem+json' } }));
	});
	await sendAsk(asked.poisoned);
	await sendAsk(asked.behind);
	void courier('hafencity', stop.signal);
	await vi.waitFor(async () => expect((await database.receipt.get(asked.behind.id))?.answer?.state).toBe('requested'), soon);
	expect(failing).toEqual(new Set(['/api/hafencity/inbox', `/api/hafencity/receipts/${asked.receipt.id}`]));
	expect(await database.outbox.toArray()).toMatchObject([{ id: asked.poisoned.id }]);
	expect(await database.outbox.get(asked.poisoned.id)).not.toHaveProperty('refused');
	stop.abort();
	vi.restoreAllMocks();
});

test('a request takes its draft along in one stroke, and no other one', async () => {
	const typed = { purpose: 'Chorprobe' };
	await saveDraft('booking', typed);
	const full = () => {
		throw new DOMException('full', 'QuotaExceededError');
	};
	database.draft.hook('deleting', full);
	expect(await sendAsk(wish(), { form: 'booking', values: typed })).toEqual({ code: 'storage' });
	database.draft.hook('deleting').unsubscribe(full);
	expect([await database.outbox.count(), await loadDraft('booking')]).toEqual([0, typed]);
	await sendAsk(wish(), { form: 'booking', values: typed });
	expect([await database.outbox.count(), await loadDraft('booking')]).toEqual([1, undefined]);
	await saveDraft('booking', { purpose: 'typed in another tab' });
	await sendAsk(wish(), { form: 'booking', values: typed });
	expect([await database.outbox.count(), await loadDraft('booking')]).toEqual([2, { purpose: 'typed in another tab' }]);
});

test('a draft is safe when what was typed last is', async () => {
	const saves = [saveDraft('f', 'a'), saveDraft('f', 'ab')];
	await saves[0];
	expect(hasUnsavedDraft()).toBe(true);
	await saves[1];
	expect(hasUnsavedDraft()).toBe(false);
});

test('a session that the server does not know any more does not refuse a request', async () => {
	await setUp(String(await commands.freshServer()), 'kim', 'a-long-password-of-kim');
	await commands.freshServer();
	await plant('public', [house('a'), room('saal', 'a')]);
	const asked = wish();
	await sendAsk(asked);
	await deliver('hafencity', stop.signal);
	await refreshReceipts('hafencity', stop.signal);
	expect((await database.receipt.get(asked.id))?.answer?.state).toBe('requested');
});

test('a full disk is told, for a request and for a draft', async () => {
	const full = () => {
		throw new DOMException('full', 'QuotaExceededError');
	};
	database.outbox.hook('creating', full);
	database.draft.hook('creating', full);
	expect(await sendAsk(wish())).toEqual({ code: 'storage' });
	expect(await saveDraft('booking', { purpose: 'x' })).toEqual({ code: 'storage' });
	database.outbox.hook('creating').unsubscribe(full);
	database.draft.hook('creating').unsubscribe(full);
});
