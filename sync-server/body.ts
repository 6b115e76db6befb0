import { isObject } from './is-object.ts';
import { refused } from './problem.ts';

/** Requests to `/db` may be as large as a document of CouchDB 3 (its `max_document_size`), inflated. */
export const DATABASE_LIMIT = 8_000_000;
/** A query is no document. */
export const QUERY_LIMIT = 1_000_000;
/** What a resident sends is text. */
export const ASK_LIMIT = 64 * 1024;

/** Deeper nesting than this no document of ours has; what reads it later must not run out of stack. */
export const DEEPEST = 500;

/** Whether a `Content-Type` says JSON. */
export const isJson = (type: string | null) => /^application\/([a-z.+-]+\+)?json\b/i.test(type ?? '');

/**
 * The JSON body of a request, parsed once; what is kept later is what was parsed here, so that no second parser can
 * read duplicate keys differently (CVE-2017-12635): the last one counts. Keys named `__proto__` are dropped. Text that is
 * no Unicode (half of a surrogate pair) is refused as CouchDB does; numbers are what JavaScript makes of them.
 * @param limit in bytes, counted after inflating a gzip body; nothing beyond it is read.
 * @param options.anyType for PUT, which no foreign form can send: the type need not be said, as with CouchDB.
 * @throws Refused `wrong-type`, `too-large` or `not-json`.
 */
export async function readJson(request: Request, limit: number, { anyType = false } = {}): Promise<unknown> {
	const type = request.headers.get('Content-Type');
	if (anyType ? type?.startsWith('multipart/') : !isJson(type)) throw refused('wrong-type');
	return parseJson(await readText(request, limit));
}

/** As `readJson`, but the value must be an object. */
export async function readObject(request: Request, limit: number): Promise<Record<string, unknown>> {
	return objectOnly(await readJson(request, limit));
}

/** The JSON object that is part of a body, under the same rules. @throws Refused `not-json`. */
export const parseObject = (bytes: Uint8Array): Record<string, unknown> => objectOnly(parseJson(decode(bytes)));

function objectOnly(value: unknown): Record<string, unknown> {
	if (!isObject(value)) throw refused('not-json');
	return value;
}

/** What could be `__proto__` or half a surrogate pair in disguise. */
const suspicious = /__proto__|\\u00|\\u[dD][89a-fA-F]/;

function parseJson(text: string): unknown {
	if (isDeeper(text, DEEPEST)) throw refused('not-json');
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		throw refused('not-json');
	}
	if (suspicious.test(text)) clean(value);
	return value;
}

/** Takes members called `__proto__` out, in place; a reviver would do it four times as slowly. @throws Refused `not-json` for what is no Unicode. */
function clean(value: unknown): void {
	const left = [value];
	while (left.length > 0) {
		const next = left.pop();
		if (typeof next === 'string' && !next.isWellFormed()) throw refused('not-json');
		if (Array.isArray(next)) for (const one of next) left.push(one);
		else if (isObject(next)) {
			delete next['__proto__'];
			for (const [key, one] of Object.entries(next)) left.push(key, one);
		}
	}
}

/** Whether lists and objects are nested deeper than `most`; nothing is parsed for it. */
function isDeeper(text: string, most: number): boolean {
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const char = text.charCodeAt(at);
		if (char === 0x22) at = endOfString(text, at);
		else if (char === 0x7b || char === 0x5b) depth += 1;
		else if (char === 0x7d || char === 0x5d) depth -= 1;
		if (depth > most) return true;
	}
	return false;
}

/** Where the string that begins at `start` ends: at the next quote that no odd number of backslashes precedes. */
function endOfString(text: string, start: number): number {
	for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
		let slashes = 0;
		while (text.charCodeAt(end - 1 - slashes) === 0x5c) slashes += 1;
		if (slashes % 2 === 0) return end;
	}
	return text.length;
}

/**
 * The body of a request as text (UTF-8), inflated where it is gzip.
 * @throws Refused `too-large` as soon as more than `limit` bytes came, `wrong-type` for an unknown encoding, `not-json`
 * for what is no UTF-8 or no gzip.
 */
export async function readText(request: Request, limit: number): Promise<string> {
	const encoding = request.headers.get('Content-Encoding');
	const plain = !encoding || encoding === 'identity';
	return decode(await readBytes(request, limit, plain ? undefined : (body) => inflated(body, encoding)));
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(bytes: Uint8Array): string {
	try {
		return utf8.decode(bytes);
	} catch {
		throw refused('not-json');
	}
}

type Body = ReadableStream<Uint8Array<ArrayBuffer>>;

/**
 * The body of a request.
 * @param through undoes its encoding; without it the bytes are as they came.
 * @throws Refused `too-large` as soon as more than `limit` bytes came, `not-json` where they cannot be decoded.
 */
export async function readBytes(request: Request, limit: number, through?: (body: Body) => ReadableStream<Uint8Array>): Promise<Buffer> {
	const told = request.headers.get('Content-Length');
	if (Number(told) > limit) throw tooLarge();
	try {
		// Nothing comes beyond a length that was told: then it is read at once, which costs half of what a stream does.
		if (told !== null && !through) return withinLimit(Buffer.from(await request.arrayBuffer()), limit);
		const { body } = request;
		return body ? await readStream(through ? through(body) : body, limit) : Buffer.alloc(0);
	} catch (error) {
		if (error instanceof TypeError) throw refused('not-json');
		throw error;
	}
}

const tooLarge = () => refused('too-large', { Connection: 'close' });

function withinLimit(bytes: Buffer, limit: number): Buffer {
	if (bytes.byteLength > limit) throw tooLarge();
	return bytes;
}

async function readStream(body: ReadableStream<Uint8Array>, limit: number): Promise<Buffer> {
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of body) {
		size += chunk.byteLength;
		if (size > limit) throw tooLarge();
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

function inflated(body: Body, encoding: string): ReadableStream<Uint8Array> {
	if (encoding === 'gzip') return body.pipeThrough(new DecompressionStream('gzip'));
	throw refused('wrong-type');
}
