import { dayOf, toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { LAST, storedBetween, tombstoneOf } from '../reading.ts';
import type { StoredDoc } from '../store/store.ts';
import { keepUntil } from './contacts.ts';

/** As many are deleted in one batch. */
const BATCH = 100;

/**
 * Deletes the photos of requests that are deleted, and with them their content (SPEC 5.6): they may show people. One whose
 * request never came goes so many days after it was taken. Doing it again after a crash goes on where it ended.
 * @returns how many went.
 */
export async function deletePhotos({ now, settings }: Pick<ServerContext, 'now' | 'settings'>, { desk, photos }: Pick<Quarter, 'desk' | 'photos'>): Promise<number> {
	const today = dayOf(toLocal(now()));
	let count = 0;
	let some: StoredDoc[] = [];
	const sweep = async () => {
		const { rows } = await desk.allDocs({ keys: some.map(({ request }) => String(request)) });
		const gone = some.filter(({ at }, index) => {
			const row = rows[index]!;
			return 'value' in row ? row.value.deleted : keepUntil(dayOf(toLocal(new Date(String(at)))), settings.retentionDays) < today;
		});
		if (gone.length > 0) await photos.bulkDocs(gone.map(tombstoneOf));
		count += gone.length;
		some = [];
	};
	for await (const photo of storedBetween(photos, 'photo:', `photo:${LAST}`)) if (some.push(photo) === BATCH) await sweep();
	if (some.length > 0) await sweep();
	if (count > 0) await photos.erase();
	return count;
}
