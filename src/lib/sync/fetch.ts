/** Nothing came for this long: the line is dead, whatever the browser believes. Milliseconds. */
const STALL = 30_000;

/** The server cannot be used right now: no line, a stalled one, an answer that is not its own, or it is overloaded. */
export class Unreachable extends Error {
	/** What it answered, where it is the server that answered. */
	readonly status: number | undefined;
	/** Seconds the server asked to wait. */
	readonly retryAfter: number | undefined;
	constructor(reason: string, answer?: { status: number; retryAfter?: number | undefined }) {
		super(reason);
		this.name = 'Unreachable';
		this.status = answer?.status;
		this.retryAfter = answer?.retryAfter;
	}
}

/** A watch that fires when nothing happened for `STALL`; `alive` winds it up again. */
function watchdog(stall: number) {
	const controller = new AbortController();
	let timer: ReturnType<typeof setTimeout>;
	const alive = () => {
		clearTimeout(timer);
		timer = setTimeout(() => controller.abort(new Unreachable('stalled')), stall);
	};
	alive();
	return { signal: controller.signal, alive, rest: () => clearTimeout(timer) };
}

type Options = RequestInit & { stall?: number; onHeartbeat?: (() => void) | undefined };

/**
 * `fetch` with the whole body read, and with an end: it gives up when no byte came for `stall` milliseconds.
 * @param options `onHeartbeat` hears the newlines of a longpoll that has nothing to tell yet.
 * @throws Unreachable without an answer; the signal's reason where the caller gave up.
 */
export async function fetchWhole(url: string, options: Options = {}): Promise<{ status: number; headers: Headers; text: string }> {
	const { stall = STALL, onHeartbeat, signal, ...init } = options;
	const dog = watchdog(stall);
	try {
		const response = await fetch(url, { ...init, signal: signal ? AbortSignal.any([signal, dog.signal]) : dog.signal });
		const decoder = new TextDecoder();
		let text = '';
		const reader = response.body?.getReader();
		for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
			dog.alive();
			text += decoder.decode(piece.value, { stream: true });
			if (text.trim() === '') onHeartbeat?.();
		}
		return { status: response.status, headers: response.headers, text: text + decoder.decode() };
	} catch (error) {
		if (signal?.aborted) throw signal.reason;
		throw new Unreachable(error instanceof Error ? error.message : String(error));
	} finally {
		dog.rest();
	}
}

/** True for answers that mean "not now": the same request can succeed later. */
export const isBusy = (status: number) => status >= 500 || status === 408 || status === 425 || status === 429;

/** What is thrown for an answer that `isBusy`. */
export const busy = (status: number, headers: Headers) => new Unreachable(`answered ${status}`, { status, retryAfter: Number(headers.get('Retry-After')) || undefined });

/** True if the answer says it is JSON; anything else (a portal's HTML page) is not from our server. */
export const isJson = (headers: Headers) => /^application\/(problem\+)?json\b/.test(headers.get('Content-Type') ?? '');

export type Answer = { status: number; body: unknown };

/**
 * Asks the server something in JSON.
 * @returns the answer, refusals (4xx) included.
 * @throws Unreachable for everything that may be better later: no line, 5xx, 429, an answer that is not JSON.
 */
export async function ask(path: string, options: Omit<Options, 'body'> & { send?: unknown } = {}): Promise<Answer> {
	const { send, headers, ...rest } = options;
	const { status, headers: answered, text } = await fetchWhole(path, {
		...rest,
		...(send === undefined ? {} : { method: rest.method ?? 'POST', body: JSON.stringify(send) }),
		headers: { Accept: 'application/json', ...(send === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers }
	});
	if (isBusy(status)) throw busy(status, answered);
	if (!isJson(answered)) throw new Unreachable('not our server: the answer is not JSON');
	try {
		return { status, body: JSON.parse(text) };
	} catch {
		throw new Unreachable('the answer is cut off');
	}
}
