import { prepareUser } from '../user-documents.ts';
import type { IncomingDoc, WriteResult } from '../store/store.ts';
import { badRequest } from './answer.ts';
import type { Asked } from './asked.ts';
import { forbidden, guardFor } from './guard.ts';
import { readIncoming } from './incoming.ts';

/**
 * Writes documents as somebody asked: each is checked on its own, those accepted are one transaction.
 * @returns one row per document, in order.
 */
export async function writeDocuments({ database, audience, actor }: Asked, raw: readonly Record<string, unknown>[], newEdits: boolean): Promise<WriteResult[]> {
	const read = await Promise.all(
		raw.map(async (doc) => {
			const incoming = readIncoming(doc, { newEdits, audience });
			return incoming.doc && audience === 'accounts' ? prepareUser(incoming.doc) : incoming;
		})
	);
	const accepted = read.flatMap(({ doc }): IncomingDoc[] => (doc ? [doc] : []));
	const guard = guardFor(audience, actor);
	const written = await database.bulkDocs(accepted, { newEdits, ...(guard && { guard }) });
	const results = written.values();
	return read.map(({ failure }, index) => {
		if (!failure) return results.next().value!;
		const { _id, _rev } = raw[index]!;
		return { id: String(_id ?? ''), ...(typeof _rev === 'string' && { rev: _rev }), ...forbidden(failure) };
	});
}

/** A list of JSON objects, or the answer that says it is none. */
export function documentsOf(value: unknown): Record<string, unknown>[] | Response {
	const isObject = (doc: unknown) => typeof doc === 'object' && doc !== null && !Array.isArray(doc);
	return Array.isArray(value) && value.every(isObject) ? value : badRequest('docs must be an array of JSON objects.');
}
