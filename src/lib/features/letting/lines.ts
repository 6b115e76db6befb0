/** Where a break may stand in a word: a hyphen is written there. */
const SOFT = '\u00ad';

/**
 * Breaks a text into lines, words only where they may be divided. What does not fit even so stands alone in its line.
 * @param text with soft hyphens where words may be divided; they are in no line.
 * @param fits whether a line is short enough.
 */
export function linesOf(text: string, fits: (line: string) => boolean): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(/\s+/).filter(Boolean)) {
		let rest = word.split(SOFT);
		for (;;) {
			const start = line === '' ? '' : `${line} `;
			const whole = start + rest.join('');
			if (fits(whole)) {
				line = whole;
				break;
			}
			const head = longestHead(start, rest, fits);
			if (head > 0) lines.push(`${start}${rest.slice(0, head).join('')}-`);
			else if (line !== '') lines.push(line);
			else {
				line = rest.join('');
				break;
			}
			rest = rest.slice(head);
			line = '';
		}
	}
	return line === '' ? lines : [...lines, line];
}

/** How many syllables still fit behind what the line holds, with their hyphen; never all of them. */
function longestHead(start: string, syllables: readonly string[], fits: (line: string) => boolean): number {
	for (let count = syllables.length - 1; count > 0; count--) if (fits(`${start}${syllables.slice(0, count).join('')}-`)) return count;
	return 0;
}
