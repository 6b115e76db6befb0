import { database } from '#lib/storage/database.ts';
import { PROJECTION, markComplete, project, replace } from '#lib/storage/projector.ts';
import type { RawDoc } from '#lib/storage/rows.ts';
import { keepTrying } from './loop.ts';
import { until } from './until.ts';

type ReplicaSource = 'replica-public' | 'replica-desk';

/** Documents per transaction of the read model. */
const PAGE = 500;

/**
 * Brings the next page of PouchDB's changes into the tables, from where the last one ended.
 * Tables of another projection are rebuilt from all documents at once.
 * @returns whether there was something.
 */
async function feedOnce(db: PouchDB.Database, source: ReplicaSource): Promise<boolean> {
	const cursor = await database.cursor.get(source);
	if (cursor && cursor.projection !== PROJECTION) {
		const { update_seq } = await db.info();
		const { rows } = await db.allDocs({ include_docs: true });
		await replace(source, rows.map(({ doc }) => doc as unknown as RawDoc), String(update_seq));
		return true;
	}
	const since = Number(cursor?.seq ?? 0);
	const { results, last_seq } = await db.changes({ since, limit: PAGE, include_docs: true });
	if (results.length === 0) return false;
	await project(source, results.map(({ doc }) => doc as unknown as RawDoc), String(last_seq));
	return true;
}

/** Notes that everything the server has is in the tables, once what PouchDB holds now is. */
export async function noteComplete(db: PouchDB.Database, source: ReplicaSource, signal: AbortSignal): Promise<void> {
	const { update_seq } = await db.info();
	await until(async () => Number((await database.cursor.get(source))?.seq ?? 0) >= Number(update_seq), signal);
	if (!signal.aborted) await markComplete(source);
}

/** Follows a local PouchDB into the tables until the signal ends. */
export async function feed(db: PouchDB.Database, source: ReplicaSource, signal: AbortSignal): Promise<void> {
	let changed = () => {};
	let fresh = true;
	const listening = db.changes({ live: true, since: 'now' }).on('change', () => {
		fresh = true;
		changed();
	});
	signal.addEventListener('abort', () => {
		listening.cancel();
		changed();
	});
	await keepTrying(async () => {
		if (!fresh) await new Promise<void>((resolve) => (changed = resolve));
		if (signal.aborted) return;
		fresh = false;
		if (await feedOnce(db, source)) fresh = true;
	}, signal);
}
