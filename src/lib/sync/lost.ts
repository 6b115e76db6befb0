import { catalogue, isKind } from '#lib/features/catalogue.ts';
import { kindOf } from '#lib/kernel/ids.ts';

/** Whether only the server writes documents of this kind: then this device never made one, it was given it. */
export const isServersOwn = (id: string): boolean => {
	const kind = kindOf(id);
	return isKind(kind) && !catalogue[kind].mayWrite({ name: '', roles: ['manager', 'staff'] });
};

type Leaf = { ok?: { _rev: string; _deleted?: true } };
/** As much of PouchDB as it takes. */
type Local = { get(id: string, options: { open_revs: 'all' }): Promise<unknown>; remove(id: string, rev: string): Promise<unknown> };
type Remote = { revsDiff(asked: Record<string, string[]>): Promise<Record<string, { missing?: string[] | undefined }>> };

/**
 * Takes back what the server once wrote and does not hold any more: it was restored from an older copy. Left in place it
 * could win over what the server says now, and a desk would show a confirmation that does not exist.
 */
export async function forgetLost(local: Local, remote: Remote, id: string): Promise<void> {
	const leaves = await local.get(id, { open_revs: 'all' });
	const alive = (leaves as Leaf[]).flatMap(({ ok }) => (ok && !ok._deleted ? [ok._rev] : []));
	const { [id]: diff } = await remote.revsDiff({ [id]: alive });
	for (const rev of diff?.missing ?? []) await local.remove(id, rev);
}
