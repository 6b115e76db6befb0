import { setTimeout as wait } from 'node:timers/promises';
import type { CouchAddress } from './couchdb-address.ts';
import { StoreError } from './store.ts';

/** Requests under way at most; further ones wait here and not in CouchDB. Feeds are not counted. */
const AT_ONCE = 64;
/** Milliseconds: one request, and the pause before the first repetition; each further one is twice as long. */
const PATIENCE = 30_000;
const PAUSE = 100;
const REPETITIONS = 4;

const passing = new Set([408, 429, 500, 502, 503, 504]);
/** What CouchDB says with 401 to whoever it knows well, but who asks for something of its own administrators'. */
const ONLY_ADMINISTRATORS = 'You are not a server admin';
const saying: Record<number, string> = { 401: 'does not accept this name and password', 403: 'does not allow that to this user' };

export type Answer = { status: number; body: Record<string, unknown> };
export type Asking = {
	body?: unknown;
	/** Whether sending it twice is the same as once: only then it is sent again where CouchDB was out of breath. Reading is. */
	repeatable?: boolean;
	/** A feed waits as long as this and takes nobody's turn. */
	feed?: { patience: number; signal: AbortSignal };
};

/** How to speak to one CouchDB. `path` begins with a slash. */
export type Couch = ReturnType<typeof connect>;

/**
 * Speaks JSON to a CouchDB: bounded, with a time-out on every request, repeating what may be repeated.
 * @param fetch the platform's, or a test's.
 */
export function connect({ base, host, authorization }: CouchAddress, fetch: typeof globalThis.fetch = globalThis.fetch) {
	const turns = openTurns(AT_ONCE);
	const headers = { Accept: 'application/json', ...(authorization !== undefined && { Authorization: authorization }) };

	async function send(method: string, path: string, { body, feed }: Asking): Promise<Response> {
		const signal = feed ? AbortSignal.any([feed.signal, AbortSignal.timeout(feed.patience)]) : AbortSignal.timeout(PATIENCE);
		const json = body === undefined ? {} : { body: JSON.stringify(body) };
		const type = body === undefined && method !== 'POST' ? {} : { 'Content-Type': 'application/json' };
		return fetch(base + path, { method, headers: { ...headers, ...type }, ...json, signal, redirect: 'error' });
	}

	async function once<T>(method: string, path: string, asking: Asking, take: (answer: Response) => Promise<T>): Promise<T> {
		try {
			const answer = await send(method, path, asking);
			if (answer.status < 500 && !passing.has(answer.status) && answer.status !== 401 && answer.status !== 403) return await take(answer);
			const said = await answer.text();
			const words = said.includes(ONLY_ADMINISTRATORS) ? saying[403] : saying[answer.status];
			throw new StoreError(`CouchDB at ${host} ${words ?? `answered ${answer.status} to ${method}`}.`, answer.status);
		} catch (error) {
			throw error instanceof StoreError ? error : new StoreError(`CouchDB at ${host} cannot be reached (${reasonOf(error)}).`);
		}
	}

	async function patiently<T>(method: string, path: string, asking: Asking, take: (answer: Response) => Promise<T>): Promise<T> {
		const { repeatable = method === 'GET', feed } = asking;
		for (let pause = PAUSE, left = repeatable && !feed ? REPETITIONS : 0; ; pause *= 2, left--) {
			try {
				return await (feed ? once(method, path, asking, take) : turns.take(() => once(method, path, asking, take)));
			} catch (error) {
				if (left === 0 || !mayPass(error)) throw error;
				await wait(pause * (0.5 + Math.random() / 2));
			}
		}
	}

	function parse(status: number, text: string): Answer {
		try {
			const body = text ? (JSON.parse(text) as Answer['body']) : {};
			if (status !== 412 || body.error !== 'nodedown') return { status, body };
		} catch {
			// CouchDB has said 200 by the time that something goes wrong in the middle of a list.
			if (/^[{[]/.test(text)) throw new StoreError(`CouchDB at ${host} broke off in the middle of an answer.`);
			throw new StoreError(`What answers at ${host} is no CouchDB: it speaks no JSON.`, status);
		}
		throw new StoreError(`CouchDB at ${host} has too few of its nodes at hand.`, 503);
	}

	async function read(answer: Response): Promise<Answer> {
		return parse(answer.status, await answer.text());
	}

	return {
		host,
		/**
		 * Asks for JSON. @returns what CouchDB answered, refusals (400, 404, 409, 412, 413) among it; 412 is also what it says where nodes are away.
		 * @throws StoreError where it cannot be reached, is out of order or does not let us in.
		 */
		ask: (method: string, path: string, asking: Asking = {}): Promise<Answer> => patiently(method, path, asking, read),
		/** The bytes at an address, or undefined where there are none. */
		bytes: (path: string): Promise<Uint8Array | undefined> =>
			patiently('GET', path, {}, async (answer) => (answer.ok ? new Uint8Array(await answer.arrayBuffer()) : void (await read(answer))))
	};
}

const mayPass = (error: unknown) => error instanceof StoreError && (error.status === undefined || passing.has(error.status));

/** Why a request failed, in the platform's words, which name address and port but no credentials. */
function reasonOf(error: unknown): string {
	const { cause, name, message } = error as Error & { cause?: Error & { code?: string } };
	return cause?.code ?? (name === 'TimeoutError' ? 'no answer in time' : (cause?.message ?? message));
}

/** Lets `most` run at once; the others wait in line. */
function openTurns(most: number) {
	let free = most;
	const line: (() => void)[] = [];
	return {
		async take<T>(work: () => Promise<T>): Promise<T> {
			if (free > 0) free--;
			else await new Promise<void>((turn) => line.push(turn));
			try {
				return await work();
			} finally {
				const next = line.shift();
				if (next) next();
				else free++;
			}
		}
	};
}
