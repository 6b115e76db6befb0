import type { FreeTime } from '#lib/features/outcome/entity.ts';
import { type Ask, inboxAnswer } from '#lib/features/request/ask.ts';
import { check } from '#lib/kernel/check.ts';
import type { Failure } from '#lib/kernel/failure.ts';
import { type OutboxRow, database } from '#lib/storage/database.ts';
import { discardSent } from '#lib/storage/drafts.ts';
import { keeping } from '#lib/storage/keeping.ts';
import { post } from './bulletin.ts';
import { reached } from './contact.ts';
import { Unreachable, ask } from './fetch.ts';
import { each } from './loop.ts';
import { persistOnce } from './persist.ts';
import { failuresOf } from './problem.ts';

/**
 * Sends a request: first safe on this device, then tried at once and as often as needed. Waiting for it does not wait for
 * the network. The same `id` twice is one request.
 * @param draft what the form holds goes with the same stroke: a crash in between would have it sent again as another one.
 * @param leftOut the dates of the series that are not asked for; they stay on this device.
 * @returns `storage` where the device could not keep it; nothing is sent then.
 */
export async function sendAsk(wish: Ask, draft?: { form: string; values: unknown }, leftOut: FreeTime[] = []): Promise<Failure | undefined> {
	const failed = await keeping(() =>
		database.transaction('rw', database.outbox, database.draft, async () => {
			await database.outbox.put({ id: wish.id, ask: wish, createdAt: new Date().toISOString(), ...(leftOut.length > 0 && { leftOut }) });
			if (draft) await discardSent(draft);
		})
	);
	if (failed) return failed;
	persistOnce();
	post({ wake: 'courier' });
	return undefined;
}

/** Tries a refused request again, as it is. */
export async function resend(id: string): Promise<void> {
	await database.outbox.where('id').equals(id).modify((row) => void delete row.refused);
	post({ wake: 'courier' });
}

/** Throws away a request that was not sent. */
export const discardAsk = (id: string): Promise<void> => database.outbox.delete(id);

async function deliverOne(quarter: string, row: OutboxRow, signal: AbortSignal) {
	// Without the session: who asks is nobody, and a desk's ended session must not refuse a request (SPEC 2.4).
	const { status, body } = await ask(`/api/${quarter}/inbox`, { send: row.ask, signal, credentials: 'omit' });
	reached();
	if (status !== 201) {
		const refused = failuresOf(body);
		if (!refused) throw new Unreachable(`answered ${status} without a reason`, { status });
		await database.outbox.update(row.id, { refused });
		return;
	}
	const { value: answer, failures } = check(inboxAnswer, body);
	if (failures || answer.id !== row.id.toLowerCase()) throw new Unreachable('not an answer to this request', { status });
	await database.transaction('rw', database.outbox, database.receipt, async () => {
		await database.outbox.delete(row.id);
		await database.receipt.put({ id: row.id, ask: row.ask, receivedAt: answer.receivedAt, ...(row.leftOut && { leftOut: row.leftOut }) });
	});
}

/**
 * Brings what waits in the outbox to the server, oldest first. A row leaves only on the server's answer, in the same
 * transaction in which its receipt is kept; what is refused stays with the reasons. One that the server fails on waits
 * without holding up those behind it.
 * @throws Unreachable; what was not delivered waits.
 */
export async function deliver(quarter: string, signal: AbortSignal): Promise<number> {
	const waiting = (await database.outbox.orderBy('createdAt').toArray()).filter(({ refused }) => !refused);
	await each(waiting, (row) => deliverOne(quarter, row, signal));
	return waiting.length;
}
