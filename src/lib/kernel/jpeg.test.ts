import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jpegOf } from '../../../tests/fixtures/jpeg.ts';
import { readJpeg } from './jpeg.ts';

const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

test('a JPEG tells its size; where it was taken and what somebody wrote in it is gone, its colours and picture are not', () => {
	const { width, height, bytes } = readJpeg(jpegOf({ width: 1600, height: 900 }))!;
	expect([width, height]).toEqual([1600, 900]);
	expect(textOf(bytes)).not.toMatch(/GPS|Exif|Erika/);
	for (const kept of ['JFIF', 'ICC_PROFILE', 'picture']) expect(textOf(bytes)).toContain(kept);
	expect(readJpeg(bytes)!.bytes, 'nothing more to take').toEqual(bytes);
});

test('what is cut off anywhere, or has something behind its end, is none', () => {
	const whole = jpegOf();
	fc.assert(fc.property(fc.nat(whole.length - 1), (length) => void expect(readJpeg(whole.subarray(0, length))).toBeUndefined()));
	expect(readJpeg(new Uint8Array([...whole, ...Buffer.from('<script>')]))).toBeUndefined();
	expect(readJpeg(jpegOf({ width: 0 }))).toBeUndefined();
});

test('whatever the bytes are, it ends, and what it keeps is a JPEG', () => {
	const changed = fc.tuple(fc.nat(jpegOf().length - 1), fc.nat(255));
	fc.assert(
		fc.property(fc.array(changed, { maxLength: 4 }), (changes) => {
			const bytes = jpegOf();
			for (const [index, value] of changes) bytes[index] = value;
			const read = readJpeg(bytes);
			if (read) expect(readJpeg(read.bytes)).toEqual(read);
		})
	);
});
