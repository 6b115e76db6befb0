import { randomUUID } from 'node:crypto';
import { databaseNames, type ServerContext } from './context.ts';
import { type Database, type StoredDoc, StoreError } from './store/store.ts';

/** How long an entry is kept (SPEC 2.15). */
export const KEPT_DAYS = 365;
/** Entries of one page, and removed in one go. */
const PAGE = 200;
const LAST = '\uffff';

/** What is written down: what changes who may do what, what is kept or what is there at all. */
export type Act =
	| 'account-made'
	| 'account-changed'
	| 'account-removed'
	| 'link-made'
	| 'link-withdrawn'
	| 'password-changed'
	| 'password-reset'
	| 'sign-in-failed'
	| 'database-made'
	| 'database-removed'
	| 'security-changed'
	| 'purged'
	| 'restored'
	| 'sample-removed';

export type Entry = {
	at: string;
	act: Act;
	/** The account that did it; null where nobody was signed in. */
	by: string | null;
	/** The account or database it was done to. */
	on?: string;
	role?: string;
	/** Of a partner. */
	houses?: readonly string[];
	count?: number;
	/** Of `sign-in-failed`: how often in this hour, by account; names that are no account's are not kept, only counted. */
	counts?: Record<string, number>;
};
const NO_ACCOUNT = '';

export type Audit = ReturnType<typeof openAudit>;

/**
 * The audit trail of administrative acts: a database of its own that nobody writes to from outside, one document per entry
 * with a time-ordered id. Of people it holds the names of accounts, no address and nothing else.
 */
export function openAudit({ store, settings, now, log }: Pick<ServerContext, 'store' | 'settings' | 'now' | 'log'>) {
	const name = databaseNames(settings.quarter).audit;
	let pruned = '';

	async function trail(): Promise<Database> {
		const found = await store.database(name);
		if (found) return found;
		await store.create(name);
		return (await store.database(name))!;
	}

	/** The act is done by now: an entry that cannot be written must not make it look undone, but is told to whoever runs the server. */
	async function reliably(work: (trail: Database) => Promise<void>): Promise<void> {
		try {
			const database = await trail();
			await work(database);
			await prune(database);
		} catch (error) {
			log(`audit: an entry could not be written (${error instanceof Error ? error.message : String(error)})`);
		}
	}

	/** Once a day, what is older than `KEPT_DAYS` goes, without a trace. What does not go is tried again the next day. */
	async function prune(database: Database): Promise<void> {
		const today = now().toISOString().slice(0, 10);
		if (pruned === today) return;
		pruned = today;
		const oldest = new Date(now().getTime() - KEPT_DAYS * 86_400_000).toISOString();
		for (let startkey = 'entry:'; ; ) {
			const { rows } = await database.allDocs({ startkey, endkey: `entry:${oldest}`, limit: PAGE });
			const old = rows.flatMap((row) => ('value' in row ? [[row.id, [row.value.rev]] satisfies [string, [string]]] : []));
			if (old.length > 0) await forget(database, old);
			if (rows.length < PAGE) return;
			startkey = rows.at(-1)!.key;
		}
	}

	return {
		/** Writes one down. Never rejects. */
		note: (entry: Omit<Entry, 'at' | 'counts'>) =>
			reliably(async (database) => {
				const at = now().toISOString();
				const [row] = await database.bulkDocs([{ _id: `entry:${at}:${randomUUID()}`, at, ...entry }]);
				if (row && 'error' in row) throw new Error(row.error);
			}),

		/** Counts a failed sign-in. @param account that it was tried for; undefined where there is none of that name. */
		failedSignIn: (account: string | undefined) =>
			reliably(async (database) => {
				const at = `${now().toISOString().slice(0, 13)}:00:00.000Z`;
				for (;;) {
					const found = await database.get(`entry:${at}:sign-in-failed`);
					const counts = { ...(found?.counts as Entry['counts']) };
					counts[account ?? NO_ACCOUNT] = (counts[account ?? NO_ACCOUNT] ?? 0) + 1;
					const entry = { at, act: 'sign-in-failed', by: null, counts } satisfies Entry;
					const [row] = await database.bulkDocs([{ _id: `entry:${at}:sign-in-failed`, ...(found && !found._deleted && { _rev: found._rev }), ...entry }]);
					if (row && 'ok' in row) return;
					if (row?.error !== 'conflict') throw new Error(row?.error);
				}
			}),

		/** The newest first, a page of them. @param before the `next` of the page before. */
		async entries(before?: string): Promise<{ entries: Entry[]; next: string | undefined }> {
			const { rows } = await (await trail()).allDocs({ startkey: before ?? `entry:${LAST}`, endkey: 'entry:', descending: true, skip: before === undefined ? 0 : 1, limit: PAGE, includeDocs: true });
			const docs = rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc] : []));
			return { entries: docs.map(entryOf), next: docs.length === PAGE ? docs.at(-1)!._id : undefined };
		}
	};
}

/** CouchDB lets nobody but its own administrators purge: to others the id of an entry stays, which tells its time, as a tombstone, and once it has compacted nothing else. */
async function forget(database: Database, old: readonly (readonly [id: string, revs: [string]])[]): Promise<void> {
	try {
		await database.purge(Object.fromEntries(old));
	} catch (error) {
		if (!(error instanceof StoreError && error.isForbidden)) throw error;
		await database.bulkDocs(old.map(([_id, [_rev]]) => ({ _id, _rev, _deleted: true })));
		await database.erase();
	}
}

const entryOf = ({ _id, _rev, ...entry }: StoredDoc) => entry as unknown as Entry;
