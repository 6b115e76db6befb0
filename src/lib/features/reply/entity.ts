import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar } from '#lib/kernel/entity.ts';
import { ref } from '#lib/kernel/fields.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { instant } from '#lib/kernel/moments.ts';
import type { Request } from '../request/entity.ts';

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

/**
 * The id says what was said to which date, so that saying it again adds nothing: a date is given back once, and each offer
 * accepted once.
 * @param offer of what accepts one: tells it from the others that the date had (a few letters of a hash).
 */
export const replyId = (request: Request['_id'], says: Reply['says'], offer?: string): Reply['_id'] =>
	`reply:${nameOf(request)}:${says}${offer === undefined ? '' : `-${offer}`}`;
