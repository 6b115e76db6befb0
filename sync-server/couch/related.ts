import { parseObject, readBytes } from '../body.ts';
import { digestOf, plainOf } from '../store/attachment.ts';
import type { IncomingAttachment } from '../store/store.ts';
import { badRequest, CouchError } from './answer.ts';
import type { Asked } from './asked.ts';
import { bodyLimit, checkSize, contentType, type Following } from './incoming-attachments.ts';
import { boundaryOf, type Part, readMultipart } from './multipart.ts';

export const isRelated = (request: Request): boolean => /^\s*multipart\/related\b/i.test(request.headers.get('Content-Type') ?? '');

/**
 * A document and its attachments as one `multipart/related` body: the JSON first, then the content of each attachment that
 * it says `follows`. Which part is whose says the part's file name; where not every part has one, their order.
 * @throws CouchError where it is not complete, or a part is not what the JSON says; Refused `too-large`, `not-json`.
 */
export async function readRelated(asked: Pick<Asked, 'request' | 'audience' | 'context'>): Promise<{ body: Record<string, unknown>; following: Following }> {
	const { request, context } = asked;
	const boundary = boundaryOf(request.headers.get('Content-Type'), 'related');
	const parts = boundary === undefined ? undefined : readMultipart(await readBytes(request, bodyLimit(asked)), boundary);
	const [first, ...rest] = parts ?? [];
	if (!first) throw badRequest('The multipart body is not complete or not well formed.');
	if (!/^application\/json\s*(;|$)/i.test(first.headers.get('content-type') ?? '')) {
		throw new CouchError(415, 'bad_content_type', 'Content-Type must be application/json');
	}
	const body = parseObject(first.body);
	const announced = Object.entries(Object(body._attachments) as Record<string, unknown>).flatMap(([name, told]): Announced[] =>
		(told as Told | null)?.follows === true ? [{ name, told: told as Told }] : []
	);
	const pairs = pair(announced, rest);
	const contents = pairs.map(async ({ name, told, part }) => [name, await contentOf(name, told, part, context.settings.attachmentBytes)] as const);
	return { body, following: new Map(await Promise.all(contents)) };
}

type Told = Record<string, unknown>;
type Announced = { name: string; told: Told };

function pair(announced: readonly Announced[], parts: readonly Part[]): (Announced & { part: Part })[] {
	if (parts.length < announced.length) throw badRequest('attachment shorter than expected');
	if (parts.length > announced.length) throw badRequest('There are more parts than attachments that follow.');
	const byName = new Map(parts.map((part) => [fileNameOf(part), part]));
	const isNamed = announced.every(({ name }) => byName.has(escapedFileName(name)));
	return announced.map((one, index) => ({ ...one, part: isNamed ? byName.get(escapedFileName(one.name))! : parts[index]! }));
}

/** A name as it stands in quotes; CouchDB itself escapes nothing. */
export const escapedFileName = (name: string) => name.replace(/["\x00-\x1f\x7f]/g, encodeURIComponent);

const fileNameOf = ({ headers }: Part) => {
	const [, name] = /;\s*filename="(.*?)"\s*(?:;|$)/is.exec(headers.get('content-disposition') ?? '') ?? [];
	return name === undefined ? undefined : escapedFileName(name);
};

/** Checks a part against what the JSON says of it; length and digest are of the bytes on the wire, or of the unpacked ones. */
async function contentOf(name: string, told: Told, { headers, body }: Part, most: number): Promise<IncomingAttachment> {
	const encoding = told.encoding ?? headers.get('content-encoding') ?? 'identity';
	if (encoding !== 'gzip' && encoding !== 'identity') throw new CouchError(415, 'bad_content_type', 'Only gzip and identity content-encodings are supported');
	const announced = encoding === 'gzip' ? told.encoded_length : told.length;
	for (const length of [announced, headers.get('content-length')]) {
		if (typeof length !== 'number' && typeof length !== 'string') continue;
		if (Number(length) > body.byteLength) throw badRequest('attachment shorter than expected');
		if (Number(length) !== body.byteLength) throw badRequest('attachment longer than expected');
	}
	checkSize(name, body.byteLength, most);
	const plain = encoding === 'gzip' ? await unpacked(name, body, most) : body;
	if (![undefined, body.byteLength, plain.byteLength].includes(told.length as number | undefined)) throw badRequest('attachment longer than expected');
	checkDigest(told.digest, body, plain);
	const type = contentType(told.content_type);
	if (encoding === 'identity') return { content_type: type, data: body };
	return { content_type: type, data: body, encoding, length: typeof told.length === 'number' ? told.length : plain.byteLength };
}

/** The content of a gzip body. @throws CouchError where it is none, or larger than an attachment may be. */
export async function unpacked(name: string, body: Uint8Array, most: number): Promise<Uint8Array> {
	try {
		return await plainOf({ encoding: 'gzip', body }, most);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new CouchError(413, 'attachment_too_large', name);
		throw badRequest(`Invalid attachment data for ${name}`);
	}
}

/** @throws CouchError where the sender's MD5 is of none of these. */
export function checkDigest(digest: unknown, ...bodies: readonly Uint8Array[]): void {
	const isOther = typeof digest === 'string' && digest.startsWith('md5-') && !bodies.some((body) => digestOf(body) === digest);
	if (isOther) throw new CouchError(400, 'content_md5_mismatch', 'Possible message corruption.');
}
