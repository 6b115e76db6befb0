import { EDGE, PHOTO_BYTES, photoName } from '#lib/features/letting/photo.ts';
import { check } from '#lib/kernel/check.ts';
import { isStaff } from '#lib/kernel/entity.ts';
import { failure } from '#lib/kernel/failure.ts';
import { ref } from '#lib/kernel/fields.ts';
import { readJpeg } from '#lib/kernel/jpeg.ts';
import { readBytes } from './body.ts';
import type { Quarter, ServerContext } from './context.ts';
import { Refused, refused } from './problem.ts';
import { tombstoneOf } from './reading.ts';
import { digestOf } from './store/attachment.ts';

type Context = Pick<ServerContext, 'actorOf' | 'now'>;

/** What the one attachment of a photo's document is called. */
const IMAGE = 'image';
const TYPE = 'image/jpeg';
const idOf = (name: string) => `photo:${name}`;

/** @throws Refused `signed-out` or `forbidden` for whoever is not of the office. */
async function checkStaff({ actorOf }: Context, message: Request, address: string | undefined): Promise<void> {
	const actor = await actorOf(message, address);
	if (!actor || actor.name === null) throw refused('signed-out');
	if (!isStaff(actor)) throw refused('forbidden');
}

/**
 * `PUT /api/<quarter>/photos/<name>?request=…`: keeps a photo that staff took of the room of a request, without anything that
 * the file says beside the picture (SPEC 4.12). The same one again changes nothing; another one is refused.
 * @throws Refused `not-a-photo` or `photo-too-large`, by its content and not by what it is called; `not-found` where it, or
 * what it is about, was deleted.
 */
export async function takePhoto(context: Context, quarter: Quarter, name: string, message: Request, address: string | undefined): Promise<Response> {
	await checkStaff(context, message, address);
	if (check(photoName(), name).failures) throw new Refused(failure('invalid', 'id'));
	const { value: request } = check(ref('request'), new URL(message.url).searchParams.get('request'));
	if (!request) throw new Refused(failure('invalid', 'request'));
	const data = await pictureIn(message);
	if ((await quarter.desk.get(request))?._deleted) throw refused('not-found');
	if (!(await isKept(quarter, name, data))) {
		const doc = { _id: idOf(name), request, at: context.now().toISOString(), _attachments: { [IMAGE]: { content_type: TYPE, data } } };
		const [written] = await quarter.photos.bulkDocs([doc]);
		if (written && 'error' in written && !(written.error === 'conflict' && (await isKept(quarter, name, data)))) throw new Error(`${name} could not be written`);
	}
	return Response.json({ id: name }, { status: 201 });
}

async function pictureIn(message: Request): Promise<Buffer> {
	if (message.headers.get('Content-Type') !== TYPE) throw refused('not-a-photo');
	const bytes = await readBytes(message, PHOTO_BYTES).catch((error: unknown) => {
		throw error instanceof Refused && error.failures[0].code === 'too-large' ? refused('photo-too-large', error.headers) : error;
	});
	const photo = readJpeg(bytes);
	if (!photo) throw refused('not-a-photo');
	if (photo.width > EDGE || photo.height > EDGE) throw refused('photo-too-large');
	return Buffer.from(photo.bytes);
}

/** Whether this very photo is kept already. @throws Refused where it was deleted, or another one has its name. */
async function isKept({ photos }: Quarter, name: string, data: Buffer): Promise<boolean> {
	const before = await photos.get(idOf(name));
	if (!before) return false;
	if (before._deleted) throw refused('not-found');
	if (before._attachments?.[IMAGE]?.digest !== digestOf(data)) throw refused('forbidden');
	return true;
}

/** `GET /api/<quarter>/photos/<name>`, for staff. @throws Refused `not-found` where there is none any more. */
export async function tellPhoto(context: Context, quarter: Quarter, name: string, message: Request, address: string | undefined): Promise<Response> {
	await checkStaff(context, message, address);
	const found = await quarter.photos.attachment(idOf(name), IMAGE);
	if (!found) throw refused('not-found');
	return new Response(Buffer.from(found.body), { headers: { 'Content-Type': TYPE, 'Content-Security-Policy': "sandbox; default-src 'none'" } });
}

/** `DELETE /api/<quarter>/photos/<name>`, for staff: somebody on it does not want to be. @throws Refused `not-found` where there is none any more. */
export async function removePhoto(context: Context, { photos }: Quarter, name: string, message: Request, address: string | undefined): Promise<Response> {
	await checkStaff(context, message, address);
	const found = await photos.get(idOf(name));
	if (!found || found._deleted) throw refused('not-found');
	await photos.bulkDocs([tombstoneOf(found)]);
	await photos.erase();
	return Response.json({ id: name });
}
