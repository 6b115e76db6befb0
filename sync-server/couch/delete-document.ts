import { conflict, missing } from './answer.ts';
import type { Verb } from './asked.ts';
import { revisionNamed } from './put-document.ts';
import { answerFor, writeDocuments } from './write.ts';

/** `DELETE /{db}/{id}?rev=`: leaves a tombstone. */
export const deleteDocument: Verb = async (asked) => {
	const rev = revisionNamed(asked, undefined);
	const winner = await asked.database.get(asked.id);
	if (!winner) throw missing();
	if (winner._deleted) throw missing('deleted');
	if (rev === undefined) throw conflict();
	return answerFor(await writeDocuments(asked, [{ _id: asked.id, _rev: rev, _deleted: true }], true), 200);
};
