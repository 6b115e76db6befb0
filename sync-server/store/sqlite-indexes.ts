import { type IndexDefinition, columnsOf, keyReader, readsConflicts } from '../mango/index-definition.ts';
import { type IndexKeeper, type Line, type LineRange, lineKey } from '../mango/kept-rows.ts';
import { type Collection, inTransaction } from './sqlite-statements.ts';
import type { ChangesPage, Database } from './store.ts';

/** Changes that are worked into an index in one transaction. */
const STEP = 1000;

type IndexRow = { key: number; definition: string; seq: string };

/**
 * Keeps Mango's indexes in the file. Lines of a document that changes or goes are dropped with it, in the same
 * transaction (triggers of the schema), so that nothing erased stays readable in an index; what it says now comes in
 * before the next query reads the index.
 */
export function keepIndexes({ file, key: collection, statements }: Collection, database: Pick<Database, 'changes'>): IndexKeeper {
	const kept = () => statements.indexes.all(collection) as IndexRow[];
	const rowOf = (index: IndexDefinition) => kept().find(({ definition }) => definition === signatureOf(index));

	return {
		retain(indexes) {
			const wanted = new Set(indexes.map(signatureOf));
			for (const { key, definition } of kept()) if (!wanted.has(definition)) statements.dropIndex.run(key);
		},
		async update(index) {
			const keyOf = keyReader(index);
			if (!rowOf(index)) statements.putIndex.run(collection, signatureOf(index));
			for (;;) {
				const before = rowOf(index);
				if (!before) return;
				const page = await database.changes({ since: before.seq, limit: STEP, includeDocs: true, conflicts: readsConflicts(index), uncounted: true });
				if (page.results.length === 0) return;
				inTransaction(file, () => {
					if (rowOf(index)?.seq === before.seq) work(before.key, page, keyOf);
				});
				if (page.results.length < STEP) return;
				await new Promise(setImmediate);
			}
		},
		read(index, range) {
			const row = rowOf(index);
			return row ? readLines(row.key, range) : [];
		}
	};

	function work(key: number, { results, last_seq }: ChangesPage, keyOf: ReturnType<typeof keyReader>): void {
		for (const { id, doc } of results) {
			statements.dropLines.run(key, id);
			const found = doc && keyOf(doc);
			if (found) statements.putLine.run(key, lineKey(found), id);
		}
		statements.setIndexSeq.run(last_seq, key);
	}

	function readLines(key: number, { from, to, descending, limit, after }: LineRange): Line[] {
		const statement = descending ? statements.linesDescending : statements.lines;
		const start = after ?? (descending ? { key: to, id: '' } : { key: from, id: '' });
		return statement.all({ index: key, from, to, limit, key: start.key, id: start.id }) as Line[];
	}
}

/** Indexes of the same fields and filter are one, whatever they are called. */
const signatureOf = (index: IndexDefinition) => JSON.stringify([columnsOf(index), index.partial ?? null]);
