import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { database } from '#lib/storage/database.ts';
import { startLanguage } from '#lib/ui/language.svelte.ts';

export async function init() {
	// Opened while the page is still being put together; who asks first no longer waits. A failure is told by whoever asks.
	database.open().catch(() => undefined);
	startLanguage();
	await ensureTemporal();
}
