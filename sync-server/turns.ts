import { setImmediate } from 'node:timers/promises';

/** Milliseconds that others wait for somebody's long work. */
const TURN = 10;

/** To be awaited between two steps of long work: it lets others go on where a turn is over, and costs nothing where none is. */
export function takeTurns(): () => Promise<void> {
	let began = performance.now();
	return async () => {
		if (performance.now() - began <= TURN) return;
		await setImmediate();
		began = performance.now();
	};
}
