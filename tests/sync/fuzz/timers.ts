/** `node:timers/promises` as far as the server uses it, by the timers that this process has taken over (`clockwork.ts`). */
export const setTimeout = (after: number, value?: unknown, { signal }: { signal?: AbortSignal } = {}): Promise<unknown> =>
	new Promise((resolve, reject) => {
		const timer = globalThis.setTimeout(resolve, after, value);
		const leave = () => {
			clearTimeout(timer);
			reject(signal!.reason);
		};
		if (signal?.aborted) leave();
		else signal?.addEventListener('abort', leave, { once: true });
	});

export const setImmediate = (): Promise<void> => new Promise((resolve) => globalThis.setImmediate(() => resolve()));
