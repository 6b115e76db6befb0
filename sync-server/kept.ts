import type { Database } from './store/store.ts';

type Kept = Record<string, unknown>;

/**
 * Changes one of the server's own local documents by compare-and-set, so that it holds with any number of servers.
 * @param change is given what is kept now, and called again where another server was faster; undefined leaves it as it is.
 */
export async function changeKept<T extends Kept>(database: Database, id: string, change: (kept: T | undefined) => T | undefined): Promise<void> {
	for (;;) {
		const found = await database.getLocal(id);
		const next = change(found as (T & typeof found) | undefined);
		if (next === undefined) return;
		const { _id, _rev, ...fields } = next;
		if ((await database.putLocal(id, fields, found?._rev)) !== undefined) return;
	}
}
