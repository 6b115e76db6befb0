import { type WriteRow, database } from '#lib/storage/database.ts';
import { applied } from '#lib/storage/rows.ts';
import type { Replica } from './desk-replica.ts';
import { owe } from './ledger.ts';
import { pause } from './loop.ts';

/** How often a change is laid on a document that changes under it, before it waits for the next round. */
const TRIES = 10;
/** How soon to look again for a document that is still to come from the server. Milliseconds. */
const SOON = 1000;

type Stored = Record<string, unknown> & { _id: string; _rev: string };
type Missing = { status?: number; reason?: string };

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const changesNothing = (doc: Stored, set: Record<string, unknown>) => Object.entries(set).every(([key, value]) => isSame(doc[key], value));

const current = (db: PouchDB.Database, id: string): Promise<Stored | 'missing' | 'deleted'> =>
	db.get(id).then(
		(doc) => doc as unknown as Stored,
		(error: Missing) => {
			if (error.status !== 404) throw error;
			return error.reason === 'deleted' ? 'deleted' : 'missing';
		}
	);

/**
 * Lays one change on the document as PouchDB has it now. Doing it twice is the same as once, so a crash after it is harmless.
 * @returns the revision that holds it; `missing` or `deleted` where there is no document to change.
 */
async function lay(db: PouchDB.Database, { doc: id, set, isNew }: WriteRow): Promise<{ rev: string } | 'missing' | 'deleted'> {
	for (let tries = 0; tries < TRIES; tries++) {
		const doc = await current(db, id);
		if (typeof doc === 'string' && !isNew) return doc;
		if (typeof doc === 'object' && (isNew || changesNothing(doc, set))) return { rev: doc._rev };
		const next = applied(typeof doc === 'object' ? doc : { _id: id }, set) as { _id: string };
		try {
			return await db.put(next);
		} catch (error) {
			if ((error as Missing).status !== 409) throw error;
		}
	}
	throw new Error(`${id} changes faster than it can be written`);
}

async function refuse(row: WriteRow, reason: string) {
	await database.transaction('rw', database.write, database.refused, async () => {
		await database.refused.put({ id: row.doc, database: row.database, reason, at: new Date().toISOString(), set: row.set });
		await database.write.delete(row.seq as number);
	});
}

/**
 * Tells PouchDB what the desk changed on this device, in the order it was done. The `write` row goes when PouchDB has it, and
 * the document is owed to the server from then on. A change of a document that somebody deleted is refused, not dropped silently.
 */
export async function drain(replica: Replica, signal: AbortSignal): Promise<void> {
	for (const row of await database.write.orderBy('seq').toArray()) {
		if (signal.aborted) return;
		const laid = await lay(replica.local[row.database], row);
		if (laid === 'missing' && !replica.complete.has(row.database)) return pause(SOON, signal, ['all']);
		if (typeof laid === 'string') {
			await refuse(row, 'deleted');
			continue;
		}
		await database.transaction('rw', database.write, database.setting, async () => {
			await owe(row.doc, row.database, laid.rev);
			await database.write.delete(row.seq as number);
		});
	}
}
