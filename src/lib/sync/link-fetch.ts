import { Unreachable, busy, fetchWhole, isBusy, isJson } from './fetch.ts';
import { delayAfter, pause } from './loop.ts';

/** How often one request is tried before the link starts over. */
const TRIES = 4;

/** The server knows no session of this device any more. */
export class SessionOver extends Error {}

/** @throws Unreachable for an answer that was cut off: PouchDB would take it for a failure of its own, or not notice at all. */
function read({ status, text }: { status: number; text: string }): Response {
	try {
		const body: unknown = JSON.parse(text);
		return Object.assign(new Response(null, { status, headers: { 'Content-Type': 'application/json' } }), { json: async () => body });
	} catch {
		throw new Unreachable('the answer is cut off');
	}
}

const isLongpoll = (url: string) => url.includes('feed=longpoll');
const never = () => new Promise<never>(() => {});

/**
 * The `fetch` of one link. PouchDB has none of this: an end to every request, another try for what fails by chance, and no
 * answer that is not the server's.
 * @param fail ends the link. The request itself is then left unanswered on purpose: PouchDB would remember a failed
 *   `_bulk_get` and ask for documents one by one until the worker ends. So it is when the link ends.
 * @param quiet hears the heartbeats of a longpoll: the line stands and there is nothing new.
 */
export function linkFetch(signal: AbortSignal, credentials: RequestCredentials, fail: (error: Error) => void, quiet: () => void) {
	const once = async (url: string, init: RequestInit) => {
		const both = init.signal ? AbortSignal.any([signal, init.signal]) : signal;
		const whole = await fetchWhole(url, { ...init, credentials, signal: both, onHeartbeat: isLongpoll(url) ? quiet : undefined });
		if (isBusy(whole.status)) throw busy(whole.status, whole.headers);
		if (!isJson(whole.headers)) throw new Unreachable('not our server: the answer is not JSON');
		if (whole.status === 401) throw new SessionOver();
		return read(whole);
	};
	return async (input: string | Request, init: RequestInit = {}): Promise<Response> => {
		const url = typeof input === 'string' ? input : input.url;
		for (let tries = 1; ; tries++) {
			try {
				return await once(url, init);
			} catch (error) {
				if (signal.aborted) return never();
				if (init.signal?.aborted) throw error;
				if (error instanceof SessionOver || tries === TRIES) {
					fail(error as Error);
					return never();
				}
				await pause(delayAfter(tries, error), signal);
			}
		}
	};
}
