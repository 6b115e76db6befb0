import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar, isStaff } from '#lib/kernel/entity.ts';
import { words } from '#lib/kernel/fields.ts';
import { instant } from '#lib/kernel/moments.ts';

/**
 * Two people changed the same field of the same document without seeing each other. The registrar keeps one value in the
 * document and the other one here, for the office to choose. `settled` once someone did.
 */
export const editConflict = defineEntity({
	kind: 'edit-conflict',
	database: 'desk',
	indexes: 'document',
	fields: {
		document: words(200),
		field: words(80),
		kept: z.unknown(),
		other: z.unknown(),
		at: instant(),
		settled: z.boolean()
	},
	mayWrite: (actor) => isStaff(actor) || isRegistrar(actor)
});
export type EditConflict = DocOf<typeof editConflict>;

/**
 * The id of one clash: every clash of a document lies in one range of ids, and finding the same one again adds nothing.
 * @param document hash of the document's id. @param clash hash of the losing revision and the field.
 */
export const editConflictId = (document: string, clash = ''): EditConflict['_id'] => `edit-conflict:${document.slice(0, 24)}:${clash.slice(0, 24)}`;
