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
/** Where CouchDB's words are what programs look for. */
const reasons: Partial<Record<Code, string>> = {
	'not-json': 'invalid UTF-8 JSON',
	'wrong-type': 'Content-Type must be application/json',
	'too-large': 'the request entity is too large'
};

/** CouchDB's `{error, reason}` on its way to an answer. */
export class CouchError extends Error {
	readonly status: number;
	readonly error: string;
	readonly headers: Record<string, string>;

	constructor(status: number, error: string, reason: string, headers: Record<string, string> = {}) {
		super(reason);
		this.status = status;
		this.error = error;
		this.headers = headers;
	}
}

/** Something was asked for in a way that means nothing. */
export const badRequest = (reason: string) => new CouchError(400, 'bad_request', reason);
export const missing = (reason = 'missing') => new CouchError(404, 'not_found', reason);
export const conflict = () => new CouchError(409, 'conflict', 'Document update conflict.');
/** What CouchDB has and this server never will, such as running a function of a design document. */
export const notImplemented = (reason: string) => new CouchError(501, 'not_implemented', reason);

/** A JSON answer of known length (short ones are not worth compressing). */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
	const text = JSON.stringify(body);
	return new Response(text, {
		status,
		headers: { ...headers, 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(text)) }
	});
}

export const couchError = ({ status, error, message, headers }: CouchError) => json({ error, reason: message }, status, headers);

/** A failure in words, with its field first: the `reason` of a row. */
export const reasonOf = ({ code, field }: Failure) => (field ? `${field}: ${refusals[code].detail}` : refusals[code].detail);

/** What was refused as a whole, in CouchDB's form. */
export function couchRefusal({ failures: [failure], headers }: Refused): Response {
	const { status } = refusals[failure.code];
	const reason = failure.code === 'wrong-method' && headers.Allow ? `Only ${headers.Allow} allowed` : (reasons[failure.code] ?? reasonOf(failure));
	return json({ error: errors[failure.code] ?? failure.code.replaceAll('-', '_'), reason }, status, headers);
}

/**
 * The answer for what has a version, `tag` (in no quotes): 304 without a body where whoever asks has it already.
 * @param answer is asked only otherwise.
 */
export async function unlessKnown(request: Request, tag: string, answer: (headers: Record<string, string>) => Response | Promise<Response>): Promise<Response> {
	const headers = { ETag: `"${tag}"` };
	const known = request.headers.get('If-None-Match')?.split(',').map((one) => one.trim().replace(/^W\//, ''));
	return known?.includes(headers.ETag) ? new Response(null, { status: 304, headers }) : answer(headers);
}
