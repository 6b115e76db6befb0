import { sendHeld } from '#lib/features/decision/commands.ts';
import { remaining } from '#lib/features/decision/rules.ts';
import { database } from '#lib/storage/database.ts';
import { keepTrying, pause } from './loop.ts';
import { until } from './until.ts';

/** Sends what the office decided when its time to take it back is over, whichever tab held it, until the signal ends. */
export const sendWhenDue = (signal: AbortSignal): Promise<void> =>
	keepTrying(async () => {
		await until(async () => (await database.held.count()) > 0, signal);
		const next = await database.held.orderBy('due').first();
		if (!next || signal.aborted) return;
		await pause(remaining(next.due, Date.now()), signal);
		if (!signal.aborted) await sendHeld(({ due }) => remaining(due, Date.now()) === 0);
	}, signal);
