import { database } from '#lib/storage/database.ts';
import { remember, setting } from '#lib/storage/settings.ts';

/**
 * Parks the sync because the session is over: sending waits for a new sign-in. An answer that was asked for in the session
 * before says nothing about the one that began meanwhile; it must not park that.
 * @param signIns the setting of this name when the session's answer was asked for.
 */
export const park = (signIns: number | undefined): Promise<void> =>
	database.transaction('rw', database.setting, async () => {
		if ((await setting('signIns')) === signIns) await remember('parked', true);
	});
