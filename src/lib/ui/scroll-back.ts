/**
 * Brings the page back to where a person had scrolled, as soon as it is long enough again: what it shows comes from the
 * device's database a moment after the page itself, too late for the router's own restoring. Gives up when the person
 * scrolls or types, or when the content stays shorter.
 * @param y pixels from the top, as `scrollY` was
 */
export function scrollBackTo(y: number): void {
	if (y <= 0) return;
	const given = new AbortController();
	const watch = new ResizeObserver(() => {
		if (document.documentElement.scrollHeight - innerHeight < y) return;
		given.abort();
		scrollTo({ top: y, behavior: 'instant' });
	});
	given.signal.addEventListener('abort', () => watch.disconnect());
	for (const own of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
		addEventListener(own, () => given.abort(), { signal: given.signal, passive: true });
	}
	setTimeout(() => given.abort(), PATIENCE);
	watch.observe(document.body);
}

/** Milliseconds after which a jump would surprise more than help. */
const PATIENCE = 3000;
