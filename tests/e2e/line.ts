import { type AddressInfo, type Socket, connect, createServer } from 'node:net';

/** A network line between one device and the server, that can really be cut. */
export type Line = {
	origin: string;
	/** Method and path of everything the device sent, workers and service worker included. */
	requests: string[];
	/** Bytes from the server to the device so far. */
	received: () => number;
	/** Breaks every connection and refuses new ones. */
	cut: () => Promise<void>;
	restore: () => Promise<void>;
	close: () => Promise<void>;
};

/** Opens a line to a server on this machine: plain TCP, so that a cut is a cut for every part of the browser. */
export async function openLine(serverPort: number): Promise<Line> {
	const ends = new Set<Socket>();
	const requests: string[] = [];
	let bytes = 0;
	const listener = createServer((device) => {
		const server = connect(serverPort, '127.0.0.1');
		for (const [one, other] of [[device, server], [server, device]] as const) {
			ends.add(one);
			one.on('error', () => one.destroy());
			one.on('close', () => {
				ends.delete(one);
				other.destroy();
			});
			one.pipe(other);
		}
		device.on('data', (chunk) => {
			for (const [, method, path] of chunk.toString('latin1').matchAll(/^(GET|HEAD|POST|PUT|DELETE) (\S+) HTTP\/1\.1\r$/gm)) requests.push(`${method} ${path}`);
		});
		server.on('data', (chunk) => (bytes += chunk.length));
	});
	const listen = (port: number) => new Promise<void>((resolve, reject) => listener.once('error', reject).listen(port, '127.0.0.1', resolve));
	await listen(0);
	const { port } = listener.address() as AddressInfo;
	const cut = async () => {
		const closed = new Promise<void>((resolve) => (listener.listening ? listener.close(() => resolve()) : resolve()));
		for (const end of ends) end.destroy();
		await closed;
	};
	return { origin: `http://127.0.0.1:${port}`, requests, received: () => bytes, cut, restore: () => (listener.listening ? Promise.resolve() : listen(port)), close: cut };
}
