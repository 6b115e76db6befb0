import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { ref } from '#lib/kernel/fields.ts';
import { day } from '#lib/kernel/moments.ts';
import { localText } from '#lib/kernel/text.ts';

/** Days on which a house is closed, both ends included. Without a house it closes all of them (a public holiday). */
export const closure = defineEntity({
	kind: 'closure',
	database: 'public',
	indexes: 'to',
	fields: { name: localText(160), house: z.optional(ref('house')), from: day(), to: day(), holiday: z.boolean() },
	mayWrite: isStaff
});
export type Closure = DocOf<typeof closure>;
