import type { Failure } from '#lib/kernel/failure.ts';
import { nameOf, newId, newSecret } from '#lib/kernel/ids.ts';
import { saveDraft } from '#lib/storage/drafts.ts';
import type { OutboxRow } from '#lib/storage/database.ts';
import { discardAsk, sendAsk } from '#lib/sync/outbox.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Ask } from '../request/ask.ts';
import { BOOKING_DRAFT, typedFrom } from './typed.ts';

/**
 * Takes a refused request back into the form: first the draft is safe, in a place of its own, then the request goes.
 * @returns what the form's address has to say, so that it finds the draft.
 */
export async function changeRefused({ id, ask }: OutboxRow): Promise<string | undefined> {
	const about = ask.replaces?.request;
	const failed = await saveDraft(`${BOOKING_DRAFT}:${about ?? id}`, typedFrom(ask));
	if (failed) return undefined;
	await discardAsk(id);
	return about ? `?aendert=${about}` : `?erneut=${id}`;
}

/**
 * Asks for one more date as it was asked before: one that could not be had then. Works without network.
 * @returns `storage` where the device could not keep it.
 */
export function askAlike(before: Ask, { room, date, from, to }: FreeTime): Promise<Failure | undefined> {
	const { further: _, replaces: __, price: ___, units: ____, ...same } = before;
	return sendAsk({ ...same, id: nameOf(newId('request')), receipt: newSecret(), room, date, from, to, madeAt: new Date().toISOString() });
}
