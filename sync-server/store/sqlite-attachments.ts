import type { AttachmentNote, Content, ReadyAttachment } from './attachment.ts';
import type { Collection } from './sqlite-statements.ts';

/** The content that a note speaks of; every note in the file has its content, as long as its revision is kept. */
export function contentOf({ statements, key }: Collection, { digest, encoding }: AttachmentNote): Uint8Array {
	return (statements.attachment.get(key, digest, encoding ?? '') as { body: Uint8Array }).body;
}

/** Keeps what a new revision refers to; the same content is kept once per database. What no revision refers to any more goes by itself (`schema.ts`). */
export function keepAttachments(
	{ statements, key }: Collection,
	revision: number | bigint,
	notes: Record<string, AttachmentNote>,
	attachments: Record<string, ReadyAttachment>
): void {
	for (const [name, { digest, encoding = '' }] of Object.entries(notes)) {
		const { content } = attachments[name] as { content?: Content };
		if (content) statements.putAttachment.run(key, digest, encoding, content.body);
		statements.attach.run(revision, key, digest, encoding);
	}
}
