import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { recurring } from '#lib/kernel/recurring.ts';
import { localText } from '#lib/kernel/text.ts';

/** When the office can be spoken to: fixed in a house, or pop-up anywhere. */
export const officeHour = defineEntity({
	kind: 'office-hour',
	database: 'public',
	indexes: 'house',
	fields: {
		title: localText(160),
		about: z.optional(localText()),
		...recurring,
		house: z.optional(ref('house')),
		place: z.optional(words(300)),
		popUp: z.boolean(),
		/** BCP 47 tags of the languages spoken. */
		languages: z.array(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)))
	},
	mayWrite: isStaff
});
export type OfficeHour = DocOf<typeof officeHour>;
