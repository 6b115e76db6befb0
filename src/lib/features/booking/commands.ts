import { saveDraft } from '#lib/storage/drafts.ts';
import type { OutboxRow } from '#lib/storage/database.ts';
import { discardAsk } from '#lib/sync/outbox.ts';
import { BOOKING_DRAFT, typedFrom } from './typed.ts';

/** Takes a refused request back into the form: first the draft is safe, then the request goes. */
export async function changeRefused({ id, ask }: OutboxRow): Promise<void> {
	const failed = await saveDraft(BOOKING_DRAFT, typedFrom(ask));
	if (!failed) await discardAsk(id);
}
