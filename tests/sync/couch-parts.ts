import { createHash, randomUUID } from 'node:crypto';

export type Doc = { _id: string; _rev?: string; _attachments?: Record<string, Record<string, any>> } & Record<string, unknown>;
/** A document, and the content of those of its attachments that followed it, as sent. */
export type Attached = { doc: Doc; contents: { name: string; content: Buffer }[] };
type Part = { type: string; body: Buffer };

/**
 * Takes apart what a source answers to `open_revs`, as CouchDB's parser does: it knows three kinds of parts by their exact type,
 * and at the end two dashes and nothing else.
 */
export function partsOf(type: string, body: Buffer): Attached[] {
	const [, boundary] = /^multipart\/mixed; boundary="([^"]+)"$/.exec(type) ?? [];
	if (!boundary) throw new Error(`no multipart/mixed: ${type}`);
	return split(body, boundary).map(({ type, body }) => {
		const [, inner] = /^multipart\/related; boundary="([^"]+)"$/.exec(type) ?? [];
		if (inner) return withContents(split(body, inner));
		if (type === 'application/json; error="true"') throw new Error(`missing_doc ${body}`);
		if (type !== 'application/json') throw new Error(`case_clause ${type}`);
		return { doc: JSON.parse(body.toString()) as Doc, contents: [] };
	});
}

/** Content comes in the order in which the document names what follows; its length is told before. */
function withContents([first, ...rest]: Part[]): Attached {
	const doc = JSON.parse(first!.body.toString()) as Doc;
	const following = Object.entries(doc._attachments!).filter(([, { follows }]) => follows);
	if (first!.type !== 'application/json' || following.length !== rest.length) throw new Error('parts do not match the document');
	const contents = following.map(([name, { length, encoding, encoded_length, digest }], index) => {
		const content = rest[index]!.body;
		if (content.length !== (encoding ? encoded_length : length)) throw new Error(`attachment ${name} is not as long as told`);
		if (digest !== `md5-${createHash('md5').update(content).digest('base64')}`) throw new Error(`attachment ${name} has another digest`);
		return { name, content };
	});
	return { doc, contents };
}

function split(body: Buffer, boundary: string): Part[] {
	const parts: Part[] = [];
	let rest = after(body, `--${boundary}`);
	while (!rest.equals(Buffer.from('--'))) {
		const [headers, behind] = cut(after(rest, '\r\n'), '\r\n\r\n');
		const [content, next] = cut(behind, `\r\n--${boundary}`);
		const types = headers.toString().split('\r\n').flatMap((line) => /^content-type:\s*(.*)$/i.exec(line)?.[1] ?? []);
		parts.push({ type: types[0]!, body: content });
		rest = next;
	}
	return parts;
}

const after = (bytes: Buffer, mark: string): Buffer => {
	if (!bytes.subarray(0, mark.length).equals(Buffer.from(mark))) throw new Error(`${mark} expected, not ${bytes.subarray(0, 40)}`);
	return bytes.subarray(mark.length);
};
function cut(bytes: Buffer, mark: string): [Buffer, Buffer] {
	const at = bytes.indexOf(mark);
	if (at === -1) throw new Error('the body is not complete');
	return [bytes.subarray(0, at), bytes.subarray(at + Buffer.byteLength(mark))];
}

/** What is put to a target: JSON, or the document and behind it the contents, as CouchDB writes them. */
export function relatedBody({ doc, contents }: Attached): { type: string; body: Buffer } {
	const json = Buffer.from(JSON.stringify(doc));
	if (contents.length === 0) return { type: 'application/json', body: json };
	const boundary = randomUUID().replaceAll('-', '');
	const parts = contents.flatMap(({ name, content }) => {
		const { content_type, encoding } = doc._attachments![name]!;
		const packed = encoding ? `\r\nContent-Encoding: ${encoding}` : '';
		const headers = `\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Type: ${content_type}\r\nContent-Length: ${content.length}${packed}\r\n\r\n`;
		return [Buffer.from(headers), content, Buffer.from(`\r\n--${boundary}`)];
	});
	const first = Buffer.from(`--${boundary}\r\nContent-Type: application/json\r\n\r\n`);
	return { type: `multipart/related; boundary="${boundary}"`, body: Buffer.concat([first, json, Buffer.from(`\r\n--${boundary}`), ...parts, Buffer.from('--')]) };
}
