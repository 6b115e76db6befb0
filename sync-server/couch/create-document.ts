import { json } from './answer.ts';
import type { Verb } from './asked.ts';
import { newId } from './uuids.ts';
import { answerFor, documentIn, writeDocuments } from './write.ts';

/** `POST /{db}`: a document that may leave its id to the server. */
export const createDocument: Verb = async (asked) => {
	const { request, query } = asked;
	const { _id = newId(), ...rest } = await documentIn(asked);
	const rows = await writeDocuments(asked, [{ _id, ...rest }], true);
	if (query.get('batch') === 'ok') return json({ ok: true, id: _id }, 202);
	return answerFor(rows, 201, { Location: `${request.url.split('?')[0]!.replace(/\/$/, '')}/${encodeURIComponent(rows[0]!.id)}` });
};
