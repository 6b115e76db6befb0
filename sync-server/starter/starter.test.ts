import { describe, expect, it } from 'vitest';
import { catalogue, isKind, readDocument } from '#lib/features/catalogue.ts';
import { starterDocuments } from './documents.ts';
import { sampleDocuments } from './sample.ts';

describe('what a new quarter starts with', () => {
	it('is valid and public, without sample content', () => {
		for (const document of starterDocuments('hafencity')) {
			expect(readDocument(document).failures, String(document._id)).toBeUndefined();
			expect(isKind(document.kind) && catalogue[document.kind].database).toBe('public');
			expect(document.sample).toBeUndefined();
		}
	});

	it('comes with a valid sample', () => {
		for (const document of sampleDocuments('2026-11-22', '2026-11-22T12:00:00.000Z').public) {
			expect(readDocument(document).failures, String(document._id)).toBeUndefined();
		}
	});
});
