import { v7 } from 'uuid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import type { Ask } from '#lib/features/request/ask.ts';
import { newSecret } from '#lib/kernel/ids.ts';
import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { type Errand, database } from '#lib/storage/database.ts';
import { draftPlace } from '#lib/storage/draft-place.ts';
import { loadDraft, saveDraft } from '#lib/storage/drafts.ts';
import { deliverErrands } from '#lib/sync/errand-delivery.ts';
import { discardErrand, resendErrand, sendErrands } from '#lib/sync/errands.ts';
import { deliver, sendAsk } from '#lib/sync/outbox.ts';
import { atServer, emptyDatabase, house, plant, room } from './client-samples.ts';

let stop = new AbortController();
const day = (later: number) => addDays(dayOf(toLocal(Date.now())), later);

/** Two dates in one ask that the server has. */
async function asked(): Promise<Ask> {
	const time = { room: 'room:saal' as const, from: '10:00', to: '12:00' };
	const ask: Ask = {
		id: v7(), receipt: newSecret(), form: 'booking', ...time, date: day(10), further: [{ ...time, date: day(17) }],
		purpose: 'Chorprobe', groupSize: 12, contact: { name: 'Kim', mail: 'kim@example.org' }, locale: 'de', madeAt: new Date().toISOString()
	};
	await sendAsk(ask, undefined, [{ ...time, date: day(24) }]);
	await deliver('hafencity', stop.signal);
	return ask;
}
const send = (ask: Ask, ...errands: Errand[]) => sendErrands(ask.id, errands);
const bring = () => deliverErrands('hafencity', stop.signal);
const known = async (ask: Ask) => (await database.receipt.get(ask.id))?.answer;

beforeEach(async () => {
	await commands.freshServer();
	await emptyDatabase();
	await plant('public', [house('a'), room('saal', 'a')]);
	stop = new AbortController();
});
afterEach(() => stop.abort());

test('one date is given back: kept here until the server answers, and its answer is kept with it', async () => {
	const ask = await asked();
	expect((await database.receipt.get(ask.id))?.leftOut).toMatchObject([{ date: day(24) }]);
	expect(await send(ask, { does: 'reply', request: `${ask.id}.2`, says: 'withdraw' })).toBeUndefined();
	await commands.setFault('cut');
	await expect(bring()).rejects.toThrow();
	expect(await database.errand.count()).toBe(1);
	expect(await known(ask)).toBeUndefined();
	await commands.setFault('none');
	await bring();
	expect(await database.errand.count()).toBe(0);
	expect((await known(ask))?.dates?.map(({ state }) => state)).toEqual(['requested', 'withdrawn']);
});

test('an answer lost on the way: said again, and it is one message', async () => {
	const ask = await asked();
	await send(ask, { does: 'message', text: 'Wir bringen ein Klavier mit.' });
	await commands.setFault('lost-answer');
	await expect(bring()).rejects.toThrow();
	await commands.setFault('none');
	await Promise.all([bring(), bring()]);
	expect(await database.errand.count()).toBe(0);
	expect((await known(ask))?.messages?.map(({ by, text }) => [by, text])).toEqual([['resident', 'Wir bringen ein Klavier mit.']]);
});

test('somebody else is to be reached from now on; of two on their way the last one counts', async () => {
	const ask = await asked();
	await send(ask, { does: 'contact', contact: { name: 'Änne', phone: '040 1234567' } });
	await send(ask, { does: 'contact', contact: { name: 'Bo', mail: 'bo@example.org' } });
	expect(await bring()).toBe(1);
	expect(await atServer('desk', `contact:${ask.id}`)).toMatchObject({ name: 'Bo', mail: 'bo@example.org' });
	expect((await database.receipt.get(ask.id))?.ask.contact).toEqual({ name: 'Bo', mail: 'bo@example.org' });
});

test('what is refused stays with its reason, does not stop the rest, and can be thrown away', async () => {
	const ask = await asked();
	await send(ask, { does: 'reply', request: ask.id, says: 'accept' });
	await send(ask, { does: 'message', text: 'Guten Tag' });
	await bring();
	const [refused] = await database.errand.toArray();
	expect(refused?.refused).toMatchObject([{ code: 'not-offered' }]);
	expect((await known(ask))?.messages).toHaveLength(1);
	expect(await bring()).toBe(0);
	await resendErrand(refused!.id);
	expect(await bring()).toBe(1);
	await discardErrand(refused!.id);
	expect(await database.errand.count()).toBe(0);
});

test('a message takes its draft along in one stroke; a full disk is told', async () => {
	const ask = await asked();
	await saveDraft('message:x', 'Hallo');
	const full = () => {
		throw new DOMException('full', 'QuotaExceededError');
	};
	database.errand.hook('creating', full);
	expect(await sendErrands(ask.id, [{ does: 'message', text: 'Hallo' }], { form: 'message:x', values: 'Hallo' })).toEqual({ code: 'storage' });
	database.errand.hook('creating').unsubscribe(full);
	expect([await database.errand.count(), await loadDraft('message:x')]).toEqual([0, 'Hallo']);
	await sendErrands(ask.id, [{ does: 'message', text: 'Hallo' }], { form: 'message:x', values: 'Hallo' });
	expect([await database.errand.count(), await loadDraft('message:x')]).toEqual([1, undefined]);
});

test('a second tab with the form begins with what was typed, and keeps it in a place of its own', async () => {
	await saveDraft('form', 'typed in the first tab');
	let leave = () => {};
	await new Promise<void>((held) => void navigator.locks.request('draft:form', () => (held(), new Promise<void>((done) => (leave = done)))));
	expect(await draftPlace('form')).toEqual({ form: 'form#2', begin: 'form' });
	await saveDraft('form#2', 'typed in the second');
	expect(await draftPlace('form')).toEqual({ form: 'form#2', begin: 'form#2' });
	expect(await loadDraft('form')).toBe('typed in the first tab');
	leave();
	await saveDraft('alone', 'x');
	expect(await draftPlace('alone')).toEqual({ form: 'alone', begin: 'alone' });
});
