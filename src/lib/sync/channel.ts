/** A typed request/reply channel to a worker. */
type Verbs = Record<string, (...args: never[]) => unknown>;
type Port = { postMessage(message: unknown): void; addEventListener(type: 'message', listener: (event: MessageEvent) => void): void };
type Reply = { ready?: true; id?: number; ok?: unknown; failed?: string };

/** Offers verbs to whoever holds the other end, and says that this end is ready. */
export function serve(port: Port, verbs: Verbs): void {
	port.addEventListener('message', async ({ data }) => {
		const { id, verb, args } = data as { id: number; verb: string; args: never[] };
		try {
			port.postMessage({ id, ok: await verbs[verb]?.(...args) });
		} catch (error) {
			port.postMessage({ id, failed: error instanceof Error ? error.message : String(error) });
		}
	});
	port.postMessage({ ready: true });
}

export type Line<V extends Verbs> = {
	/** Asks the other end. @throws Error where it fails, or does not answer within `patience` milliseconds. */
	call<K extends keyof V & string>(verb: K, patience: number, ...args: Parameters<V[K]>): Promise<Awaited<ReturnType<V[K]>>>;
	/** Resolves when the other end is ready to be asked. */
	ready: Promise<void>;
};

/** The asking end. Nothing waits for ever: a worker that died at load is noticed by the time-out. */
export function lineTo<V extends Verbs>(port: Port): Line<V> {
	const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
	let next = 0;
	let opened = () => {};
	const ready = new Promise<void>((resolve) => (opened = resolve));
	port.addEventListener('message', ({ data }) => {
		const { ready: isReady, id = -1, ok, failed } = data as Reply;
		if (isReady) return opened();
		const asked = waiting.get(id);
		waiting.delete(id);
		if (failed === undefined) asked?.resolve(ok);
		else asked?.reject(new Error(failed));
	});
	return {
		ready,
		call: (verb, patience, ...args) =>
			new Promise((resolve, reject) => {
				const id = next++;
				const late = setTimeout(() => {
					waiting.delete(id);
					reject(new Error(`no answer to ${verb} within ${patience} ms`));
				}, patience);
				const settled =
					<T>(settle: (value: T) => void) =>
					(value: T) => {
						clearTimeout(late);
						settle(value);
					};
				waiting.set(id, { resolve: settled(resolve as (value: unknown) => void), reject: settled(reject) });
				port.postMessage({ id, verb, args });
			})
	};
}
