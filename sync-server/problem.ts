import { type Code, type Failure, failure } from '#lib/kernel/failure.ts';
import { refusals } from '#lib/kernel/refusals.ts';

/** One or more refusals on their way to an answer: `/api` writes it as problem details, `/db` as CouchDB's error. */
export class Refused extends Error {
	readonly failures: readonly [Failure, ...Failure[]];
	readonly headers: Record<string, string>;

	constructor(failures: Failure | readonly [Failure, ...Failure[]], headers: Record<string, string> = {}) {
		const list = 'code' in failures ? ([failures] as const) : failures;
		super(list.map(({ code, field }) => (field ? `${code} (${field})` : code)).join(', '));
		this.failures = list;
		this.headers = headers;
	}
}

/** The refusal of a whole request. */
export const refused = (code: Code, headers: Record<string, string> = {}) => new Refused(failure(code), headers);

/**
 * Problem details (RFC 9457): status and detail of the first failure from the one table of refusals, its code, and in
 * `errors` each failure that means a field.
 */
export function problem(failures: Failure | readonly [Failure, ...Failure[]], headers: Record<string, string> = {}): Response {
	const list = 'code' in failures ? ([failures] as const) : failures;
	const [{ code }] = list;
	const { status, detail } = refusals[code];
	const errors = list
		.filter(({ field }) => field !== undefined)
		.map(({ code, field, values }) => ({ code, field, detail: refusals[code].detail, ...(values && { values }) }));
	const body = { type: 'about:blank', title: code, status, detail, code, ...(errors.length ? { errors } : {}) };
	return new Response(JSON.stringify(body), { status, headers: { ...headers, 'Content-Type': 'application/problem+json' } });
}
