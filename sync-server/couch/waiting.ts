import type { Database } from '../store/store.ts';

export type Waiting = {
	/** Until something was written since the last call, the time (ms) is out, or the wait is to end. */
	next(ms: number): Promise<'written' | 'time' | 'over'>;
	/** Ends the wait for good; nothing is held any more. */
	end(): void;
};

/** By what ends many waits: those waits. It has one listener for all, as each looks through all before it. */
const ending = new WeakMap<AbortSignal, Set<() => void>>();

function endWith(signal: AbortSignal, end: () => void): () => void {
	const waits = ending.get(signal) ?? new Set();
	if (!ending.has(signal)) signal.addEventListener('abort', () => waits.forEach((one) => one()));
	ending.set(signal, waits.add(end));
	return () => void waits.delete(end);
}

/**
 * Waits for writes to a database; a write between two waits is not lost.
 * @param ends what else ends it.
 * @param told.written is called at every write, before anybody goes on. @param told.ended when it is over for good.
 */
export function waitFor(database: Database, ends: readonly AbortSignal[], told: { written: () => void; ended: () => void }): Waiting {
	let written = false;
	let over = ends.some((signal) => signal.aborted);
	let wake = () => {};
	const forget = database.watch(() => {
		written = true;
		told.written();
		wake();
	});
	const end = () => {
		over = true;
		forget();
		told.ended();
		for (const leave of leaving) leave();
		wake();
	};
	const leaving = ends.map((signal) => endWith(signal, end));

	return {
		end,
		async next(ms) {
			if (!over && !written) {
				await new Promise<void>((resolve) => {
					const timer = setTimeout(resolve, ms);
					wake = () => {
						clearTimeout(timer);
						resolve();
					};
				});
				wake = () => {};
			}
			if (over) return 'over';
			const found = written ? 'written' : 'time';
			written = false;
			return found;
		}
	};
}
