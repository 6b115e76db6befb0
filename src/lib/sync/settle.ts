import { type RefusedRow, database } from '#lib/storage/database.ts';
import { setting } from '#lib/storage/settings.ts';
import { applied } from '#lib/storage/rows.ts';
import { reached } from './contact.ts';
import type { Replica } from './desk-replica.ts';
import { type Answer, Unreachable, ask } from './fetch.ts';
import { ledger, owe, strikeOff } from './ledger.ts';
import { park } from './park.ts';

/** Documents per request. */
const BATCH = 100;

type Name = 'public' | 'desk';
type ErrorRow = { id: string; error: string; reason?: string };
type Local = Record<string, unknown> & { _id: string; _rev: string };

/** The session is over: nothing of a batch may be touched. */
class SignedOut extends Error {}

async function asked(path: string, signal: AbortSignal, send?: unknown): Promise<Answer> {
	const answer = await ask(path, { signal, send });
	if (answer.status === 401) throw new SignedOut();
	reached();
	return answer;
}

/** Whether the server knows who is at this desk. An anonymous push would be refused row by row instead of as a whole. */
export async function isSignedIn(signal: AbortSignal): Promise<boolean> {
	const { status, body } = await ask('/db/_session', { signal });
	return status === 200 && Boolean((body as { userCtx?: { name?: string | null } }).userCtx?.name);
}

/** A document of this device, or undefined where there is none; a database that fails is no reason to think so. */
const orNone = <T>(work: Promise<T>): Promise<T | undefined> =>
	work.catch((error: { status?: number }) => {
		if (error.status !== 404) throw error;
		return undefined;
	});

/** Every open revision of a document with its history, as replication sends them: what somebody wrote need not be the winner. */
async function openRevisions(db: PouchDB.Database, id: string): Promise<Local[]> {
	const found = (await orNone(db.get(id, { open_revs: 'all', revs: true }))) ?? [];
	return found.flatMap((one) => ('ok' in one ? [one.ok as unknown as Local] : []));
}

/** Which of these revisions the server does not have. */
async function unknownOf(base: string, docs: readonly Local[], signal: AbortSignal): Promise<Local[]> {
	const revs = Object.groupBy(docs, ({ _id }) => _id);
	const { status, body } = await asked(`${base}/_revs_diff`, signal, Object.fromEntries(Object.entries(revs).map(([id, open]) => [id, open!.map(({ _rev }) => _rev)])));
	if (status !== 200) throw new Unreachable(`answered ${status}`);
	const missing = body as Record<string, { missing: string[] } | undefined>;
	return docs.filter(({ _id, _rev }) => missing[_id]?.missing.includes(_rev));
}

/**
 * Asks the server which open revisions of these documents it lacks and sends those. This, not PouchDB's events, is what counts
 * as sent: a refused row would otherwise be stranded behind the checkpoint for ever.
 */
async function settleBatch(replica: Replica, name: Name, revs: ReadonlyMap<string, string>, signal: AbortSignal) {
	const base = `/db/${replica.quarter}-${name}`;
	const open = await Promise.all([...revs.keys()].map((id) => openRevisions(replica.local[name], id)));
	const unknown = await unknownOf(base, open.flat(), signal);
	await note(name, revs, unknown.length === 0 ? [] : await send(base, unknown, signal));
}

/** Notes what became of these revisions. A wish that somebody uttered meanwhile stays: it is about a newer revision. */
async function note(name: Name, revs: ReadonlyMap<string, string>, errors: readonly ErrorRow[]) {
	const at = new Date().toISOString();
	await database.transaction('rw', database.refused, database.setting, async () => {
		const wished = new Map((await database.refused.bulkGet([...revs.keys()])).flatMap((row) => (row?.wish ? [[row.id, row.wish] as const] : [])));
		await database.refused.bulkDelete([...revs.keys()].filter((id) => !wished.has(id)));
		for (const { id, error, reason } of errors) {
			const wish = wished.get(id);
			await database.refused.put({ id, database: name, reason: reason ?? error, at, ...(wish && { wish }) } satisfies RefusedRow);
		}
		await strikeOff(revs);
	});
}

async function send(base: string, docs: Local[], signal: AbortSignal): Promise<ErrorRow[]> {
	if (!(await isSignedIn(signal))) throw new SignedOut();
	const { status, body } = await asked(`${base}/_bulk_docs`, signal, { docs, new_edits: false });
	if (status === 201) return (body as ErrorRow[]).filter(({ error }) => error);
	if (docs.length > 1) {
		const errors: ErrorRow[] = [];
		for (const doc of docs) errors.push(...(await send(base, [doc], signal)));
		return errors;
	}
	const { reason, error } = body as Partial<ErrorRow>;
	return docs.map(({ _id }) => ({ id: _id, error: error ?? 'forbidden', reason: reason ?? `answered ${status}` }));
}

/** Takes the server's version of a refused document: laid over ours as a new revision, or ours deleted where it has none. */
async function giveUp(replica: Replica, row: RefusedRow, signal: AbortSignal) {
	const { id, database: name } = row;
	const base = `/db/${replica.quarter}-${name}`;
	const { status, body } = await asked(`${base}/${encodeURIComponent(id)}`, signal);
	if (status !== 200 && status !== 404) throw new Unreachable(`answered ${status}`);
	const db = replica.local[name];
	const ours = await orNone(db.get(id));
	const theirs = status === 200 ? { ...(body as Local), _rev: ours?._rev } : { _id: id, _rev: ours?._rev, _deleted: true };
	if (ours) {
		// Were the winner deleted one day, a losing revision that was given up would be back.
		for (const one of await unknownOf(base, await openRevisions(db, id), signal)) if (one._rev !== ours._rev && !one._deleted) await db.remove(id, one._rev);
		await db.put(applied({}, theirs) as { _id: string });
	}
	await database.refused.delete(id);
}

async function grant(replica: Replica, signal: AbortSignal) {
	for (const row of (await database.refused.toArray()).filter(({ wish }) => wish)) {
		if (row.wish === 'give-up') {
			await giveUp(replica, row, signal);
			continue;
		}
		const doc = await orNone(replica.local[row.database].get(row.id));
		await database.transaction('rw', database.refused, database.setting, async () => {
			if (doc) await owe(row.id, row.database, doc._rev);
			await database.refused.where('id').equals(row.id).modify((refused) => void delete refused.wish);
		});
	}
}

/**
 * Brings to the server what this device owes it, and does what people decided about refused documents. A session that
 * is over parks everything; nothing is touched then.
 * @throws Unreachable
 */
export async function settle(replica: Replica, signal: AbortSignal): Promise<void> {
	const signIns = await setting('signIns');
	try {
		await grant(replica, signal);
		for (const name of ['public', 'desk'] as const) {
			const owed = Object.entries(await ledger()).filter(([, entry]) => entry.database === name);
			for (let from = 0; from < owed.length; from += BATCH)
				await settleBatch(replica, name, new Map(owed.slice(from, from + BATCH).map(([id, { rev }]) => [id, rev])), signal);
		}
	} catch (error) {
		if (!(error instanceof SignedOut)) throw error;
		await park(signIns);
	}
}
