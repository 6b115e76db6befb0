import type { Couch } from './couchdb-http.ts';
import { queryOf } from './couchdb-query.ts';
import type { Attachment, StoredDoc } from './store.ts';

/** The content of an attachment, which the connection brings unpacked, with what its document says of it. */
export async function attachmentOf(couch: Couch, document: string, name: string, { rev }: { rev?: string }): Promise<Attachment | undefined> {
	const { status, body } = await couch.ask('GET', document + queryOf({ rev }));
	const { _rev, _attachments = {} } = body as StoredDoc;
	if (status !== 200 || !Object.hasOwn(_attachments, name)) return undefined;
	const { content_type, digest, revpos } = _attachments[name]!;
	const content = await couch.bytes(`${document}/${name.split('/').map(encodeURIComponent).join('/')}${queryOf({ rev: _rev })}`);
	return content && { content_type, digest, length: content.byteLength, revpos, body: content };
}
