import { Agent, type IncomingMessage, request } from 'node:http';

type Asking = { json?: unknown; body?: Uint8Array | undefined; headers?: Record<string, string>; takes?: number[] };
type Answer = { status: number; type: string; body: Buffer; json: Record<string, any> };

/** As CouchDB writes what stands in an address. */
const quoted = (text: string) => encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
export const query = (parameters: Record<string, string>) =>
	Object.keys(parameters).length === 0 ? '' : `?${Object.entries(parameters).map(([name, value]) => `${name}=${quoted(value).replaceAll('%20', '+')}`).join('&')}`;
/** The slash of `_design/` and `_local/` stays one, and a colon stays a colon. */
export const encodedId = (id: string) => {
	const [, prefix = '', name = ''] = /^(_design\/|_local\/)?(.*)$/s.exec(id)!;
	return prefix + quoted(name).replaceAll('%3A', ':');
};

/** One remote database as CouchDB's replicator speaks to it: signed in by cookie at the root of the server, else by Basic. */
export class Side {
	readonly #url: URL;
	readonly #credentials: { name: string; password: string };
	readonly #agent = new Agent({ keepAlive: true });
	#identity: Record<string, string> = {};

	/** @param address with name and password. */
	constructor(address: string) {
		const { username, password, origin, pathname } = new URL(address);
		this.#credentials = { name: decodeURIComponent(username), password: decodeURIComponent(password) };
		this.#url = new URL(`${origin}${pathname.replace(/\/*$/, '/')}`);
	}

	close(): void {
		this.#agent.destroy();
	}

	async signIn(): Promise<void> {
		const { name, password } = this.#credentials;
		const body = Buffer.from(`name=${quoted(name)}&password=${quoted(password)}`);
		const answer = await this.#send('POST', new URL('/_session', this.#url), { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': String(body.length) }, body);
		await read(answer);
		if (answer.statusCode === 404) this.#identity = { Authorization: `Basic ${btoa(`${name}:${password}`)}` };
		else if (answer.statusCode !== 200 || !this.#takeCookie(answer)) throw new Error(`session: ${answer.statusCode}`);
	}

	/** What was asked, as JSON where it is. A session that has ended is begun anew, once. @throws where the status is none of `takes`. */
	async ask(method: string, path: string, { json, body, headers = {}, takes = [200] }: Asking = {}): Promise<Answer> {
		const content = json === undefined ? body : Buffer.from(JSON.stringify(json));
		const all = {
			...(json !== undefined && { 'Content-Type': 'application/json' }),
			...((content !== undefined || method !== 'GET') && { 'Content-Length': String(content?.length ?? 0) }),
			...headers
		};
		let answer = await this.#send(method, new URL(this.#url + path), all, content);
		if (answer.statusCode === 401 || answer.statusCode === 403) {
			const again = this.#identity.Cookie !== undefined && answer.statusCode === 401;
			if (again) {
				await read(answer);
				await this.signIn();
				answer = await this.#send(method, new URL(this.#url + path), all, content);
			}
		}
		this.#takeCookie(answer);
		const [status, type, bytes] = [answer.statusCode!, answer.headers['content-type'] ?? '', await read(answer)];
		if (!takes.includes(status)) throw new Error(`${method} ${path} was answered ${status} ${bytes}`);
		return { status, type, body: bytes, json: type.startsWith('multipart/') || bytes.length === 0 ? {} : JSON.parse(bytes.toString()) };
	}

	/** The lines of a continuous feed, as many together as have come, until it ends or `stop`. */
	async *lines(method: string, path: string, json: unknown, stop: AbortSignal): AsyncGenerator<Record<string, any>[]> {
		const body = json === undefined ? undefined : Buffer.from(JSON.stringify(json));
		const headers = body ? { 'Content-Type': 'application/json', 'Content-Length': String(body.length) } : {};
		const answer = await this.#send(method, new URL(this.#url + path), headers, body);
		if (answer.statusCode !== 200) throw new Error(`_changes was answered ${answer.statusCode}`);
		stop.addEventListener('abort', () => answer.destroy());
		let rest = '';
		try {
			for await (const piece of answer.setEncoding('utf8')) {
				const lines = (rest + piece).split('\n');
				rest = lines.pop()!;
				const told = lines.filter(Boolean).map((line) => JSON.parse(line) as Record<string, any>);
				if (told.length > 0) yield told;
			}
		} catch (error) {
			if (!stop.aborted) throw error;
		}
	}

	#takeCookie({ headers }: IncomingMessage): boolean {
		const [, value] = /^AuthSession=([^\s;,"()<>@:\\/[\]?={}]+)\s*(?:;|$)/.exec(headers['set-cookie']?.[0] ?? '') ?? [];
		if (value) this.#identity = { Cookie: `AuthSession=${value}` };
		return value !== undefined;
	}

	#send(method: string, url: URL, headers: Record<string, string>, body: Uint8Array | undefined): Promise<IncomingMessage> {
		return new Promise((resolve, reject) => {
			const all = { Accept: 'application/json', 'User-Agent': 'CouchDB-Replicator/3.5.0', ...this.#identity, ...headers };
			request(url, { method, headers: all, agent: this.#agent }, resolve).on('error', reject).end(body);
		});
	}
}

async function read(answer: IncomingMessage): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of answer) pieces.push(piece as Buffer);
	return Buffer.concat(pieces);
}
