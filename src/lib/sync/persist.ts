let asked = false;

/** Asks the browser once to keep this device's data when disk runs short: it now holds something a person typed. */
export function persistOnce(): void {
	if (asked) return;
	asked = true;
	navigator.storage?.persist?.().catch(() => undefined);
}
