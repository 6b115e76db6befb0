import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { jpegOf } from '../../tests/fixtures/jpeg.ts';
import { askFor, everything, places, requestFor, testServer, writeAll } from '../../tests/fixtures/quarter.ts';
import { takePhoto } from '../photos.ts';
import { openSqlite } from '../store/sqlite.ts';
import { deleteFinished } from './finished.ts';
import { deletePhotos } from './photos.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'photos-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const FACE = 'face of Erika '.repeat(3000);

async function withPhotos(...wishes: { name: string; request: string; picture?: string }[]) {
	const store = openSqlite(join(folder, 'x.sqlite'));
	const server = await testServer(places, store);
	server.actor.is = { name: 'sam', roles: ['staff'] };
	for (const { name, request, picture } of wishes) {
		const message = new Request(`http://localhost/?request=${request}`, { method: 'PUT', body: jpegOf({ picture: picture ?? name }), headers: { 'Content-Type': 'image/jpeg' } });
		await takePhoto(server.context, server.quarter, name, message, undefined);
	}
	const left = async () => (await everything(server.quarter.photos)).map(({ _id }) => _id);
	return { ...server, store, left };
}
const [OLD, YOUNG] = ['01930000-0000-7000-8000-000000000001', '01930000-0000-7000-8000-000000000002'] as const;

test('S5.6 photos go with their booking, and no file of the server holds a byte of them any more', async () => {
	const [old, young] = [requestFor({ date: '2026-11-24' }), requestFor({ date: '2026-12-24' })];
	const { context, quarter, clock, left, store } = await withPhotos({ name: OLD, request: old._id, picture: FACE }, { name: YOUNG, request: young._id });
	await writeAll(quarter.desk, [old, young]);
	clock.now = '2027-02-22T12:00:00.000Z';
	await deleteFinished(context, quarter);
	expect(await deletePhotos(context, quarter), 'the last day').toBe(0);
	clock.now = '2027-02-23T12:00:00.000Z';
	await deleteFinished(context, quarter);
	expect(await deletePhotos(context, quarter)).toBe(1);
	expect(await left()).toEqual([`photo:${YOUNG}`]);
	expect(await deletePhotos(context, quarter)).toBe(0);
	await store.close();
	const files = readdirSync(folder).map((file) => readFileSync(join(folder, file)));
	expect(files.some((file) => file.includes('face of Erika'))).toBe(false);
	expect(files.some((file) => file.includes(YOUNG)), 'the other one is there').toBe(true);
});

test('S5.6 one whose booking never came stays as long as one whose booking is over', async () => {
	const { context, quarter, clock, left } = await withPhotos({ name: OLD, request: `request:${askFor().id}` });
	clock.now = '2027-02-20T12:00:00.000Z';
	await deletePhotos(context, quarter);
	expect(await left()).toHaveLength(1);
	clock.now = '2027-02-21T12:00:00.000Z';
	await deletePhotos(context, quarter);
	expect(await left()).toEqual([]);
});

test('S5.6 a desk that was away does not bring a photo back: not one that was deleted, nor one of a deleted booking', async () => {
	const old = requestFor();
	const { context, quarter, clock } = await withPhotos({ name: OLD, request: old._id });
	await writeAll(quarter.desk, [old]);
	clock.now = '2027-03-01T12:00:00.000Z';
	await deleteFinished(context, quarter);
	await deletePhotos(context, quarter);
	for (const [name, request] of [[OLD, 'request:another'], [YOUNG, old._id]] as const) {
		const message = new Request(`http://localhost/?request=${request}`, { method: 'PUT', body: jpegOf({ picture: OLD }), headers: { 'Content-Type': 'image/jpeg' } });
		await expect(takePhoto(context, quarter, name, message, undefined)).rejects.toThrow('not-found');
	}
});
