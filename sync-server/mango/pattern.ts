import { RE2JS } from 're2js';
import { badArgument } from './mango-error.ts';

/** Characters of a pattern, and the steps it comes down to: each may be taken for each character of a text. */
const LONGEST = 1000;
const MOST_STEPS = 500;

/**
 * A regular expression of `$regex`. The pattern is a stranger's, so it runs in time linear to the text (RE2), never with
 * backtracking: what only backtracking could do, looking around and back, is refused.
 * @throws MangoError `bad_arg`.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
	const compiled = pattern.length <= LONGEST ? compile(pattern) : undefined;
	if (!compiled || compiled.programSize() > MOST_STEPS) throw badArgument('$regex', pattern);
	return (text) => compiled.test(text);
}

function compile(pattern: string): RE2JS | undefined {
	try {
		return RE2JS.compile(pattern);
	} catch {
		return undefined;
	}
}
