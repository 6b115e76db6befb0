import type { ChangesOptions } from '../store/store.ts';
import { type Asked, numberOf } from './asked.ts';

/** Milliseconds: CouchDB's default, and what we let clients choose. */
const HEARTBEAT = { least: 1000, usual: 60_000, most: 60_000 };
const TIMEOUT = { usual: 60_000, most: 60_000 };
/** A feed with a heartbeat has no time-out of its own, but a session that ended must not be served for ever. */
const LONGEST = 10 * 60_000;

/**
 * Waits for the next change after `options.since`, where there was none so far (SPEC 3.7). Headers and heartbeats go out
 * at once, so that the client can tell a quiet server from a dead line; nothing is compressed, which would hold them back.
 */
export function longpoll({ database, query, request, context }: Asked, options: ChangesOptions): Response {
	const encoder = new TextEncoder();
	const beat = query.has('heartbeat') ? clamp(numberOf(query, 'heartbeat') || HEARTBEAT.usual, HEARTBEAT.least, HEARTBEAT.most) : undefined;
	const patience = beat ? LONGEST : clamp(numberOf(query, 'timeout') ?? TIMEOUT.usual, 0, TIMEOUT.most);
	let stop = () => {};

	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			const answer = async () => {
				stop();
				try {
					controller.enqueue(encoder.encode(JSON.stringify(await database.changes(options))));
					controller.close();
				} catch (error) {
					controller.error(error);
				}
			};
			const timers = [
				setTimeout(answer, patience),
				beat === undefined ? undefined : setInterval(() => controller.enqueue(encoder.encode('\n')), beat)
			];
			const forget = database.watch(() => void answer());
			stop = () => {
				timers.forEach(clearTimeout);
				forget();
				for (const signal of [request.signal, context.closing]) signal.removeEventListener('abort', answer);
			};
			for (const signal of [request.signal, context.closing]) signal.addEventListener('abort', answer);
			if (context.closing.aborted) void answer();
		},
		cancel: () => stop()
	});
	return new Response(body, {
		headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' }
	});
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
