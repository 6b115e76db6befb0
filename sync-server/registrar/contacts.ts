import { editConflictId } from '#lib/features/edit-conflict/entity.ts';
import { addDays, dayOf, toLocal } from '#lib/kernel/moments.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { LAST, storedBetween, tombstoneOf } from '../reading.ts';
import type { StoredDoc } from '../store/store.ts';

/** The last day on which the contact of a request may be read: so many days after the last one that was asked for. */
export const keepUntil = (wished: string, days: number) => addDays(wished, days);

/**
 * Deletes the contacts whose `keepUntil` has passed, every revision of them, and what conflicting edits of them left at
 * the desk (SPEC 5.6). The tombstone holds nothing but the id, which says nothing about the person.
 * @returns how many contacts went.
 */
export async function deleteOldContacts({ now }: Pick<ServerContext, 'now'>, { desk }: Pick<Quarter, 'desk'>): Promise<number> {
	const today = dayOf(toLocal(now()));
	let count = 0;
	for await (const contact of storedBetween(desk, 'contact:', `contact:${LAST}`)) {
		if (!(typeof contact.keepUntil === 'string' && contact.keepUntil < today)) continue;
		const clashes = editConflictId(await hashOf(contact._id));
		const gone: StoredDoc[] = [];
		for await (const clash of storedBetween(desk, clashes, clashes + LAST)) gone.push(clash);
		const leaves = await desk.openRevisions(contact._id, 'all');
		gone.push(...leaves.flatMap((leaf) => ('ok' in leaf && !leaf.ok._deleted ? [leaf.ok] : [])));
		await desk.bulkDocs(gone.map(tombstoneOf));
		count++;
	}
	if (count > 0) await desk.erase();
	return count;
}
