import { RE2JS } from 're2js';
import { badArgument } from './mango-error.ts';

const LONGEST = 1000;

/**
 * A regular expression of `$regex`. The pattern is a stranger's, so it runs in time linear to the text (RE2), never with
 * backtracking: what only backtracking could do, looking around and back, is refused.
 * @throws MangoError `bad_arg`.
 */
export function compilePattern(pattern: string): (text: string) => boolean {
	if (pattern.length > LONGEST) throw badArgument('$regex', pattern);
	try {
		const compiled = RE2JS.compile(pattern);
		return (text) => compiled.test(text);
	} catch {
		throw badArgument('$regex', pattern);
	}
}
