import type { Database, Mango } from '../store/store.ts';
import { createIndex, removeIndex } from './create-index.ts';
import { explain } from './explain.ts';
import { find } from './find.ts';
import { readFindRequest } from './find-request.ts';
import { allDocsIndex, describe, type IndexDefinition, indexesIn } from './index-definition.ts';
import { type IndexKeeper, keptRows } from './kept-rows.ts';
import { planFor } from './plan.ts';
import { primaryRows, type Reader, sortedRows } from './rows.ts';

type Queried = Reader & Pick<Database, 'name' | 'bulkDocs'>;

/**
 * Mango for any engine that keeps documents.
 * @param keeper of indexes; without one each query of an index reads all documents.
 */
export function openMango(database: Queried, keeper?: IndexKeeper): Mango {
	return {
		async find(body, signal) {
			const request = readFindRequest(body);
			const indexes = await listIndexes(database);
			const plan = planFor(indexes, request);
			keeper?.retain(indexes);
			return find(
				request,
				plan,
				(_, options) => {
					if (plan.index.ddoc === null) return primaryRows(database, plan, options);
					return keeper ? keptRows(database, keeper, plan, options) : sortedRows(database, plan, options);
				},
				signal
			);
		},
		explain: async (body) => {
			const request = readFindRequest(body);
			return explain(database.name, await listIndexes(database), request);
		},
		createIndex: (body) => createIndex(database, body),
		indexes: async () => (await listIndexes(database)).map(describe),
		removeIndex: (index) => removeIndex(database, index)
	};
}

/** The primary index, then those of the design documents in order. */
async function listIndexes(database: Queried): Promise<IndexDefinition[]> {
	const { rows } = await database.allDocs({ startkey: '_design/', endkey: '_design0', inclusiveEnd: false, includeDocs: true });
	return [allDocsIndex, ...rows.flatMap((row) => ('doc' in row && row.doc ? indexesIn(row.doc).sort((a, b) => (a.name < b.name ? -1 : 1)) : []))];
}
