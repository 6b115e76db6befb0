import { status } from '#lib/sync/status.svelte.ts';
import { now } from '#lib/ui/clock.svelte.ts';

/** What must be so before one leaves for a place without network. `undefined`: not known yet. */
export type Readiness = { kept: boolean | undefined; shell: boolean | undefined; loaded: boolean | undefined; sent: boolean; recent: boolean };

/** Older than this is too old to leave with, in minutes. */
const RECENT_MINUTES = 60;

/** Whether the desk itself starts without network: a service worker rules this page, and has the page and the desk's worker. */
export async function shellCached(): Promise<boolean> {
	if (!('serviceWorker' in navigator) || !navigator.serviceWorker.controller || !('caches' in globalThis)) return false;
	const caught = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
	const paths = caught.flat().map(({ url }) => new URL(url).pathname);
	return paths.includes('/200.html') && paths.some((path) => path.includes('/immutable/workers/replica.worker'));
}

/** Asks the browser to keep this device's data, and says whether it does. */
export async function storageKept(): Promise<boolean> {
	const { storage } = navigator;
	if (!storage?.persisted) return false;
	return (await storage.persisted()) || (await storage.persist());
}

/** The answers that follow the sync: whether all is sent, and whether what is here is fresh. */
export const syncReady = (): Pick<Readiness, 'sent' | 'recent'> => ({
	sent: status.waiting === 0,
	recent: status.stand !== undefined && Date.parse(now.instant) - Date.parse(status.stand) < RECENT_MINUTES * 60_000
});
