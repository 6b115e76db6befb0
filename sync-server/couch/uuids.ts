import { randomUUID } from 'node:crypto';
import { badRequest, json } from './answer.ts';

/** CouchDB's `max_count`. */
const MOST = 1000;

/** An id as CouchDB makes them. */
export const newId = () => randomUUID().replaceAll('-', '');

/** `GET /_uuids?count=`: never the same ones from a cache, so the answer names itself. */
export function uuids(query: URLSearchParams): Response {
	const text = query.get('count') ?? '1';
	const count = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
	if (Number.isNaN(count)) throw badRequest('count must be a positive integer');
	if (count > MOST) throw badRequest('count parameter too large');
	return json({ uuids: Array.from({ length: count }, newId) }, 200, { ETag: `"${newId()}"`, Pragma: 'no-cache' });
}
