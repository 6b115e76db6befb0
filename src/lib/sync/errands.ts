import { receiptAnswer } from '#lib/features/request/ask.ts';
import { check } from '#lib/kernel/check.ts';
import type { Failure } from '#lib/kernel/failure.ts';
import { newId } from '#lib/kernel/ids.ts';
import { type Errand, type ErrandRow, database } from '#lib/storage/database.ts';
import { discardSent } from '#lib/storage/drafts.ts';
import { keeping } from '#lib/storage/keeping.ts';
import { post } from './bulletin.ts';
import { reached } from './contact.ts';
import { Unreachable, ask } from './fetch.ts';
import { each } from './loop.ts';
import { failuresOf } from './problem.ts';

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

/** Where an errand goes, and what it says there; `id` makes a message the same however often it is sent. */
function parcelOf({ id, errand }: ErrandRow): { path: string; method: 'POST' | 'PUT'; send: unknown } {
	if (errand.does === 'contact') return { path: 'contact', method: 'PUT', send: errand.contact };
	if (errand.does === 'message') return { path: 'messages', method: 'POST', send: { id, text: errand.text } };
	return { path: 'replies', method: 'POST', send: { request: errand.request, says: errand.says } };
}

async function deliverOne(quarter: string, row: ErrandRow, signal: AbortSignal) {
	const receipt = await database.receipt.get(row.receipt);
	if (!receipt) return;
	const { path, method, send } = parcelOf(row);
	const headers = { Authorization: `Bearer ${receipt.ask.receipt}` };
	const { status, body } = await ask(`/api/${quarter}/receipts/${row.receipt}/${path}`, { method, send, signal, credentials: 'omit', headers });
	reached();
	if (status >= 400) {
		const refused = failuresOf(body);
		if (!refused) throw new Unreachable(`answered ${status} without a reason`, { status });
		await database.errand.update(row.id, { refused });
		return;
	}
	const { value: answer } = check(receiptAnswer, body);
	if (!answer || answer.id !== row.receipt.toLowerCase()) throw new Unreachable('not an answer to this', { status });
	await database.transaction('rw', database.errand, database.receipt, async () => {
		const now = await database.errand.get(row.id);
		if (now?.createdAt === row.createdAt) await database.errand.delete(row.id);
		const { errand } = row;
		await database.receipt.where('id').equals(row.receipt).modify((known) => {
			known.answer = answer;
			if (errand.does === 'contact') known.ask = { ...known.ask, contact: errand.contact };
		});
	});
}

/**
 * Brings what was said about receipts to the server, oldest first. A row leaves only on the server's answer, which is kept with
 * it; what is refused stays with the reasons.
 * @throws Unreachable; what was not delivered waits.
 */
export async function deliverErrands(quarter: string, signal: AbortSignal): Promise<number> {
	const waiting = (await database.errand.orderBy('createdAt').toArray()).filter(({ refused }) => !refused);
	await each(waiting, (row) => deliverOne(quarter, row, signal));
	return waiting.length;
}
