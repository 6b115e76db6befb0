/** The body of an answer that is written while it is sent. */
export type Outlet = {
	body: ReadableStream<Uint8Array>;
	/** Resolves when there is room for more; to false where whoever reads went away. */
	write(bytes: Uint8Array): Promise<boolean>;
	close(): void;
	/** Ends it as what cannot be trusted to be whole. */
	fail(error: unknown): void;
};

/** @param left is called when whoever reads goes away. */
export function openOutlet(left: () => void): Outlet {
	let controller: ReadableStreamDefaultController<Uint8Array>;
	let isOpen = true;
	let goOn = () => {};
	const body = new ReadableStream<Uint8Array>({
		start: (given) => void (controller = given),
		pull: () => goOn(),
		cancel() {
			isOpen = false;
			goOn();
			left();
		}
	});
	return {
		body,
		async write(bytes) {
			if (isOpen && bytes.length > 0) controller.enqueue(bytes);
			if (isOpen && controller.desiredSize! <= 0) await new Promise<void>((resolve) => (goOn = resolve));
			return isOpen;
		},
		close: () => void (isOpen && controller.close()),
		fail: (error) => void (isOpen && controller.error(error))
	};
}
