import { type Doc, type Kind, readDocument } from '#lib/features/catalogue.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import type { AllDocsRow, Database, IncomingDoc, StoredDoc } from './store/store.ts';

const PAGE = 1000;
/** Sorts behind every id that begins with what stands before it. */
export const LAST = '\ufff0';
/** Sorts right behind an id and before any longer one. Not `skip`: the last document may be gone when the next page is read. */
const NEXT = ' ';

const bodyOf = (row: AllDocsRow): StoredDoc | undefined => ('doc' in row && row.doc && !row.doc._deleted ? row.doc : undefined);

/** The current documents of an id range, both ends included, as they are stored; read in pages. */
export async function* storedBetween(database: Database, startkey: string, endkey: string): AsyncGenerator<StoredDoc> {
	for (let from = startkey; ; ) {
		const { rows } = await database.allDocs({ startkey: from, endkey, limit: PAGE, includeDocs: true });
		for (const row of rows) {
			const doc = bodyOf(row);
			if (doc) yield doc;
		}
		const last = rows.at(-1);
		if (!last || rows.length < PAGE) return;
		from = last.key + NEXT;
	}
}

/** The current documents of the ids that begin with `prefix`, which begins with `<kind>:`. One that this version cannot read is left out. */
export async function documentsUnder<K extends Kind>(database: Database, prefix: `${K}:${string}`): Promise<Doc<K>[]> {
	const found: Doc<K>[] = [];
	for await (const raw of storedBetween(database, prefix, prefix + LAST)) {
		const { value } = readDocument(raw);
		if (value) found.push(value as Doc<K>);
	}
	return found;
}

/** The documents of these ids that exist and can be read, in no order. */
export async function documentsAt<K extends Kind>(database: Database, ids: readonly Doc<K>['_id'][]): Promise<Doc<K>[]> {
	const { rows } = await database.allDocs({ keys: [...new Set(ids)], includeDocs: true });
	return rows.flatMap((row) => {
		const raw = bodyOf(row);
		const { value } = raw ? readDocument(raw) : {};
		return value ? [value as Doc<K>] : [];
	});
}

/** The document of this id as it is now; undefined where there is none, it is deleted or cannot be read. */
export async function documentAt<K extends Kind>(database: Database, id: Doc<K>['_id']): Promise<Doc<K> | undefined> {
	const raw = await database.get(id);
	if (!raw || raw._deleted) return undefined;
	const { value } = readDocument(raw);
	return value?.kind === kindOf(id) ? (value as Doc<K>) : undefined;
}

/** What is left of a document that is deleted: nothing but which one it was. */
export const tombstoneOf = ({ _id, _rev }: { _id: string; _rev: string }): IncomingDoc => ({ _id, _rev, _deleted: true });
