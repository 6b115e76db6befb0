import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { instant } from '#lib/kernel/moments.ts';
import { freeTime } from '../outcome/entity.ts';

/**
 * What the office answered. `confirm` is a wish until the registrar's outcome says it holds. `offer` says no to the time that
 * was asked for and offers another one. `cancel` takes back what was confirmed.
 */
export const decision = defineEntity({
	kind: 'decision',
	database: 'desk',
	indexes: 'request',
	appendOnly: true,
	signed: { by: 'decidedBy', at: 'decidedAt' },
	fields: {
		request: ref('request'),
		verdict: z.enum(['confirm', 'decline', 'offer', 'cancel']),
		/** What is offered, with that verdict. */
		offer: z.optional(freeTime),
		/** Shown to who asked; a refusal without one is not accepted by the form. */
		reason: z.optional(words(1000)),
		decidedBy: words(120),
		/** By the desk's clock: shown, never used for order. */
		decidedAt: instant()
	},
	mayWrite: isStaff
});
export type Decision = DocOf<typeof decision>;
