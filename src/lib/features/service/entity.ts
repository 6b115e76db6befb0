import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { provenance, ref, webAddress, words } from '#lib/kernel/fields.ts';
import { weeklyHours } from '#lib/kernel/hours.ts';
import { localText } from '#lib/kernel/text.ts';

const serviceTypes = ['benefit', 'advice', 'helpline', 'emergency'] as const;

/** What an entry is about: the directory's shelves. */
export const topics = [
	'money', 'housing', 'work', 'family', 'health', 'care', 'disability', 'migration', 'debt', 'addiction', 'violence', 'law', 'age', 'education', 'crisis'
] as const;

/** An entry of the referral directory: who helps, where, when, what to bring (HSDS service). */
export const service = defineEntity({
	kind: 'service',
	database: 'public',
	indexes: 'type, *situations',
	fields: {
		/** The official name. */
		name: localText(200),
		type: z.enum(serviceTypes),
		topics: z.array(z.enum(topics)).check(z.minLength(1)),
		/** What it is, in one plain sentence; `de-x-leicht` in Leichte Sprache, one sentence per line. */
		summary: localText(1000),
		/** The law it stands in, as people cite it: `SGB II`. */
		law: z.optional(words(80)),
		organisation: z.optional(ref('organisation')),
		/** Who is responsible in Hamburg. */
		responsible: z.optional(localText(500)),
		address: z.optional(words(300)),
		/** When someone is there. `always` is round the clock; left out is not known. */
		hours: z.optional(z.union([z.literal('always'), weeklyHours()])),
		phone: z.optional(z.string().check(z.regex(/^\+?[0-9 /-]{3,30}$/))),
		url: webAddress(),
		bring: z.array(localText(300)),
		cost: z.optional(localText(200)),
		situations: z.array(ref('situation')),
		/** Everyday words that lead here and stand in no official text: "Stütze", "Mietschulden". */
		keywords: z.array(words(60)),
		...provenance
	},
	mayWrite: isStaff
});
export type Service = DocOf<typeof service>;
