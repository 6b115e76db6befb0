import type { DocOptions, OpenRevision } from '../store/store.ts';
import { isOffice } from './access.ts';
import type { Asked } from './asked.ts';

type Reading = Pick<Asked, 'actor' | 'database'>;

/** The revisions asked for, as `Database.openRevisions` gives them; those that were replaced are missing to all but the office (SPEC 3.9). */
export async function readableRevisions(
	{ actor, database }: Reading,
	id: string,
	revs: readonly string[] | 'all',
	options: DocOptions & { latest?: boolean }
): Promise<OpenRevision[]> {
	const found = await database.openRevisions(id, revs, options);
	if (revs === 'all' || isOffice(actor)) return found;
	const leaves = await database.openRevisions(id, 'all');
	const stands = (rev: string) => leaves.some((leaf) => 'ok' in leaf && leaf.ok._rev === rev);
	return found.map((one) => ('ok' in one && !stands(one.ok._rev) ? { missing: one.ok._rev } : one));
}
