import * as z from 'zod/mini';

/** As many photos one look at a room has. */
export const MOST_PHOTOS = 12;
/** What a photo is scaled down to on the device, its longest edge. Pixels. */
export const EDGE = 1600;
/** What it then has at most, on its way and at the server. Bytes. */
export const PHOTO_BYTES = 300_000;
/** A file that is larger is not read at all: all of it and its picture are in memory at once. Bytes. */
export const FILE_BYTES = 32 * 1024 * 1024;

/** Which photo: the device names it, as it names everything that comes to be without network. */
export const photoName = () => z.string().check(z.regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));

const starts = (bytes: Uint8Array, signature: string, at = 0) => [...signature].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
/** Pictures of ISO's media files: HEIC of iPhones, AVIF. */
const brands = ['heic', 'heix', 'hevc', 'mif1', 'msf1', 'avif'];

/** Whether a file is a photo by how it begins, whatever it is called: JPEG, PNG, WebP, HEIC or AVIF. A drawing that can run scripts (SVG) is none. */
export function isPhoto(head: Uint8Array): boolean {
	if (starts(head, '\xff\xd8\xff') || starts(head, '\x89PNG\r\n\x1a\n')) return true;
	if (starts(head, 'RIFF') && starts(head, 'WEBP', 8)) return true;
	return starts(head, 'ftyp', 4) && brands.some((brand) => starts(head, brand, 8));
}
