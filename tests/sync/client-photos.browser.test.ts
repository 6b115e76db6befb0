import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { inspect } from '#lib/features/letting/commands.ts';
import { lookUp, photosHere, takePhoto, takenPhotos } from '#lib/features/letting/photos.ts';
import { database } from '#lib/storage/database.ts';
import { setting } from '#lib/storage/settings.ts';
import { carryPhotos, deliverPhotos, forgetPhotos } from '#lib/sync/photos.ts';
import { setUp, signIn, signOut } from '#lib/sync/session.ts';
import { emptyDatabase } from './client-samples.ts';

const PASSWORD = 'a-long-password-of-kim';
const soon = { timeout: 30_000, interval: 50 };
const look = { request: 'request:1', when: 'handover' } as const;
let stop = new AbortController();

const wish = (id: string) => ({ _id: id, kind: 'request', schema: 0, form: 'booking', room: 'room:saal', date: '2090-01-01', from: '10:00', to: '12:00', purpose: 'Chor', groupSize: 8, locale: 'de', madeAt: '2026-11-22T18:00:00.000Z', receivedAt: '2026-11-22T18:00:00.000Z' });

async function picture(): Promise<File> {
	const canvas = new OffscreenCanvas(40, 20);
	canvas.getContext('2d')!.fillRect(0, 0, 20, 20);
	return new File([await canvas.convertToBlob()], 'boden.png');
}
/** A photo that belongs to a saved look: it waits for the network. */
async function waitingPhoto(): Promise<string> {
	expect(await takePhoto(look, await picture())).toBeUndefined();
	const [photo] = await takenPhotos(look);
	expect(await inspect(look.request, look.when, { items: [], photos: [photo!.id] })).toBeUndefined();
	return photo!.id;
}
const bring = () => deliverPhotos('hafencity', stop.signal);
const stateOf = async (id: string) => (await database.photo.get(id))?.state;

beforeEach(async () => {
	const token = await commands.freshServer();
	await emptyDatabase();
	expect(await setUp(String(token), 'kim', PASSWORD)).toEqual({ place: '/buero' });
	await database.request.put(wish('request:1') as never);
	stop = new AbortController();
});
afterEach(() => stop.abort());

test('a photo waits for the network; an answer lost on the way, and it is one photo; a colleague’s device fetches it and keeps it', async () => {
	const id = await waitingPhoto();
	await commands.setFault('cut');
	await expect(bring()).rejects.toThrow();
	expect(await stateOf(id)).toBe('waiting');
	await commands.setFault('lost-answer');
	await expect(bring()).rejects.toThrow();
	await commands.setFault('html');
	await expect(bring(), 'a portal says nothing about it').rejects.toThrow();
	await commands.setFault('none');
	await bring();
	expect(await stateOf(id)).toBe('sent');
	const own = await photosHere([id]);
	await database.photo.clear();
	await lookUp(look, id);
	expect(await photosHere([id])).toEqual(own);
	await database.photo.clear();
	await commands.setFault('cut');
	await lookUp(look, id);
	expect(await photosHere([id]), 'without network there is none, and nothing breaks').toEqual([]);
});

test('a session that is over parks the photos; signed in again they go by themselves', async () => {
	carryPhotos('hafencity', stop.signal);
	await fetch('/db/_session', { method: 'DELETE' });
	const id = await waitingPhoto();
	await vi.waitFor(async () => expect(await setting('parked')).toBe(true), soon);
	expect(await stateOf(id)).toBe('waiting');
	expect(await signIn('kim', PASSWORD)).toEqual({ place: '/buero' });
	await vi.waitFor(async () => expect(await stateOf(id)).toBe('sent'), soon);
});

test('who signs out is told of photos that are not sent; then none is left on the device but what belongs to a form', async () => {
	await waitingPhoto();
	await takePhoto({ ...look, when: 'returned' }, await picture());
	await database.write.clear();
	expect(await signOut()).toMatchObject([{ code: 'forbidden', values: { waiting: 1 } }]);
	expect(await database.photo.count()).toBe(2);
	await signOut({ force: true });
	expect(await database.photo.toArray()).toMatchObject([{ state: 'taken', when: 'returned' }]);
});

test('photos go with their booking from this device', async () => {
	const id = await waitingPhoto();
	await bring();
	await forgetPhotos();
	expect(await stateOf(id), 'its booking is here').toBe('sent');
	await database.request.delete('request:1');
	await forgetPhotos();
	expect(await stateOf(id)).toBeUndefined();
});

test('one that was deleted at the server while it was still on its way goes from here, too', async () => {
	const id = await waitingPhoto();
	await bring();
	expect((await fetch(`/api/hafencity/photos/${id}`, { method: 'DELETE' })).status).toBe(200);
	await database.photo.update(id, { state: 'waiting' });
	await bring();
	expect(await stateOf(id)).toBeUndefined();
});

test('what the server refuses stays here with the reason, and is counted as not sent', async () => {
	const id = await waitingPhoto();
	await database.photo.update(id, { image: `data:image/jpeg;base64,${btoa('no photo')}` });
	await bring();
	expect(await database.photo.get(id)).toMatchObject({ state: 'waiting', refused: [{ code: 'not-a-photo' }] });
});
