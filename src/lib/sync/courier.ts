import { deliverErrands } from './errand-delivery.ts';
import { each, keepTrying } from './loop.ts';
import { deliver } from './outbox.ts';
import { refreshReceipts } from './receipts.ts';

/** Receipts are asked for at least this often while somebody looks. Milliseconds. */
const ROUND = 60_000;

/** Delivers the outbox and what is said about receipts, and asks for the receipts, each minute and whenever somebody calls, until the signal ends. */
export const courier = (quarter: string, signal: AbortSignal): Promise<void> =>
	keepTrying(
		async () => {
			await each([deliver, deliverErrands, refreshReceipts], (errand) => errand(quarter, signal));
		},
		signal,
		{ between: ROUND, wake: ['all', 'courier'] }
	);
