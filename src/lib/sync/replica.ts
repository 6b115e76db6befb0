import { type Line, lineTo } from './channel.ts';
import { keepTrying, pause } from './loop.ts';
import type { ReplicaVerbs } from './replica.worker.ts';

/** How long a worker may take to load and to open its databases. Milliseconds. */
const OPENING = 30_000;
/** A worker is asked this often whether it is alive, and must answer within the same time. Milliseconds. */
const PULSE = 30_000;

/** Keeps the desk's replica running in its worker until the signal ends; a worker that dies is started again. */
export function replicate(quarter: string, signal: AbortSignal): Promise<void> {
	return keepTrying((until) => oneLife(quarter, until), signal);
}

/** One life of the worker. @throws Error when it dies or does not answer. */
async function oneLife(quarter: string, signal: AbortSignal): Promise<void> {
	const worker = new Worker(new URL('./replica.worker.ts', import.meta.url), { type: 'module' });
	const died = new Promise<never>((_, reject) => {
		worker.onerror = (event) => reject(new Error(`replica worker: ${event.message || 'could not be loaded'}`));
		worker.onmessageerror = () => reject(new Error('replica worker: unreadable message'));
	});
	try {
		await Promise.race([died, live(lineTo<ReplicaVerbs>(worker), quarter, signal)]);
	} finally {
		worker.terminate();
	}
}

async function live(line: Line<ReplicaVerbs>, quarter: string, signal: AbortSignal) {
	const late = pause(OPENING, signal).then(() => {
		if (!signal.aborted) throw new Error('replica worker: not ready in time');
	});
	await Promise.race([line.ready, late]);
	if (signal.aborted) return;
	await line.call('start', OPENING, quarter);
	while (!signal.aborted) {
		await pause(PULSE, signal);
		if (!signal.aborted) await line.call('pulse', PULSE);
	}
}
