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
const found = (db: PouchDB.Database, id: string, options: PouchDB.Core.GetOptions = {}): Promise<Local | undefined> =>
	db.get(id, options).then(
		(doc) => doc as unknown as Local,
		(error: { status?: number }) => {
			if (error.status !== 404) throw error;
			return undefined;
		}
	);

/** The revisions with their histories, as replication sends them; the newest one where an asked one was replaced. */
async function histories(db: PouchDB.Database, revs: ReadonlyMap<string, string>): Promise<Local[]> {
	const docs = [...revs].map(async ([id, rev]) => (await found(db, id, { rev, revs: true })) ?? found(db, id, { revs: true }));
	return (await Promise.all(docs)).filter((doc) => doc !== undefined);
}

/**
 * Asks the server which of these revisions it lacks and sends those. This, not PouchDB's events, is what counts as sent:
 * a refused row would otherwise be stranded behind the checkpoint for ever.
 */
async function settleBatch(replica: Replica, name: Name, revs: ReadonlyMap<string, string>, signal: AbortSignal) {
	const base = `/db/${replica.quarter}-${name}`;
	const { status, body } = await asked(`${base}/_revs_diff`, signal, Object.fromEntries([...revs].map(([id, rev]) => [id, [rev]])));
	if (status !== 200) throw new Unreachable(`answered ${status}`);
	const missing = new Map([...revs].filter(([id]) => Object.hasOwn(body as object, id)));
	const errors = missing.size === 0 ? [] : await send(base, await histories(replica.local[name], missing), signal);
	await note(name, revs, errors);
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
async function giveUp(replica: Replica, { id, database: name }: RefusedRow, signal: AbortSignal) {
	const { status, body } = await asked(`/db/${replica.quarter}-${name}/${encodeURIComponent(id)}`, signal);
	if (status !== 200 && status !== 404) throw new Unreachable(`answered ${status}`);
	const db = replica.local[name];
	const ours = await found(db, id);
	const theirs = status === 200 ? { ...(body as Local), _rev: ours?._rev } : { _id: id, _rev: ours?._rev, _deleted: true };
	if (ours) await db.put(applied({}, theirs) as { _id: string });
	await database.refused.delete(id);
}

async function grant(replica: Replica, signal: AbortSignal) {
	for (const row of (await database.refused.toArray()).filter(({ wish }) => wish)) {
		if (row.wish === 'give-up') {
			await giveUp(replica, row, signal);
			continue;
		}
		const doc = await found(replica.local[row.database], row.id);
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
