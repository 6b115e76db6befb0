import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { locales } from '#lib/kernel/text.ts';

/** A lobby screen: which house it stands in and how it speaks. */
export const screen = defineEntity({
	kind: 'screen',
	database: 'public',
	indexes: 'house',
	fields: {
		house: ref('house'),
		name: words(120),
		locale: z.enum(locales),
		/** Lines at most; seven can be read at 4 m. */
		lines: z.int().check(z.minimum(3), z.maximum(7))
	},
	mayWrite: isStaff
});
export type Screen = DocOf<typeof screen>;
