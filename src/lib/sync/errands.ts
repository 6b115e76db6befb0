import type { Failure } from '#lib/kernel/failure.ts';
import { newId } from '#lib/kernel/ids.ts';
import { type Errand, database } from '#lib/storage/database.ts';
import { discardSent } from '#lib/storage/drafts.ts';
import { keeping } from '#lib/storage/keeping.ts';
import { post } from './bulletin.ts';

/** Of several of these on their way the last one counts; each message is one of its own. */
const idOf = (receipt: string, errand: Errand): string => {
	if (errand.does === 'reply') return `${errand.request}:${errand.says}`;
	return errand.does === 'contact' ? `${receipt}:contact` : newId('message').slice('message:'.length);
};

/**
 * Says something about what was asked for: first safe on this device, then tried at once and as often as needed.
 * @param receipt the id of the ask.
 * @param draft what the form holds goes with the same stroke.
 * @returns `storage` where the device could not keep it; nothing is sent then.
 */
export async function sendErrands(receipt: string, errands: readonly Errand[], draft?: { form: string; values: unknown }): Promise<Failure | undefined> {
	const createdAt = new Date().toISOString();
	const failed = await keeping(() =>
		database.transaction('rw', database.errand, database.draft, async () => {
			await database.errand.bulkPut(errands.map((errand) => ({ id: idOf(receipt, errand), receipt, errand, createdAt })));
			if (draft) await discardSent(draft);
		})
	);
	if (!failed) post({ wake: 'courier' });
	return failed;
}

/** Tries what was refused again, as it is. */
export async function resendErrand(id: string): Promise<void> {
	await database.errand.where('id').equals(id).modify((row) => void delete row.refused);
	post({ wake: 'courier' });
}

/** Throws away what was not sent. */
export const discardErrand = (id: string): Promise<void> => database.errand.delete(id);
