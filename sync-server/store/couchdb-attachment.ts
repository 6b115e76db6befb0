import { digestOf } from './attachment.ts';
import type { Couch } from './couchdb-http.ts';
import { queryOf } from './couchdb-query.ts';
import type { Attachment, StoredDoc } from './store.ts';

/**
 * The content of an attachment, which the connection brings unpacked, with what its document says of it; the digest is that of
 * the content, where CouchDB's is of what it packed.
 * @param path of the document.
 */
export async function attachmentOf(couch: Couch, path: string, { _rev: rev, _attachments = {} }: StoredDoc, name: string): Promise<Attachment | undefined> {
	if (!Object.hasOwn(_attachments, name)) return undefined;
	const { content_type, revpos } = _attachments[name]!;
	const body = await couch.bytes(`${path}/${encodeURIComponent(name)}${queryOf({ rev })}`);
	return body && { content_type, digest: digestOf(body), length: body.byteLength, revpos, body };
}
