import type { Kind } from '../catalogue.ts';
import { database } from '#lib/storage/database.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import type { EditConflict } from './entity.ts';

/** A conflict with the document it is about, as this device has it now. */
export type ConflictFacts = { conflict: EditConflict; document: Record<string, unknown> | undefined };

/** A conflict and its document, or null if there is none. */
export async function conflictFacts(id: string): Promise<ConflictFacts | null> {
	const conflict = await database['edit-conflict'].get(id as EditConflict['_id']);
	if (!conflict) return null;
	const document = await database.table(kindOf(conflict.document) as Kind).get(conflict.document);
	return { conflict, document: document as Record<string, unknown> | undefined };
}
