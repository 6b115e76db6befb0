import { randomUUID } from 'node:crypto';
import { digestOf, plainOf } from '../store/attachment.ts';
import type { Attachment } from '../store/store.ts';
import { CouchError, unlessKnown } from './answer.ts';
import { writeMultipart } from './multipart.ts';
import { type Range, rangesOf } from './range.ts';
import { safeType } from './told-multipart.ts';

/** Types a browser would run scripts of, were it to show them as a page of this origin. */
const active = /html|xml|svg|script|xsl|pdf/i;

/**
 * The content of an attachment, packed where it is kept so and the client takes that. Ranges are answered of what is kept
 * as it came, as in CouchDB.
 * @param isTrusted whether only the administrator could have written it.
 */
export function attachmentAnswer(request: Request, found: Attachment, isTrusted: boolean): Promise<Response> {
	const isPacked = found.encoding !== undefined;
	const sendPacked = isPacked && takesGzip(request.headers.get('Accept-Encoding'));
	const about: Record<string, string> = {
		// Nothing on the way may pack it: its ETag and ranges are of these very bytes.
		'Cache-Control': 'no-store, no-transform',
		'Content-Type': safeType(found.content_type),
		'Content-Security-Policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
		'Accept-Ranges': isPacked ? 'none' : 'bytes',
		...(isPacked && { Vary: 'Accept-Encoding' }),
		...(sendPacked && { 'Content-Encoding': 'gzip' }),
		...(!isTrusted && active.test(found.content_type) && { 'Content-Disposition': 'attachment' })
	};
	return unlessKnown(request, found.digest.replace(/^md5-/, ''), async (etag) => {
		const headers = { ...etag, ...about };
		const body = sendPacked ? found.body : await plainOf(found);
		const ranges = isPacked ? undefined : rangesOf(request.headers.get('Range'), body.byteLength);
		if (ranges === 'unsatisfiable') {
			throw new CouchError(416, 'requested_range_not_satisfiable', 'Requested range not satisfiable', { 'Content-Range': `bytes */${body.byteLength}` });
		}
		if (ranges) return partialAnswer(body, ranges, headers);
		const md5 = digestOf(body).replace(/^md5-/, '');
		return new Response(Buffer.from(body.buffer as ArrayBuffer, body.byteOffset, body.byteLength), {
			headers: { ...headers, 'Content-MD5': md5, 'Content-Length': String(body.byteLength) }
		});
	});
}

const takesGzip = (header: string | null) =>
	(header ?? '').split(',').some((one) => /^\s*(x-)?gzip\s*(;|$)/i.test(one) && !/;\s*q=0(\.0*)?\s*$/.test(one));

/** One range is the body itself, several are parts of it. */
function partialAnswer(body: Uint8Array, ranges: readonly Range[], headers: Record<string, string>): Response {
	const parts = ranges.map(({ from, to }) => ({
		headers: { 'Content-Type': headers['Content-Type']!, 'Content-Range': `bytes ${from}-${to}/${body.byteLength}` },
		body: [body.subarray(from, to + 1)]
	}));
	const boundary = randomUUID();
	const bytes = Buffer.concat(parts.length === 1 ? parts[0]!.body : writeMultipart(boundary, parts));
	const own = parts.length === 1 ? parts[0]!.headers : { 'Content-Type': `multipart/byteranges; boundary="${boundary}"` };
	return new Response(bytes, { status: 206, headers: { ...headers, ...own, 'Content-Length': String(bytes.byteLength) } });
}
