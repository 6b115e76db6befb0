/** What a JPEG keeps besides its picture and is needed to show it: JFIF, colour profile, Adobe's colour transform. */
const NEEDED = new Set([0xe0, 0xe2, 0xee]);
/** EXIF with the place it was taken at, XMP, captions, comments, and whatever else programs leave in a photo. */
const isExtra = (marker: number) => marker === 0xfe || (marker >= 0xe0 && marker <= 0xef && !NEEDED.has(marker));
/** Says how large the picture is; of the numbers between, three mean something else. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const SCAN = 0xda;

export type Jpeg = { width: number; height: number; bytes: Uint8Array<ArrayBuffer> };

/**
 * Reads a JPEG by its content, whatever it is called.
 * @returns its size in pixels and the same picture without anything else in the file (where and with what it was taken);
 * undefined for what is no JPEG, or not a whole one.
 */
export function readJpeg(bytes: Uint8Array): Jpeg | undefined {
	const at = (index: number) => bytes[index] ?? 0;
	const short = (index: number) => (at(index) << 8) | at(index + 1);
	if (short(0) !== 0xffd8 || short(bytes.length - 2) !== 0xffd9) return undefined;
	const kept = [bytes.subarray(0, 2)];
	let size: { width: number; height: number } | undefined;
	for (let start = 2; ; ) {
		const marker = at(start + 1);
		const end = start + 2 + short(start + 2);
		if (at(start) !== 0xff || end < start + 4 || end > bytes.length - 2) return undefined;
		if (isFrame(marker)) size = { height: short(start + 5), width: short(start + 7) };
		if (marker === SCAN) return size?.width && size.height ? { ...size, bytes: joined([...kept, bytes.subarray(start)]) } : undefined;
		if (!isExtra(marker)) kept.push(bytes.subarray(start, end));
		start = end;
	}
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
	const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
