import { expect, test } from 'vitest';
import { check } from '#lib/kernel/check.ts';
import { isPhoto, photoName } from './photo.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));

test.each([
	['JPEG', '\xff\xd8\xff\xe0'],
	['PNG', '\x89PNG\r\n\x1a\n'],
	['WebP', 'RIFF\x10\0\0\0WEBP'],
	['HEIC', '\0\0\0\x18ftypheic'],
	['AVIF', '\0\0\0\x18ftypavif']
])('%s is a photo by how it begins', (_, head) => {
	expect(isPhoto(bytes(head))).toBe(true);
});

test.each([
	['SVG', '<svg xmlns="http://www.w3.org/2000/svg">'],
	['PDF', '%PDF-1.7'],
	['a sound in WebP’s box', 'RIFF\x10\0\0\0WAVE'],
	['a film', '\0\0\0\x18ftypisom'],
	['nothing', ''],
	['half of a beginning', '\xff\xd8']
])('%s is none', (_, head) => {
	expect(isPhoto(bytes(head))).toBe(false);
});

test('a photo is named by the device; a name that leads elsewhere is none', () => {
	expect(check(photoName(), '01930000-0000-7000-8000-000000000001').failures).toBeUndefined();
	for (const name of ['', '../desk', 'A'.repeat(36), '01930000-0000-7000-8000-00000000000100']) expect(check(photoName(), name).failures).toBeDefined();
});
