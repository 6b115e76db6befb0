import { createHash } from 'node:crypto';
import { vi } from 'vitest';

/**
 * Time and order of this process, taken from chance: timers fire only when they are told to, and a step has ended when
 * nothing is left to run. Needs everything in the process to wait by timers, immediates or `busyWhile`, never by threads.
 */
const immediately = globalThis.setImmediate;
const forget = globalThis.clearImmediate;
const immediates = new Set<unknown>();
let busy = 0;

function soon(run: (...args: unknown[]) => void, ...args: unknown[]) {
	const immediate = immediately(() => {
		immediates.delete(immediate);
		run(...args);
	});
	immediates.add(immediate);
	return immediate;
}

function notSoon(immediate: unknown) {
	if (!immediates.delete(immediate)) return false;
	forget(immediate as NodeJS.Immediate);
	return true;
}

/** Takes over timers, clocks and immediates of this process, and hashes at once instead of in a thread. Once per file. */
export function takeOverTime(at: string): void {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'], now: new Date(at) });
	const { setTimeout: later, clearTimeout: never } = globalThis;
	const own = {
		setImmediate: soon,
		clearImmediate: notSoon,
		setTimeout: (run: (...args: unknown[]) => void, after = 0, ...args: unknown[]) => (after <= 1 ? soon(run, ...args) : later(() => run(...args), after)),
		clearTimeout: (timer: NodeJS.Timeout) => notSoon(timer) || never(timer)
	};
	Object.assign(globalThis, own);
	crypto.subtle.digest = hashAtOnce;
}

const hashAtOnce = async (algorithm: unknown, bytes: unknown): Promise<ArrayBuffer> =>
	new Uint8Array(createHash(String(algorithm).replace('-', '').toLowerCase()).update(new Uint8Array(bytes as ArrayBuffer)).digest()).buffer;

/** Has `quiet` wait for something that uses a thread: compressing, deriving a key. */
export async function busyWhile<T>(work: Promise<T>): Promise<T> {
	busy++;
	try {
		return await work;
	} finally {
		busy--;
	}
}

const turn = () => new Promise<void>((resolve) => immediately(resolve));

/** Resolves when everything in this process waits for a message, a timer or the dice. */
export async function quiet(): Promise<void> {
	for (let still = 0; still < 2; still++) {
		await turn();
		if (immediates.size > 0 || busy > 0) still = -1;
	}
}

/** Sets the clock to the next timer and lets it go off. */
export function nextTimer(): void {
	vi.advanceTimersToNextTimer();
}

/** Starts over at an instant, without any timer of before. @param random what `Math.random` says from now on. */
export function windBack(at: string, random: () => number): void {
	Math.random = random;
	vi.clearAllTimers();
	vi.setSystemTime(new Date(at));
}
