import { DATABASE_LIMIT, readObject } from '../body.ts';
import { json } from './answer.ts';
import type { Verb } from './asked.ts';
import { documentsOf, writeDocuments } from './write.ts';

/** `POST /{db}/_bulk_docs`: one transaction, 201 after commit; with `new_edits: false` the rows that failed only (SPEC 3.3). */
export const bulkDocs: Verb = async (asked) => {
	const { docs, new_edits } = await readObject(asked.request, DATABASE_LIMIT);
	const documents = documentsOf(docs);
	if (documents instanceof Response) return documents;
	const newEdits = new_edits !== false;
	const rows = await writeDocuments(asked, documents, newEdits);
	return json(newEdits ? rows : rows.filter((row) => 'error' in row), 201);
};
