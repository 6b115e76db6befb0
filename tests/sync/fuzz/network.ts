/** What may happen to a request on its way. `late`: the client is told that the line broke, the request arrives after all. */
export type Outbound = 'arrives' | 'twice' | 'lost' | 'late' | 'html' | 'gateway' | 'busy' | 'too-many';
/** What may happen to an answer on its way. `hangs`: a half-open line; half of it came, and no end. */
export type Inbound = 'arrives' | 'lost' | 'cut' | 'breaks' | 'hangs' | 'gateway';

/** Who sends: one cookie jar. */
export type Sender = { readonly name: string; readonly origin: string; cookie: string; online: boolean };

/** One request and what became of it. */
export type Call = {
	readonly from: Sender;
	/** As it stands in the trace. */
	readonly label: string;
	readonly request: { url: URL; method: string; headers: Record<string, string>; body: string | undefined; withCookie: boolean };
	at: 'client' | 'server' | 'answered';
	/** The client waits no more: it has its answer, or gave up. */
	over: boolean;
	answer?: { status: number; headers: Headers; text: string };
	readonly give: (response: Begun) => void;
	readonly fail: (error: unknown) => void;
	/** What the body of its answer comes through, once that has begun. */
	body?: Pipe;
	leave?: () => void;
};

type Piece = { done: boolean; value?: Uint8Array };
/** As much of a response as the client's `fetchWhole` uses. */
type Begun = { status: number; headers: Headers; body: { getReader: () => { read: () => Promise<Piece> } } };

/** The body of an answer while it comes. */
class Pipe {
	readonly #pieces: Promise<Piece>[] = [];
	#wake = () => {};
	#add(piece: Promise<Piece>) {
		piece.catch(() => undefined);
		this.#pieces.push(piece);
		this.#wake();
	}
	write = (text: string) => this.#add(Promise.resolve({ done: false, value: new TextEncoder().encode(text) }));
	end = () => this.#add(Promise.resolve({ done: true }));
	fail = (error: unknown) => this.#add(Promise.reject(error));
	getReader = () => ({
		read: async (): Promise<Piece> => {
			if (this.#pieces.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
			return this.#pieces.shift()!;
		}
	});
}

const broken = () => new TypeError('the line broke');
const page = { 'Content-Type': 'text/html' };
const json = { 'Content-Type': 'application/json' };
/** What others than the server answer: a portal, a proxy, a limit. */
const others: Partial<Record<Outbound | Inbound, [status: number, headers: Record<string, string>, text: string]>> = {
	html: [200, page, '<h1>Willkommen im Gäste-WLAN</h1>'],
	gateway: [502, page, '<h1>Bad Gateway</h1>'],
	busy: [503, json, '{"error":"busy"}'],
	'too-many': [429, { ...json, 'Retry-After': '3' }, '{"error":"too_many_requests"}']
};

/** The line between devices and server: nothing arrives before somebody says so, and how. */
export class Network {
	/** On their way, in the order they were sent. */
	calls: Call[] = [];
	readonly #serve: (request: Request, from: Sender) => Promise<Response>;
	readonly #answered: (call: Call) => void;

	/** @param answered hears of every answer the server gave, whether or not it arrives. */
	constructor(serve: (request: Request, from: Sender) => Promise<Response>, answered: (call: Call) => void) {
		this.#serve = serve;
		this.#answered = answered;
	}

	/** The `fetch` of one device. */
	fetch(from: Sender, input: string | Request, init: RequestInit = {}): Promise<Begun> {
		const url = new URL(typeof input === 'string' ? input : input.url, from.origin);
		const headers = Object.fromEntries(new Headers(init.headers).entries());
		const method = init.method ?? 'GET';
		const what = `${method} ${url.pathname.replace(/_local\/.*/, '_local')}${url.search.includes('longpoll') ? '?live' : ''}`;
		return new Promise((give, fail) => {
			if (!from.online) return fail(broken());
			const body = typeof init.body === 'string' ? init.body : undefined;
			const request = { url, method, headers, body, withCookie: init.credentials !== 'omit' };
			const call: Call = { from, label: `${from.name} ${what}`, request, at: 'client', over: false, give, fail };
			init.signal?.addEventListener('abort', () => this.#end(call, init.signal!.reason));
			this.calls.push(call);
		});
	}

	/** Lets a request go its way. Resolves when the server has begun to answer, or nothing will come of it. */
	async send(call: Call, fate: Outbound): Promise<void> {
		if (fate === 'late') return this.#end(call, broken());
		this.#drop(call);
		if (fate === 'lost') return this.#end(call, broken());
		if (others[fate]) return this.#instead(call, fate);
		if (fate === 'twice') await (await this.#serve(requestOf(call), call.from)).body?.cancel();
		call.at = 'server';
		const response = await this.#serve(requestOf(call), call.from);
		if (call.over && isLive(call)) return response.body?.cancel();
		void this.#read(call, response);
	}

	/** Lets an answer go its way. */
	receive(call: Call, fate: Inbound): void {
		this.#drop(call);
		const { status, headers, text } = call.answer!;
		const half = text.slice(0, Math.floor(text.length / 2));
		if (fate === 'lost') return this.#end(call, broken());
		if (others[fate] && !call.body) return this.#instead(call, fate);
		const body = call.body ?? this.#begin(call, status, headers);
		body.write(fate === 'arrives' ? text : half);
		if (fate === 'breaks' || fate === 'gateway') body.fail(broken());
		else if (fate !== 'hangs') body.end();
		if (fate !== 'hangs') call.over = true;
	}

	/** The line of one device is gone, or everybody's. */
	cut(whose: (from: Sender) => boolean): void {
		for (const call of this.calls.filter(({ from }) => whose(from))) {
			this.#drop(call);
			this.#end(call, broken());
		}
	}

	/** Reads the server's answer to its end; of a longpoll the head and the heartbeats go through at once. */
	async #read(call: Call, response: Response): Promise<void> {
		if (!isLive(call) || response.status !== 200) return this.#keep(call, response, await response.text());
		const reader = response.body!.getReader();
		call.leave = () => void reader.cancel().catch(() => undefined);
		this.#begin(call, 200, response.headers);
		let text = '';
		try {
			for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
				const more = new TextDecoder().decode(piece.value);
				if (more.trim() === '') call.body!.write(more);
				else text += more;
			}
		} catch (error) {
			return this.#end(call, error);
		}
		if (!call.over) this.#keep(call, response, text);
	}

	#keep(call: Call, { status, headers }: Response, text: string) {
		call.answer = { status, headers, text };
		call.at = 'answered';
		this.#answered(call);
		if (!call.over) this.calls.push(call);
	}

	/** Gives the client the beginning of an answer: its head, and a body still to be written. */
	#begin(call: Call, status: number, headers: Headers): Pipe {
		const set = headers.get('Set-Cookie')?.split(';')[0];
		if (set && call.request.withCookie) call.from.cookie = set.endsWith('=') ? '' : set;
		call.body = new Pipe();
		call.give({ status, headers, body: call.body });
		return call.body;
	}

	#instead(call: Call, fate: Outbound | Inbound) {
		const [status, headers, text] = others[fate]!;
		const body = this.#begin(call, status, new Headers(headers));
		body.write(text);
		body.end();
		call.over = true;
	}

	/** The client hears no more of it, for this reason. Calls that have not arrived stay on their way. */
	#end(call: Call, reason: unknown) {
		if (call.over) return;
		call.over = true;
		if (call.at === 'answered') this.#drop(call);
		call.fail(reason);
		call.body?.fail(reason);
		call.leave?.();
	}

	#drop(call: Call) {
		this.calls = this.calls.filter((other) => other !== call);
	}
}

const isLive = ({ label }: Call) => label.endsWith('?live');

function requestOf({ from, request: { url, method, headers, body, withCookie } }: Call): Request {
	const cookie: Record<string, string> = withCookie && from.cookie ? { Cookie: from.cookie } : {};
	return new Request(url, { method, headers: { ...headers, ...cookie, 'Sec-Fetch-Site': 'same-origin' }, ...(body === undefined ? {} : { body }) });
}
