import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { startLanguage } from '#lib/ui/language.svelte.ts';

export async function init() {
	startLanguage();
	await ensureTemporal();
}
