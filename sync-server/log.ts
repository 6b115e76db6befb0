/**
 * A mistake of ours, for the log: what kind and where, in one line. What a message quotes may be somebody's name (a parser
 * quotes what it could not read), so it is left out.
 */
export function lineOf({ name, message, stack = '' }: Error): string {
	const frames = stack.split('\n').flatMap((line) => /^\s+at (.*)$/.exec(line)?.[1] ?? []).slice(0, 8);
	return `${name}: ${withoutQuotes(message)} at ${frames.join(' < ') || 'an unknown place'}`;
}

const withoutQuotes = (text: string) => text.split('\n', 1)[0]!.replace(/(["'`„“”‚‘’]).*["'`„“”‚‘’]/g, '$1…$1').slice(0, 200);
