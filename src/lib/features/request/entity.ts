import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar, isStaff } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { clock, day, instant } from '#lib/kernel/moments.ts';
import { locales } from '#lib/kernel/text.ts';

/** What is asked for: a room on a day, from–to by the wall clock. Both sides of the inbox share these fields. */
export const wish = {
	room: ref('room'),
	date: day(),
	from: clock(),
	to: clock(),
	purpose: words(500),
	groupSize: z.int().check(z.minimum(1), z.maximum(100_000))
};

/** What a resident asked for, as the office sees it. Immutable; who asked is in the contact, which goes early. */
export const request = defineEntity({
	kind: 'request',
	database: 'desk',
	indexes: 'date, receivedAt',
	appendOnly: true,
	fields: {
		form: z.literal('booking'),
		...wish,
		contact: z.optional(ref('contact')),
		/** The event it is for, when the office announces one in a room. */
		event: z.optional(ref('event')),
		locale: z.enum(locales),
		/** By the asking device's clock: never used for order. */
		madeAt: instant(),
		receivedAt: instant(),
		/** SHA-256 of the receipt, hex. Absent where the office asked for itself. */
		receiptHash: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/)))
	},
	mayWrite: (actor) => isStaff(actor) || isRegistrar(actor)
});
export type Request = DocOf<typeof request>;
