/** One part of a multipart body. Header names are small letters. */
export type Part = { headers: ReadonlyMap<string, string>; body: Buffer };

/** More than that is nobody's document. */
const MOST_PARTS = 10_000;
const LONGEST_HEADERS = 16 * 1024;

const CRLF = '\r\n';

/** The boundary of a `multipart/<subtype>` content type; undefined for any other type, or where it names none that is legal. */
export function boundaryOf(type: string | null, subtype: string): string | undefined {
	const [, kind, parameters] = /^\s*multipart\/([a-z]+)\s*;(.*)$/is.exec(type ?? '') ?? [];
	if (kind?.toLowerCase() !== subtype) return undefined;
	const [, quoted, token] = /(?:^|;)\s*boundary\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(parameters!) ?? [];
	const boundary = quoted ?? token ?? '';
	return /^[\x21-\x7e](?:[\x20-\x7e]{0,68}[\x21-\x7e])?$/.test(boundary) ? boundary : undefined;
}

/**
 * Takes a multipart body (RFC 2046) apart. What stands before the first and after the closing delimiter means nothing; a
 * line that only begins like the delimiter is content.
 * @returns the parts, without copying them; undefined where the body is not complete or not well formed.
 */
export function readMultipart(bytes: Uint8Array, boundary: string): Part[] | undefined {
	const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const parts: Part[] = [];
	let line = delimiterFrom(body, boundary, 0);
	while (line && !line.closing) {
		const headers = readHeaders(body, line.end);
		if (!headers || parts.length === MOST_PARTS) return undefined;
		const next = delimiterFrom(body, boundary, headers.end);
		if (!next) return undefined;
		parts.push({ headers: headers.fields, body: body.subarray(Math.min(headers.end + CRLF.length, next.start), next.start) });
		line = next;
	}
	return line && parts;
}

type Delimiter = { /** Of the line break that belongs to it. */ start: number; end: number; closing: boolean };

/** The first delimiter line whose line break begins at `from` or later; at the very beginning it needs none. */
function delimiterFrom(body: Buffer, boundary: string, from: number): Delimiter | undefined {
	const mark = `--${boundary}`;
	const atBeginning = from === 0 && body.subarray(0, mark.length).equals(Buffer.from(mark));
	for (let start = atBeginning ? 0 : body.indexOf(CRLF + mark, from); start !== -1; start = body.indexOf(CRLF + mark, start + 1)) {
		const isBare = atBeginning && start === 0;
		const behind = start + mark.length + (isBare ? 0 : CRLF.length);
		if (body.subarray(behind, behind + 2).equals(Buffer.from('--'))) return { start, end: behind + 2, closing: true };
		const end = lineEnd(body, behind);
		if (end !== undefined) return { start, end, closing: false };
	}
	return undefined;
}

/** Where the next line begins, where nothing but blanks is left of this one. */
function lineEnd(body: Buffer, from: number): number | undefined {
	let at = from;
	while (body[at] === 0x20 || body[at] === 0x09) at++;
	return body[at] === 0x0d && body[at + 1] === 0x0a ? at + 2 : undefined;
}

/**
 * The headers from `from` on. `end` is where the empty line behind them begins: its line break may be the one of the next
 * delimiter, where a part has no body at all.
 */
function readHeaders(body: Buffer, from: number): { fields: Map<string, string>; end: number } | undefined {
	const fields = new Map<string, string>();
	for (let at = from; at - from <= LONGEST_HEADERS; ) {
		const end = body.indexOf(CRLF, at);
		if (end === -1) return undefined;
		if (end === at) return { fields, end };
		const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):[\t ]*(.*?)[\t ]*$/s.exec(body.toString('utf8', at, end)) ?? [];
		if (name === undefined || fields.has(name.toLowerCase())) return undefined;
		fields.set(name.toLowerCase(), value!);
		at = end + CRLF.length;
	}
	return undefined;
}

/**
 * Puts a multipart body together as CouchDB does: no line break behind the closing delimiter.
 * @returns its pieces, in order; contents are not copied.
 */
export function writeMultipart(boundary: string, parts: readonly { headers: Record<string, string>; body: readonly Uint8Array[] }[]): Uint8Array[] {
	const pieces = parts.flatMap(({ headers, body }, index) => {
		const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}${CRLF}`);
		return [Buffer.from(`${index ? CRLF : ''}--${boundary}${CRLF}${lines.join('')}${CRLF}`), ...body];
	});
	return [...pieces, Buffer.from(`${parts.length ? CRLF : ''}--${boundary}--`)];
}
