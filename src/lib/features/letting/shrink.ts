import { readJpeg } from '#lib/kernel/jpeg.ts';
import { EDGE, PHOTO_BYTES } from './photo.ts';

/** Tried one after the other; where none is small enough, the picture is made smaller. */
const QUALITIES = [0.82, 0.7, 0.55];
const SMALLER = 0.75;

/**
 * Scales a photo down on this device. It is drawn anew, so nothing that the file said beside its picture is in it.
 * @returns a JPEG of at most `EDGE` pixels a side and `PHOTO_BYTES`; undefined for what this browser cannot read.
 */
export async function shrink(file: Blob): Promise<Blob | undefined> {
	const picture = await createImageBitmap(file).catch(() => undefined);
	if (!picture) return undefined;
	try {
		for (let edge = EDGE; ; edge *= SMALLER) {
			const canvas = drawn(picture, edge);
			for (const quality of QUALITIES) {
				const small = await canvas.convertToBlob({ type: 'image/jpeg', quality });
				// Some browsers write EXIF of their own.
				const photo = readJpeg(new Uint8Array(await small.arrayBuffer()));
				if (photo && photo.bytes.length <= PHOTO_BYTES) return new Blob([photo.bytes], { type: 'image/jpeg' });
			}
		}
	} finally {
		picture.close();
	}
}

function drawn(picture: ImageBitmap, edge: number): OffscreenCanvas {
	const scale = Math.min(1, edge / Math.max(picture.width, picture.height));
	const [width, height] = [picture.width, picture.height].map((length) => Math.max(1, Math.round(length * scale))) as [number, number];
	const canvas = new OffscreenCanvas(width, height);
	const paper = canvas.getContext('2d')!;
	// What is transparent would be black in a JPEG.
	paper.fillStyle = '#fff';
	paper.fillRect(0, 0, width, height);
	paper.drawImage(picture, 0, 0, width, height);
	return canvas;
}
