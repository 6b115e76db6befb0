import { receiptAnswer } from '#lib/features/request/ask.ts';
import { isClosed } from '#lib/features/request/rules.ts';
import { check } from '#lib/kernel/check.ts';
import { dayOf, toLocal } from '#lib/kernel/moments.ts';
import { type ReceiptRow, database } from '#lib/storage/database.ts';
import { reached } from './contact.ts';
import { ask } from './fetch.ts';
import { each } from './loop.ts';

/** Whether the server may still say something new: what is confirmed can be cancelled until it is over. */
function isOpen({ answer, ask }: ReceiptRow): boolean {
	if (!answer) return true;
	const today = dayOf(toLocal(Date.now()));
	const dates = answer.dates ?? [{ state: answer.state, date: ask.date }];
	return dates.some(({ state, date }) => !isClosed(state) && !(state === 'confirmed' && date < today));
}

/**
 * Asks how the requests of this device stand. Final answers are not asked for again; a receipt the server does not know
 * keeps what was known, and one that the server fails on does not hold up the others.
 * @throws Unreachable
 */
export async function refreshReceipts(quarter: string, signal: AbortSignal): Promise<void> {
	await each((await database.receipt.toArray()).filter(isOpen), async (row) => {
		const { status, body } = await ask(`/api/${quarter}/receipts/${row.id}`, { signal, credentials: 'omit', headers: { Authorization: `Bearer ${row.ask.receipt}` } });
		reached();
		const { value: answer } = status === 200 ? check(receiptAnswer, body) : {};
		if (answer) await database.receipt.update(row.id, { answer });
	});
}
