import { receiptAnswer } from '#lib/features/request/ask.ts';
import { check } from '#lib/kernel/check.ts';
import { type ErrandRow, database } from '#lib/storage/database.ts';
import { reached } from './contact.ts';
import { Unreachable, ask } from './fetch.ts';
import { each } from './loop.ts';
import { failuresOf } from './problem.ts';

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
