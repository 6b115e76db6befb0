import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { clock, day, instant } from '#lib/kernel/moments.ts';

/** A free time in a room. */
export const freeTime = z.looseObject({ room: ref('room'), date: day(), from: clock(), to: clock() });
export type FreeTime = z.infer<typeof freeTime>;

/**
 * What the server made of a decision of the office, or of a reply of who asked; one for each request that it concerns,
 * `outcome:<name of the request>:<name of the cause>` (`outcomeId`): one range read by id gives all outcomes of a request,
 * on every engine.
 * `taken`: the room was confirmed for someone else before, here is what is free. `past`: the time was over.
 * `superseded`: the request had its final outcome already. `invalid`: the room or request is gone.
 * `waiting`: declined while somebody else has the time, so there is a place on the waiting list. `offered`: another time, or
 * the time that was wanted and is free again, is kept for who asked until `until`; `lapsed`: nobody answered.
 * `withdrawn`: given back by who asked, `cancelled`: taken back by the office.
 */
export const outcome = defineEntity({
	kind: 'outcome',
	database: 'desk',
	indexes: 'request',
	appendOnly: true,
	fields: {
		request: ref('request'),
		/** The cause; of an offer from the waiting list, what freed the time. */
		decision: z.union([ref('decision'), ref('reply')]),
		result: z.enum(['confirmed', 'declined', 'taken', 'past', 'superseded', 'invalid', 'waiting', 'offered', 'lapsed', 'withdrawn', 'cancelled']),
		reason: z.optional(words(1000)),
		alternatives: z.array(freeTime),
		offer: z.optional(freeTime),
		until: z.optional(instant()),
		at: instant()
	},
	mayWrite: isRegistrar
});
export type Outcome = DocOf<typeof outcome>;

/** The id of the one outcome that a decision or reply has for a request. */
export const outcomeId = (request: string, cause: string): Outcome['_id'] => `outcome:${nameOf(request)}:${nameOf(cause)}`;
