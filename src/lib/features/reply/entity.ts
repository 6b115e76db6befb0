import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar } from '#lib/kernel/entity.ts';
import { ref } from '#lib/kernel/fields.ts';
import { instant } from '#lib/kernel/moments.ts';

/** What whoever holds the receipt says to one date: gives it back or does not want it any more, or takes what was offered. */
export const reply = defineEntity({
	kind: 'reply',
	database: 'desk',
	indexes: 'request',
	appendOnly: true,
	fields: {
		request: ref('request'),
		says: z.enum(['withdraw', 'accept']),
		at: instant()
	},
	mayWrite: isRegistrar
});
export type Reply = DocOf<typeof reply>;
