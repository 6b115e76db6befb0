import { type Doc, type Kind, catalogue, isKind, readDocument } from '#lib/features/catalogue.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import { database } from './database.ts';
import { currentWindow } from './projector.ts';
import { type RawDoc, applied, expanderFor, rowsOf } from './rows.ts';

/**
 * The desk's own changes. Each is one transaction: the row people see at once, and the `write` row from which the replica
 * worker tells PouchDB and the server. Durable when the promise resolves.
 */
async function keep(kind: Kind, id: string, set: Record<string, unknown>, next: (current: Doc | undefined) => RawDoc | Failure): Promise<Failure[] | undefined> {
	const expand = await expanderFor([set, (await database.table(kind).get(id)) ?? {}]);
	const window = await currentWindow();
	try {
		return await database.transaction('rw', [database.table(kind), database.occurrence, database.write], async () => {
			const current = (await database.table(kind).get(id)) as Doc | undefined;
			const doc = next(current);
			if ('code' in doc) return [doc as Failure];
			const { failures } = readDocument(doc);
			if (failures) return failures;
			const { puts, dated, occurrences } = rowsOf([doc], window, expand);
			await database.table(kind).bulkPut(puts.get(kind) ?? []);
			if (dated.length) await database.occurrence.where('of').equals(id).delete();
			await database.occurrence.bulkPut(occurrences);
			await database.write.add({ doc: id, database: catalogue[kind].database, kind, set, isNew: current === undefined, at: new Date().toISOString() });
			return undefined;
		});
	} catch {
		return [failure('storage')];
	}
}

/**
 * A new document of the desk, complete but for `_rev`.
 * @returns the failures with their fields; `storage` where the device could not keep it.
 */
export const create = (doc: Doc): Promise<Failure[] | undefined> =>
	keep(doc.kind, doc._id, doc, (current) => (current ? failure('invalid', '_id') : (doc as RawDoc)));

/**
 * Sets fields of an existing document; `undefined` removes one. A document of a newer version is read-only here: `forbidden`.
 * @returns the failures with their fields; `not-found` where it is gone; `storage` where the device could not keep it.
 */
export async function change(id: string, set: Record<string, unknown>): Promise<Failure[] | undefined> {
	const kind = kindOf(id);
	if (!isKind(kind)) return [failure('not-found')];
	return keep(kind, id, set, (current) => {
		if (!current) return failure('not-found');
		if (current.schema > catalogue[kind].version) return failure('forbidden', 'schema');
		return applied(current, set) as RawDoc;
	});
}
