import { remember } from '#lib/storage/settings.ts';
import { post } from './bulletin.ts';

/** At most this often a contact is written down, in milliseconds. */
const EVERY = 10_000;
let last = 0;

/** The server answered: it can be reached. */
export const reached = (): void => post({ reachable: true });

/** The server could not be reached. */
export const lost = (): void => post({ reachable: false });

/** Everything the server has is on this device now: that is the Stand. Written at most every ten seconds. */
export async function upToDate(now = Date.now()): Promise<void> {
	reached();
	if (Math.abs(now - last) < EVERY) return;
	last = now;
	await remember('stand', new Date(now).toISOString());
}
