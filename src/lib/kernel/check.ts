import * as z from 'zod/mini';
import { type Failure, failure } from './failure.ts';

const codeOf = (issue: z.core.$ZodIssue, value: unknown): Failure['code'] => {
	if (issue.code === 'too_big' && issue.origin === 'string') return 'too-long';
	if (value === undefined || value === null || value === '') return 'missing';
	return 'invalid';
};

const at = (value: unknown, path: PropertyKey[]): unknown =>
	path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);

/**
 * Checks a value against a schema, at any border.
 * @returns the parsed value, or every failure with the dotted path of its field; never throws.
 */
export function check<S extends z.core.$ZodType>(
	schema: S,
	value: unknown
): { value: z.output<S>; failures?: undefined } | { failures: [Failure, ...Failure[]]; value?: undefined } {
	const result = z.safeParse(schema, value);
	if (result.success) return { value: result.data };
	const failures = result.error.issues.flatMap((issue) => {
		const paths = issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
		return paths.map((path) => failure(codeOf(issue, at(value, issue.path)), path.join('.')));
	});
	return { failures: failures as [Failure, ...Failure[]] };
}
