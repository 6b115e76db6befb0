import type { Doc } from '#lib/features/catalogue.ts';
import { lettingId } from '#lib/features/letting/entity.ts';
import { isStaff } from '#lib/kernel/entity.ts';
import type { Quarter, ServerContext } from './context.ts';
import { refused } from './problem.ts';
import { LAST, storedBetween, tombstoneOf } from './reading.ts';
import { clear } from './registrar/days.ts';
import type { Database, StoredDoc } from './store/store.ts';

/**
 * `POST /api/<quarter>/sample/removal`: removes all sample content (SPEC 4.7). For staff.
 * @returns 200 `{removed}`, the number of documents and of slots in shared days.
 * @throws Refused `signed-out` or `forbidden`.
 */
export async function answerRemoval({ actorOf, audit }: Pick<ServerContext, 'actorOf' | 'audit'>, quarter: Quarter, message: Request): Promise<Response> {
	const actor = await actorOf(message);
	if (!actor || actor.name === null) throw refused('signed-out');
	if (!isStaff(actor)) throw refused('forbidden');
	const removed = await removeSample(quarter);
	await audit.note({ act: 'sample-removed', by: actor.name, count: removed });
	return Response.json({ removed });
}

/**
 * Removes every document and slot marked `sample`, and what was decided, said and noted about sample requests by hand.
 * Real slots of the same day stay. @returns how many documents and slots went.
 */
async function removeSample({ public: open, desk }: Pick<Quarter, 'public' | 'desk'>): Promise<number> {
	const requests = new Set<unknown>();
	for await (const doc of storedBetween(desk, 'request:', `request:${LAST}`)) if (doc.sample) requests.add(doc._id);
	const lettings = new Set<unknown>([...requests].map((id) => lettingId(String(id))));
	const isSample = (doc: StoredDoc) => doc.sample === true || (doc.kind !== 'occupancy' && requests.has(doc.request)) || (doc.kind === 'edit-conflict' && lettings.has(doc.document));

	let removed = 0;
	for await (const doc of storedBetween(open, 'occupancy:', `occupancy:${LAST}`)) {
		removed += await clear(open, doc._id as Doc<'occupancy'>['_id'], (slot) => slot.sample === true || requests.has(slot.request));
	}
	for (const database of [desk, open]) removed += await remove(database, isSample);
	return removed;
}

async function remove(database: Database, goes: (doc: StoredDoc) => boolean): Promise<number> {
	let removed = 0;
	for (let found = await collect(database, goes); found.length > 0; found = await collect(database, goes)) {
		const results = await database.bulkDocs(found.map(tombstoneOf));
		const failed = results.find((result) => 'error' in result && result.error !== 'conflict');
		if (failed) throw new Error(`${failed.id} could not be removed`);
		removed += results.filter((result) => 'ok' in result).length;
	}
	return removed;
}

/** Days are not among them: they are shared, and emptied slot by slot. */
async function collect(database: Database, goes: (doc: StoredDoc) => boolean): Promise<StoredDoc[]> {
	const found: StoredDoc[] = [];
	for await (const doc of storedBetween(database, '', LAST)) if (doc.kind !== 'occupancy' && goes(doc)) found.push(doc);
	return found;
}
