import { OWN } from '../context.ts';
import { changeKept } from '../kept.ts';
import type { Database } from '../store/store.ts';

/** How large one local document may be, in characters of JSON: a replicator's with its whole history has about 20,000. */
export const LARGEST_LOCAL = 64 * 1024;
/** How many an account has per database: every browser profile that ever replicated has one or two. */
export const MOST_LOCAL = 500;

type Owned = { ids: string[] };

/**
 * Notes that an account keeps a local document here, and lets go of its oldest where it has too many (SPEC 2.8): a replica
 * that finds none starts from the beginning and loses nothing, while a refusal would stop it.
 */
export async function noteCheckpoint(database: Database, account: string, id: string, most = MOST_LOCAL): Promise<void> {
	let gone: string[] = [];
	await changeKept<Owned>(database, `${OWN}checkpoints:${account}`, (kept) => {
		const others = (kept?.ids ?? []).filter((one) => one !== id);
		gone = others.slice(0, Math.max(0, others.length + 1 - most));
		return { ids: [...others.slice(gone.length), id] };
	});
	for (const old of gone) await database.deleteLocal(old);
}
