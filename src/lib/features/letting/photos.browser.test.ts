import { beforeEach, expect, test } from 'vitest';
import { readJpeg } from '#lib/kernel/jpeg.ts';
import { database } from '#lib/storage/database.ts';
import { remember } from '#lib/storage/settings.ts';
import { inspect } from './commands.ts';
import { EDGE, MOST_PHOTOS, PHOTO_BYTES } from './photo.ts';
import { removePhoto, takePhoto, takenPhotos } from './photos.ts';
import { shrink } from './shrink.ts';

const look = { request: 'request:1', when: 'handover' } as const;
const found = { items: [{ item: 'Boden', ok: true }] };

beforeEach(async () => {
	await remember('member', { name: 'mia', roles: ['manager'] });
});

/** A photo full of noise, which nothing makes small, in this browser's own encoding. */
async function noise(width: number, height: number, type = 'image/jpeg'): Promise<Blob> {
	const canvas = new OffscreenCanvas(width, height);
	const paper = canvas.getContext('2d')!;
	const pixels = paper.createImageData(width, height);
	let seed = 1;
	for (let index = 0; index < pixels.data.length; index++) pixels.data[index] = (seed = (seed * 48271) % 2147483647) & 255;
	paper.putImageData(pixels, 0, 0);
	return canvas.convertToBlob({ type, quality: 1 });
}
/** The same with the place it was taken at, as a phone writes it, and held upright: rotated by its EXIF alone. */
async function asFromPhone(width: number, height: number): Promise<Blob> {
	const exif = '\xff\xe1\0\x4dExif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x88\x25\0\x04\0\0\0\x01\0\0\0\x26\0\0\0\0\0\x01\0\x1d\0\x02\0\0\0\x0b\0\0\0\x38\0\0\0\x0053.5413 N\0\0';
	const bytes = Uint8Array.from(exif, (letter) => letter.charCodeAt(0));
	bytes[3] = bytes.length - 2;
	const whole = await noise(width, height);
	return new Blob([whole.slice(0, 2), bytes, whole.slice(2)]);
}
const fileOf = (parts: BlobPart[], name: string) => new File(parts, name, { type: 'image/jpeg' });

test('a photo is scaled down to what the server takes; the place it was taken at is gone, and up is up', async () => {
	const file = await asFromPhone(3000, 2000);
	expect(await file.text()).toContain('53.5413');
	expect(file.size).toBeGreaterThan(1_000_000);
	const small = (await shrink(file))!;
	expect(small.size).toBeLessThanOrEqual(PHOTO_BYTES);
	expect(await small.text()).not.toMatch(/Exif|53\.5413/);
	const { width, height } = readJpeg(new Uint8Array(await small.arrayBuffer()))!;
	expect(Math.max(width, height)).toBeLessThanOrEqual(EDGE);
	expect(height / width).toBeCloseTo(3000 / 2000, 1);
});

test.each(['image/png', 'image/webp'])('%s becomes a JPEG; a small one is not made larger', async (type) => {
	const small = (await shrink(await noise(40, 20, type)))!;
	expect(readJpeg(new Uint8Array(await small.arrayBuffer()))).toMatchObject({ width: 40, height: 20 });
});

test('one of 40 MB and what is no photo are answered by name; what was taken before stays', async () => {
	const photo = fileOf([await noise(40, 20)], 'boden.jpg');
	expect(await takePhoto(look, photo)).toBeUndefined();
	expect(await takePhoto(look, fileOf([await noise(40, 20), new Uint8Array(40_000_000)], 'gross.jpg'))).toEqual({ code: 'photo-too-large', field: 'photos', values: { name: 'gross.jpg', most: 32 } });
	const none = [['<svg xmlns="http://www.w3.org/2000/svg"/>', 'plan.jpg'], ['%PDF-1.7', 'vertrag.jpg'], ['', 'leer.jpg'], ['\xff\xd8\xff\xe0 damaged', 'kaputt.jpg']] as const;
	for (const [text, name] of none) expect(await takePhoto(look, fileOf([Uint8Array.from(text, (letter) => letter.charCodeAt(0))], name))).toEqual({ code: 'not-a-photo', field: 'photos', values: { name } });
	const taken = await takenPhotos(look);
	expect(taken.map(({ image }) => image.slice(0, 23))).toEqual(['data:image/jpeg;base64,']);
});

test('twelve are enough for one look; one can be taken back until it is saved', async () => {
	const photo = fileOf([await noise(4, 4)], 'boden.jpg');
	for (let nth = 0; nth < MOST_PHOTOS; nth++) await takePhoto(look, photo);
	expect(await takePhoto(look, photo)).toMatchObject({ code: 'too-many-photos', values: { most: 12 } });
	expect(await takePhoto({ ...look, when: 'returned' }, photo), 'another look').toBeUndefined();
	const [first, second] = await takenPhotos(look);
	await removePhoto(first!.id);
	expect(await takePhoto(look, photo)).toBeUndefined();
	await inspect('request:1', 'handover', { ...found, photos: [second!.id] });
	await removePhoto(second!.id);
	expect(await database.photo.get(second!.id)).toMatchObject({ state: 'waiting' });
});

test('a look that cannot be saved keeps its photos; saved, they wait for the network with it in one stroke', async () => {
	await takePhoto(look, fileOf([await noise(4, 4)], 'boden.jpg'));
	const [photo] = await takenPhotos(look);
	const photos = [photo!.id];
	expect(await inspect('request:1', 'handover', { items: [{ item: '', ok: true }], photos })).toMatchObject([{ code: 'missing' }]);
	expect(await takenPhotos(look)).toHaveLength(1);
	expect(await inspect('request:1', 'handover', { ...found, photos })).toBeUndefined();
	expect(await takenPhotos(look)).toEqual([]);
	expect(await database.letting.get('letting:1')).toMatchObject({ handover: { photos, by: 'mia' } });
	expect(await database.photo.toArray()).toMatchObject([{ id: photos[0], state: 'waiting' }]);
});
