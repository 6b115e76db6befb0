import { type PhotoRow, database } from '#lib/storage/database.ts';
import { setting } from '#lib/storage/settings.ts';
import { reached } from './contact.ts';
import { Unreachable, busy, fetchWhole, isBusy, isJson } from './fetch.ts';
import { each, keepTrying } from './loop.ts';
import { park } from './park.ts';
import { failuresOf } from './problem.ts';
import { until } from './until.ts';

const HOUR = 3_600_000;
const TYPE = 'data:image/jpeg;base64,';

/** The photo of a data URL as bytes. */
const bytesOf = (image: string) => Uint8Array.from(atob(image.slice(TYPE.length)), (letter) => letter.charCodeAt(0));

const addressOf = (quarter: string, id: string) => `/api/${quarter}/photos/${id}`;

const waiting = async () => (await database.photo.where('state').equals('waiting').sortBy('id')).filter(({ refused }) => !refused);

/** Sends one photo. What the server refuses stays here with the reason; one whose booking is deleted goes with it. */
async function deliverOne(quarter: string, { id, request, image }: PhotoRow, signal: AbortSignal) {
	const signIns = await setting('signIns');
	const address = `${addressOf(quarter, id)}?request=${encodeURIComponent(request)}`;
	const { status, headers, text } = await fetchWhole(address, { method: 'PUT', body: bytesOf(image), headers: { 'Content-Type': 'image/jpeg' }, signal });
	if (isBusy(status)) throw busy(status, headers);
	if (!isJson(headers)) throw new Unreachable('not our server: the answer is not JSON');
	if (status === 401) return park(signIns);
	reached();
	if (status === 201) await database.photo.update(id, { state: 'sent' });
	else if (status === 404) await database.photo.delete(id);
	else await database.photo.update(id, { refused: failuresOf(JSON.parse(text)) ?? [] });
}

/** Brings the photos that wait to the server, the oldest first. @throws Unreachable; what was not sent waits. */
export const deliverPhotos = async (quarter: string, signal: AbortSignal): Promise<void> => each(await waiting(), (row) => deliverOne(quarter, row, signal));

/** Photos go with their booking from this device, too. */
export async function forgetPhotos(): Promise<void> {
	const here = await database.photo.where('state').notEqual('waiting').toArray();
	const requests = new Set((await database.request.where('_id').anyOf(here.map(({ request }) => request)).primaryKeys()) as string[]);
	await database.photo.bulkDelete(here.filter(({ request }) => !requests.has(request)).map(({ id }) => id));
}

/** Sends what waits whenever there is something and a session, and forgets what is over, until the signal ends. */
export function carryPhotos(quarter: string, signal: AbortSignal): void {
	void keepTrying(forgetPhotos, signal, { between: HOUR });
	void keepTrying(async () => {
		await until(async () => !(await setting('parked')) && (await waiting()).length > 0, signal);
		if (!signal.aborted) await deliverPhotos(quarter, signal);
	}, signal);
}

/**
 * A photo from the server, as a data URL.
 * @returns undefined where the server has none, or not yet. @throws Unreachable
 */
export async function fetchPhoto(quarter: string, id: string): Promise<string | undefined> {
	const answer = await fetch(addressOf(quarter, id)).catch((error: unknown) => {
		throw new Unreachable(String(error));
	});
	if (answer.headers.get('Content-Type') !== 'image/jpeg') return undefined;
	return imageOf(await answer.blob());
}

/** A photo as a data URL: what the content security policy lets a page show, and what keeps in every browser's storage. */
export const imageOf = (photo: Blob): Promise<string> =>
	new Promise((resolve, reject) => {
		const reader = new FileReader();
		reader.onload = () => resolve(reader.result as string);
		reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
		reader.readAsDataURL(photo);
	});
