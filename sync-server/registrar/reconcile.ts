import { isDeepStrictEqual } from 'node:util';
import { catalogue, isKind, readDocument } from '#lib/features/catalogue.ts';
import { editConflict, editConflictId } from '#lib/features/edit-conflict/entity.ts';
import { hashOf } from '#lib/kernel/ids.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { tombstoneOf } from '../reading.ts';
import type { Database, IncomingDoc, StoredDoc } from '../store/store.ts';
import { type Clash, type Fields, fieldsOf, merge } from './merge.ts';

type History = { start: number; ids: string[] };

/**
 * Merges the conflicting revisions of a document into its winner, one by one (SPEC 5.5). In this order, so that a crash
 * between the steps loses nothing and doing it again changes nothing: what clashes goes to the desk, the merged text over
 * the winner, and only then the losing revision goes.
 */
export async function reconcile(context: Pick<ServerContext, 'now'>, { desk }: Pick<Quarter, 'desk'>, database: Database, id: string): Promise<void> {
	for (;;) {
		const winner = await database.get(id, { revs: true, conflicts: true });
		const [losing] = (winner?._conflicts as string[] | undefined) ?? [];
		if (!winner || winner._deleted || losing === undefined || !mayMerge(winner)) return;
		const loser = await database.get(id, { rev: losing, revs: true });
		if (!loser) throw new Error(`the losing revision ${losing} cannot be read`);
		const { fields, clashes } = await mergedOf(database, winner, loser);
		await report(context, desk, loser, clashes);
		if (await stands(database, winner, fields)) await write(database, tombstoneOf(loser));
	}
}

/** What is never changed after it was written has nothing to merge. */
const mayMerge = ({ kind }: StoredDoc) => isKind(kind) && !catalogue[kind].appendOnly;

async function mergedOf(database: Database, winner: StoredDoc, loser: StoredDoc): Promise<ReturnType<typeof merge>> {
	const shared = ancestorOf(winner, loser);
	const base = shared === undefined ? undefined : await database.get(winner._id, { rev: shared });
	const merged = merge(base && lifted(base), lifted(winner), lifted(loser));
	if (readDocument({ ...merged.fields, _id: winner._id }).value) return merged;
	// Two right halves can make a wrong whole. Then the winner stands as it is, and all that it lacks is told.
	return merge(undefined, lifted(winner), lifted(loser));
}

const lifted = (doc: StoredDoc): Fields => {
	const fields = fieldsOf(doc);
	return isKind(fields.kind) ? catalogue[fields.kind].upcast(fields) : fields;
};

const revisionsOf = ({ _revisions }: StoredDoc) => {
	const { start, ids } = _revisions as History;
	return ids.map((hash, index) => `${start - index}-${hash}`);
};

/** The youngest revision both come from. */
function ancestorOf(one: StoredDoc, other: StoredDoc): string | undefined {
	const theirs = new Set(revisionsOf(other));
	return revisionsOf(one).find((rev) => theirs.has(rev));
}

/** The id says which clash it is, so that finding it again adds nothing. */
export async function report({ now }: Pick<ServerContext, 'now'>, desk: Database, loser: StoredDoc, clashes: readonly Clash[]): Promise<void> {
	const docs = await Promise.all(
		clashes.map(async ({ field, kept, other }) => ({
			_id: editConflictId(await hashOf(loser._id), await hashOf(`${loser._rev} ${field}`)),
			kind: 'edit-conflict',
			schema: editConflict.version,
			...(loser.sample ? { sample: true } : {}),
			document: loser._id,
			field,
			kept,
			other,
			at: now().toISOString(),
			settled: false
		}))
	);
	for (const result of docs.length ? await desk.bulkDocs(docs) : []) {
		if ('error' in result && result.error !== 'conflict') throw new Error(`${result.id} could not be written: ${result.error}`);
	}
}

/** Makes these the fields of the winner. @returns false where someone wrote it meanwhile: then all is looked at again. */
const stands = async (database: Database, winner: StoredDoc, fields: Fields) =>
	isDeepStrictEqual(fields, fieldsOf(winner)) || write(database, { ...fields, _id: winner._id, _rev: winner._rev });

/** @returns false where the revision written over is no leaf any more. */
async function write(database: Database, doc: IncomingDoc): Promise<boolean> {
	const [result] = await database.bulkDocs([doc]);
	if (result && 'ok' in result) return true;
	if (result?.error === 'conflict') return false;
	throw new Error(`${doc._id} could not be written: ${result?.error}`);
}
