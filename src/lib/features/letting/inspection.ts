import { check } from '#lib/kernel/check.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { type Inspection, inspection } from './entity.ts';

/** What the checklist holds while somebody goes through it, by the words of its lines; a line nobody looked at is not there. */
export type Looked = { lines: Record<string, 'ok' | 'wrong'>; notes: Record<string, string>; headcount: string; note: string };

/** Nothing looked at yet. */
export const notLooked = (): Looked => ({ lines: {}, notes: {}, headcount: '', note: '' });

/**
 * What was found, with the words of the lines as they were read.
 * @param photos their names, in order.
 * @returns the failures with the form's field.
 */
export function inspectionFrom(items: readonly string[], { lines, notes, headcount, note }: Looked, photos: readonly string[] = []): { found: Omit<Inspection, 'at' | 'by'>; failures?: undefined } | { failures: Failure[]; found?: undefined } {
	const open = items.findIndex((item) => !lines[item]);
	if (open !== -1) return { failures: [failure('missing', `item-${open}`)] };
	if (headcount.trim() && !/^\d{1,5}$/.test(headcount.trim())) return { failures: [failure('invalid', 'headcount')] };
	const found = {
		items: items.map((item) => ({ item, ok: lines[item] === 'ok', ...(lines[item] === 'wrong' && notes[item]?.trim() ? { note: notes[item].trim() } : {}) })),
		...(headcount.trim() && { headcount: Number(headcount) }),
		...(note.trim() && { note: note.trim() }),
		...(photos.length > 0 && { photos: [...photos] })
	};
	const { failures } = check(inspection, { ...found, at: new Date(0).toISOString(), by: 'form' });
	return failures ? { failures } : { found };
}
