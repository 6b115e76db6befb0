import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { words } from '#lib/kernel/fields.ts';
import { localText } from '#lib/kernel/text.ts';

/** How a person would put it: "Ich kann meine Miete nicht zahlen". */
export const situation = defineEntity({
	kind: 'situation',
	database: 'public',
	indexes: 'order',
	fields: { phrase: localText(200), order: z.int(), keywords: z.array(words(60)) },
	mayWrite: isStaff
});
export type Situation = DocOf<typeof situation>;
