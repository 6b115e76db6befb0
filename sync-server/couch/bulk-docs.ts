import { isObject } from '../is-object.ts';
import { badRequest, json } from './answer.ts';
import type { Verb } from './asked.ts';
import { bodyLimit } from './incoming-attachments.ts';
import { readObjectBody } from './object-body.ts';
import { newId } from './uuids.ts';
import { writeDocuments } from './write.ts';

/** `POST /{db}/_bulk_docs`: one transaction, 201 after commit; with `new_edits: false` the rows that failed only (SPEC 3.3). */
export const bulkDocs: Verb = async (asked) => {
	const { docs, new_edits: newEdits = true, all_or_nothing: isOneStep } = await readObjectBody(asked.request, bodyLimit(asked));
	if (docs === undefined) throw badRequest('POST body must include `docs` parameter.');
	if (!Array.isArray(docs)) throw badRequest('`docs` parameter must be an array.');
	if (typeof newEdits !== 'boolean') throw badRequest('`new_edits` parameter must be a boolean.');
	if (newEdits && isOneStep === true) return json(docs.map(refusedInOneStep), 417);
	const rows = await writeDocuments(asked, docs, newEdits);
	return json(newEdits ? rows.map(inOrder) : rows.filter((row) => 'error' in row), 201);
};

/** `all_or_nothing` meant that conflicts are written too; since CouchDB 2 nothing does that, and nothing is written. */
const refusedInOneStep = (doc: unknown) => ({ id: idIn(doc) ?? newId(), error: 'not_implemented', reason: 'all_or_nothing is not supported' });

const idIn = (doc: unknown) => (isObject(doc) && typeof doc._id === 'string' ? doc._id : undefined);

/** As CouchDB writes it. */
const inOrder = (row: Awaited<ReturnType<typeof writeDocuments>>[number]) => ('ok' in row ? { ok: true, id: row.id, rev: row.rev } : row);
