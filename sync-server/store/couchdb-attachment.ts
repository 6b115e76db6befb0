import type { Couch } from './couchdb-http.ts';
import { queryOf } from './couchdb-query.ts';
import type { Attachment, StoredDoc } from './store.ts';

/** The content of an attachment, which the connection brings unpacked, with what its document says of it. */
export async function attachmentOf(couch: Couch, document: string, name: string, { rev }: { rev?: string }): Promise<Attachment | undefined> {
	const { status, body } = await couch.ask('GET', document + queryOf({ rev }));
	const { _rev, _attachments } = body as StoredDoc;
	const stub = status === 200 ? _attachments?.[name] : undefined;
	const content = stub && (await couch.bytes(`${document}/${name.split('/').map(encodeURIComponent).join('/')}${queryOf({ rev: _rev })}`));
	return stub && content && { content_type: stub.content_type, digest: stub.digest, length: content.byteLength, revpos: stub.revpos, body: content };
}
