import type { Database } from '../store/store.ts';

export type Waiting = {
	/** Until something was written since the last call, the time (ms) is out, or the wait is to end. */
	next(ms: number): Promise<'written' | 'time' | 'over'>;
	/** Ends the wait for good; nothing is held any more. */
	end(): void;
};

/**
 * Waits for writes to a database; a write between two waits is not lost.
 * @param ends what else ends it. @param ended is called when it is over for good.
 */
export function waitFor(database: Database, ends: readonly AbortSignal[], ended: () => void): Waiting {
	let written = false;
	let over = ends.some((signal) => signal.aborted);
	let wake = () => {};
	const forget = database.watch(() => {
		written = true;
		wake();
	});
	const end = () => {
		over = true;
		forget();
		ended();
		for (const signal of ends) signal.removeEventListener('abort', end);
		wake();
	};
	for (const signal of ends) signal.addEventListener('abort', end);

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
