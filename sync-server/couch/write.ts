import { PREFIX, prepareOwn, prepareUser, type UserDoc } from '../user-documents.ts';
import { restoredLately } from '../restored.ts';
import type { Actor } from '#lib/kernel/entity.ts';
import type { Database, IncomingDoc, WriteResult } from '../store/store.ts';
import type { Audience } from './access.ts';
import { badRequest } from './answer.ts';
import type { Asked } from './asked.ts';
import { forbidden, guardFor, isForeign } from './guard.ts';
import { readIncoming } from './incoming.ts';

/**
 * Writes documents as somebody asked: each is checked on its own, those accepted are one transaction.
 * @returns one row per document, in order.
 */
export async function writeDocuments({ context, database, audience, security, actor }: Asked, raw: readonly Record<string, unknown>[], newEdits: boolean): Promise<WriteResult[]> {
	const own = await ownDocument(database, audience, actor);
	const read = await Promise.all(
		raw.map(async (doc) => {
			const incoming = readIncoming(doc, { newEdits, audience });
			if (!incoming.doc || audience !== 'accounts') return incoming;
			return own ? prepareOwn(incoming.doc, own) : prepareUser(incoming.doc);
		})
	);
	const accepted = read.flatMap(({ doc }): IncomingDoc[] => (doc ? [doc] : []));
	const restoredAt = accepted.some((doc) => isForeign(doc, actor)) ? await restoredLately(database, context.now) : undefined;
	const guard = guardFor({ audience, actor, security, restoredAt });
	const written = await database.bulkDocs(accepted, { newEdits: newEdits || own !== undefined, ...(guard && { guard }) });
	const results = written.values();
	return read.map(({ failure }, index) => {
		if (!failure) return results.next().value!;
		const { _id, _rev } = raw[index]!;
		return { id: String(_id ?? ''), ...(typeof _rev === 'string' && { rev: _rev }), ...forbidden(failure) };
	});
}

/** The user document of somebody who is no administrator: the only one they write, and not every way (SPEC 2.13). */
async function ownDocument(database: Database, audience: Audience, { name, roles }: Actor): Promise<UserDoc | undefined> {
	if (audience !== 'accounts' || roles.includes('_admin')) return undefined;
	return (await database.get(`${PREFIX}${name}`)) as UserDoc;
}

/** A list of JSON objects, or the answer that says it is none. */
export function documentsOf(value: unknown): Record<string, unknown>[] | Response {
	const isObject = (doc: unknown) => typeof doc === 'object' && doc !== null && !Array.isArray(doc);
	return Array.isArray(value) && value.every(isObject) ? value : badRequest('docs must be an array of JSON objects.');
}
