import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { words } from '#lib/kernel/fields.ts';
import { localText } from '#lib/kernel/text.ts';

/** Where a block of text can begin: with each verdict, or with a message. */
export const blockUses = ['confirm', 'decline', 'offer', 'cancel', 'message'] as const;
export type BlockUse = (typeof blockUses)[number];

/** Words the office uses again and again, in the languages of those who ask. `{frei}` in the text stands for what is free instead. */
export const textBlock = defineEntity({
	kind: 'text-block',
	database: 'desk',
	indexes: 'use',
	fields: {
		use: z.enum(blockUses),
		/** What the office reads on the button. */
		label: words(60),
		text: localText(1000),
		order: z.int(),
		/** Not offered any more. */
		retired: z.optional(z.literal(true))
	},
	mayWrite: isStaff
});
export type TextBlock = DocOf<typeof textBlock>;
