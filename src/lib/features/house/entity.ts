import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { provenance, words } from '#lib/kernel/fields.ts';
import { weeklyHours } from '#lib/kernel/hours.ts';
import { localText } from '#lib/kernel/text.ts';

/** A community house, or another place with rooms (the sports pitch). `planned` houses cannot be booked. */
export const house = defineEntity({
	kind: 'house',
	database: 'public',
	indexes: 'order',
	fields: {
		name: localText(120),
		order: z.int(),
		status: z.enum(['open', 'planned']),
		address: z.optional(words(300)),
		about: z.optional(localText()),
		hours: weeklyHours(),
		access: z.array(localText(300)),
		rules: z.array(localText(500)),
		/** What is looked at when the key is handed over and comes back; without it, what is looked at everywhere. */
		checklist: z.optional(z.array(localText(200)).check(z.maxLength(60))),
		/** What the office asks of an event here. */
		criteria: z.array(localText(500)),
		...provenance
	},
	mayWrite: isStaff
});
export type House = DocOf<typeof house>;
