import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar, isStaff } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { instant } from '#lib/kernel/moments.ts';
import { firstOf, type Request } from '../request/entity.ts';

/** What the office and who asked write to each other about a request. It goes with the contact. */
export const message = defineEntity({
	kind: 'message',
	database: 'desk',
	indexes: 'request',
	appendOnly: true,
	signed: { by: 'signedBy', at: 'at' },
	fields: {
		/** The first date of the ask (`firstOf`). */
		request: ref('request'),
		by: z.enum(['office', 'resident']),
		text: words(2000),
		/** The office asks back: what is to be decided waits for the answer. */
		asks: z.optional(z.literal(true)),
		/** The messages of who asked that this one answers. */
		answers: z.optional(z.array(ref('message'))),
		at: instant(),
		/** The member of the office. */
		signedBy: z.optional(words(120))
	},
	mayWrite: (actor) => isStaff(actor) || isRegistrar(actor)
});
export type Message = DocOf<typeof message>;

/**
 * The id of a message about an ask, of whichever of its dates: one range read by id gives all of them, on every engine.
 * @param id a new UUID.
 */
export const messageId = (request: Request['_id'], id: string): Message['_id'] => `message:${nameOf(firstOf(request))}:${id.toLowerCase()}`;
