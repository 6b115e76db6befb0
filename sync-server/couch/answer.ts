import type { Code, Failure } from '#lib/kernel/failure.ts';
import { refusals } from '#lib/kernel/refusals.ts';
import { Refused } from '../problem.ts';

/** CouchDB's names for our refusals; the status is that of the table of refusals. */
const errors: Partial<Record<Code, string>> = {
	'signed-out': 'unauthorized',
	'wrong-password': 'unauthorized',
	forbidden: 'forbidden',
	'other-origin': 'forbidden',
	'not-found': 'not_found',
	'not-json': 'bad_request',
	'wrong-type': 'bad_content_type',
	'wrong-method': 'method_not_allowed',
	'too-large': 'too_large',
	'too-many': 'too_many_requests',
	unexpected: 'internal_server_error'
};

/** A JSON answer of known length (short ones are not worth compressing). */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
	const text = JSON.stringify(body);
	return new Response(text, {
		status,
		headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }
	});
}

/** CouchDB's `{error, reason}`. */
export const couchError = (status: number, error: string, reason: string) => json({ error, reason }, status);

/** `_changes`, `_all_docs` and the like were asked for in a way that means nothing. */
export const badRequest = (reason: string) => couchError(400, 'bad_request', reason);

export const missing = () => couchError(404, 'not_found', 'missing');

/** A failure in words, with its field first: the `reason` of a row. */
export const reasonOf = ({ code, field }: Failure) => (field ? `${field}: ${refusals[code].detail}` : refusals[code].detail);

/** What was refused as a whole, in CouchDB's form. */
export function couchRefusal({ failures: [failure], headers }: Refused): Response {
	const { status } = refusals[failure.code];
	return json({ error: errors[failure.code] ?? failure.code.replaceAll('-', '_'), reason: reasonOf(failure) }, status, headers);
}
