import { type Failure, failure, isCode } from '#lib/kernel/failure.ts';

type Problem = { code?: unknown; errors?: unknown };

const oneOf = (problem: { code?: unknown; field?: unknown; values?: unknown }): Failure | undefined =>
	isCode(problem.code)
		? failure(problem.code, typeof problem.field === 'string' ? problem.field : undefined, (problem.values ?? undefined) as Failure['values'])
		: undefined;

/**
 * The failures in a server's problem details (RFC 9457 with `code` and `errors`).
 * @returns undefined where the body is no problem of ours. A code of a newer server becomes `unexpected`.
 */
export function failuresOf(body: unknown): Failure[] | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { code, errors } = body as Problem;
	if (typeof code !== 'string') return undefined;
	const named = Array.isArray(errors) ? errors.flatMap((error) => oneOf(error ?? {}) ?? []) : [];
	return named.length > 0 ? named : [oneOf({ code }) ?? failure('unexpected')];
}
