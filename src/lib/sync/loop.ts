import { type Bulletin, hear } from './bulletin.ts';
import { lost } from './contact.ts';
import { Unreachable } from './fetch.ts';

/** Longest pause between two tries, in milliseconds. */
const CAP = 30_000;

/**
 * How long to wait after so many failures in a row: doubles from half a second to 30 s, half of it by chance, so that a
 * thousand phones do not return in the same second. What the server asked for is the least.
 */
export function delayAfter(failures: number, error?: unknown, random = Math.random): number {
	const grown = Math.min(CAP, 500 * 2 ** (failures - 1));
	const asked = error instanceof Unreachable ? (error.retryAfter ?? 0) * 1000 : 0;
	return Math.max(asked, grown * (0.5 + random() / 2));
}

/** Hears who calls to try now, until it is ended: `call` is done at every one. */
const hearCalls = (wake: readonly Bulletin['wake'][], call: () => void): (() => void) => hear((bulletin) => bulletin.wake && wake.includes(bulletin.wake) && call());

/** Waits; ends early when the signal ends or, with `wake`, when somebody calls to try now. Never rejects. */
export function pause(milliseconds: number, signal: AbortSignal, wake?: readonly Bulletin['wake'][]): Promise<void> {
	return new Promise((resolve) => {
		if (signal.aborted) return resolve();
		const unhear = wake ? hearCalls(wake, done) : () => {};
		const timer = setTimeout(done, milliseconds);
		signal.addEventListener('abort', done);
		function done() {
			clearTimeout(timer);
			unhear();
			signal.removeEventListener('abort', done);
			resolve();
		}
	});
}

/**
 * Does something with each of some things, in order. Where the server answers that it failed (500), the others have their
 * turn all the same; no line, or a server that has too much to do, ends the round.
 * @throws the first failure, at the end.
 */
export async function each<T>(things: readonly T[], work: (thing: T) => Promise<unknown>): Promise<void> {
	let first: unknown;
	for (const thing of things) {
		try {
			await work(thing);
		} catch (error) {
			if (!isOfThisOnly(error)) throw error;
			first ??= error;
		}
	}
	if (first !== undefined) throw first;
}

/** Statuses that mean the server as a whole, not what it was asked. */
const ofAll = new Set([408, 425, 429, 502, 503, 504, 507]);
const isOfThisOnly = (error: unknown) => error instanceof Unreachable && error.status !== undefined && !ofAll.has(error.status);

/**
 * Does something over and over until the signal ends. After a failure it waits longer each time, but tries at once when
 * the network or the person comes back. Who calls during a turn may have come too late for it: the next one begins at once.
 * @param turn one go; it waits for work itself, or `between` milliseconds pass.
 */
export async function keepTrying(
	turn: (signal: AbortSignal) => Promise<void>,
	signal: AbortSignal,
	{ between = 0, wake = ['all'] as readonly Bulletin['wake'][] } = {}
): Promise<void> {
	if (signal.aborted) return;
	let failures = 0;
	let isCalled = false;
	const unhear = hearCalls(wake, () => (isCalled = true));
	signal.addEventListener('abort', unhear, { once: true });
	const waitFor = (milliseconds: number) => (isCalled ? undefined : pause(milliseconds, signal, wake));
	while (!signal.aborted) {
		isCalled = false;
		try {
			await turn(signal);
			failures = 0;
			if (between) await waitFor(between);
		} catch (error) {
			if (signal.aborted) return;
			failures++;
			if (!(error instanceof Unreachable)) console.error(error);
			else if (!isOfThisOnly(error)) lost();
			const mayHurry = !(error instanceof Unreachable && error.retryAfter);
			await (mayHurry ? waitFor(delayAfter(failures, error)) : pause(delayAfter(failures, error), signal));
		}
	}
}
