import { v7 } from 'uuid';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type PhotoRow, database } from '#lib/storage/database.ts';
import { keeping } from '#lib/storage/keeping.ts';
import { Unreachable } from '#lib/sync/fetch.ts';
import { fetchPhoto, imageOf } from '#lib/sync/photos.ts';
import { quarterName } from '#lib/sync/quarter.ts';
import { FILE_BYTES, MOST_PHOTOS, isPhoto } from './photo.ts';
import { shrink } from './shrink.ts';

type Look = Pick<PhotoRow, 'request' | 'when'>;

/** The photos of a look at a room that is not saved yet, in the order they were taken. They are on this device only. */
export const takenPhotos = async ({ request, when }: Look): Promise<PhotoRow[]> =>
	(await database.photo.where('request').equals(request).sortBy('id')).filter((row) => row.state === 'taken' && row.when === when);

/**
 * Takes a photo for a look at a room: checked by its content, scaled down, and safe on this device when the promise resolves.
 * Works without network.
 * @returns why not, with the name of the file: `not-a-photo`, `photo-too-large`, `too-many-photos`, or `storage`.
 */
export async function takePhoto(look: Look, file: File): Promise<Failure | undefined> {
	const refuse = (code: Failure['code'], most?: number) => failure(code, 'photos', { name: file.name, ...(most !== undefined && { most }) });
	if ((await takenPhotos(look)).length >= MOST_PHOTOS) return refuse('too-many-photos', MOST_PHOTOS);
	if (file.size > FILE_BYTES) return refuse('photo-too-large', FILE_BYTES / 1024 / 1024);
	if (!isPhoto(new Uint8Array(await file.slice(0, 16).arrayBuffer()))) return refuse('not-a-photo');
	const photo = await shrink(file);
	if (!photo) return refuse('not-a-photo');
	const { request, when } = look;
	const image = await imageOf(photo);
	return keeping(() => database.photo.add({ id: v7(), request, when, image, state: 'taken' }));
}

/** Takes a photo back whose look is not saved yet. */
export const removePhoto = (id: string): Promise<unknown> => database.photo.where('id').equals(id).and(({ state }) => state === 'taken').delete();

/** Photos of these names that are on this device. */
export const photosHere = async (names: readonly string[]): Promise<PhotoRow[]> => (await database.photo.bulkGet([...names])).filter((row) => row !== undefined);

/** Fetches a photo that a colleague took, and keeps it: at the return one compares with the handover, maybe without network. */
export async function lookUp(look: Look, id: string): Promise<void> {
	const image = await fetchPhoto(quarterName(), id).catch((error: unknown) => {
		if (!(error instanceof Unreachable)) throw error;
		return undefined;
	});
	if (image) await keeping(() => database.photo.add({ id, request: look.request, when: look.when, image, state: 'sent' }));
}
