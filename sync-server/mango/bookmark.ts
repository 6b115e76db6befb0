import { invalidBookmark } from './find-request.ts';
import type { Place } from './rows.ts';

/** The place a page ended, for the next one to begin after: it holds whatever happens to that document. */
export const writeBookmark = ({ id, key }: Place): string => Buffer.from(JSON.stringify([id, key])).toString('base64url');

/** @throws MangoError `invalid_bookmark`. */
export function readBookmark(text: string): Place {
	try {
		const [id, key] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
		if (typeof id === 'string' && Array.isArray(key)) return { id, key };
	} catch {
		// Not ours, as what follows says.
	}
	throw invalidBookmark(text);
}
