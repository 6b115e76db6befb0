import { randomUUID } from 'node:crypto';
import { digestOf, newestKnown, plainOf } from '../store/attachment.ts';
import type { Revisions } from '../store/revision-tree.ts';
import type { Database, DocOptions, OpenRevision, StoredAttachment, StoredDoc } from '../store/store.ts';
import { writeMultipart } from './multipart.ts';
import { escapedFileName } from './related.ts';

/** Whether a request says that it takes this type; `*` is not enough. */
export const accepts = ({ headers }: Request, type: string): boolean =>
	(headers.get('Accept') ?? '').split(',').some((one) => one.split(';')[0]!.trim().toLowerCase() === type);

/** What is asked of the store where content follows in parts: stubs, and the history that tells which content is new. */
export const forParts = ({ revs, attsSince, ...options }: DocOptions): DocOptions => ({
	...options,
	...((revs || attsSince) && { revs: true }),
	attachments: false,
	attEncodingInfo: true
});

/** The answer with one document, as asked for with `forParts`, its attachments in further parts. */
export const relatedAnswer = async (database: Database, doc: StoredDoc, options: DocOptions, headers: Record<string, string>): Promise<Response> =>
	answerWith(await writeRelated(database, doc, options), headers);

/** The answer with several revisions, as asked for with `forParts`; those missing are JSON with `error="true"`. */
export async function mixedAnswer(database: Database, revisions: readonly OpenRevision[], options: DocOptions): Promise<Response> {
	const parts = revisions.map(async (one) => {
		if ('missing' in one) return { headers: { 'Content-Type': 'application/json; error="true"' }, body: [textOf(one)] };
		const { type, pieces } = await writeRelated(database, one.ok, options);
		return { headers: { 'Content-Type': type }, body: pieces };
	});
	const boundary = newBoundary();
	return answerWith({ type: `multipart/mixed; boundary="${boundary}"`, pieces: writeMultipart(boundary, await Promise.all(parts)) });
}

type Written = { type: string; pieces: Uint8Array[] };
type Stub = Extract<StoredAttachment, { stub: true }>;
type Wire = { body: Uint8Array; digest: string; encoding?: 'gzip' };

const newBoundary = () => randomUUID().replaceAll('-', '');
const textOf = (value: unknown) => Buffer.from(JSON.stringify(value));
/** A content type as a header may say it: whoever stored it could have written anything. */
export const safeType = (type: string) => (/^[\x20-\x7e\xa0-\xff]*$/.test(type) ? type : 'application/octet-stream');

function answerWith({ type, pieces }: Written, headers: Record<string, string> = {}): Response {
	const body = Buffer.concat(pieces);
	return new Response(body, { headers: { ...headers, 'Content-Type': type, 'Content-Length': String(body.byteLength) } });
}

/** As CouchDB writes it: `multipart/related`, or plain JSON where nothing follows. */
async function writeRelated(database: Database, doc: StoredDoc, { revs, attsSince }: DocOptions): Promise<Written> {
	const { _revisions, ...rest } = doc;
	const told = { ...rest, ...(revs && { _revisions }) };
	const since = attsSince ? newestKnown(_revisions as Revisions, attsSince) : 0;
	const listed = Object.entries(doc._attachments ?? {}) as [string, Stub][];
	const contents = await Promise.all(
		listed.map(async ([name, stub]) => {
			const kept = stub.revpos > since ? await database.attachment(doc._id, name, { rev: doc._rev }) : undefined;
			return { name, stub, wire: kept && (await onTheWire(kept)) };
		})
	);
	const following = contents.flatMap(({ name, stub, wire }) => (wire ? [partOf(name, stub, wire)] : []));
	if (following.length === 0) return { type: 'application/json', pieces: [textOf(told)] };

	const _attachments = Object.fromEntries(contents.map(({ name, stub, wire }) => [name, wire ? follows(stub, wire) : stub]));
	const json = { headers: { 'Content-Type': 'application/json' }, body: [textOf({ ...told, _attachments })] };
	const boundary = newBoundary();
	return { type: `multipart/related; boundary="${boundary}"`, pieces: writeMultipart(boundary, [json, ...following]) };
}

/** Content in the form that its digest is of: that is what the receiver checks. */
async function onTheWire({ encoding, digest, body }: Wire): Promise<Wire> {
	if (encoding === undefined) return { digest, body };
	return digestOf(body) === digest ? { digest, body, encoding } : { digest, body: await plainOf({ encoding, body }) };
}

const partOf = (name: string, { content_type }: Stub, { body, encoding }: Wire) => ({
	headers: {
		'Content-Disposition': `attachment; filename="${escapedFileName(name)}"`,
		'Content-Type': safeType(content_type),
		'Content-Length': String(body.byteLength),
		...(encoding && { 'Content-Encoding': encoding })
	},
	body: [body]
});

const follows = ({ content_type, revpos, length }: Stub, { digest, encoding, body }: Wire) => ({
	content_type,
	revpos,
	digest,
	length,
	follows: true,
	...(encoding && { encoding, encoded_length: body.byteLength })
});
