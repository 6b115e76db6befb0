const fields = 'input, textarea, select, dialog[open], [contenteditable]';

/** Whether a key belongs to what is being typed, or to a shortcut of the browser. */
export const typing = (event: KeyboardEvent) =>
	event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).closest(fields) !== null || document.querySelector('dialog[open]') !== null;

/**
 * The line J or K leads to, from the one with the focus or else the open one; undefined for other keys and at the ends.
 * What is decided already is no place to step on from: the next is the oldest that waits.
 */
export function steppedFrom(key: string, lines: readonly HTMLAnchorElement[], open: string | undefined): HTMLAnchorElement | undefined {
	const step = { j: 1, k: -1 }[key.toLowerCase()];
	if (step === undefined) return undefined;
	const waits = (line: HTMLAnchorElement) => line.closest('[aria-labelledby="inbox-waiting"]') !== null;
	const focused = lines.findIndex((line) => line === document.activeElement);
	const at = focused === -1 ? lines.findIndex((line) => line.dataset.item === open && waits(line)) : focused;
	return at === -1 ? lines[0] : lines[at + step];
}
