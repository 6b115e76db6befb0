import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { clock, day, instant } from '#lib/kernel/moments.ts';

/** A free time in a room. */
export const freeTime = z.looseObject({ room: ref('room'), date: day(), from: clock(), to: clock() });
export type FreeTime = z.infer<typeof freeTime>;

/**
 * What the server made of a decision; one per decision, `outcome:<name of the request>:<name of the decision>`
 * (`outcomeId`): one range read by id gives all outcomes of a request, on every engine.
 * `taken`: the room was confirmed for someone else before, here is what is free. `past`: the time was over.
 * `superseded`: the request had its final outcome already. `invalid`: the room or request is gone.
 */
export const outcome = defineEntity({
	kind: 'outcome',
	database: 'desk',
	indexes: 'request',
	appendOnly: true,
	fields: {
		request: ref('request'),
		decision: ref('decision'),
		result: z.enum(['confirmed', 'declined', 'taken', 'past', 'superseded', 'invalid']),
		reason: z.optional(words(1000)),
		alternatives: z.array(freeTime),
		at: instant()
	},
	mayWrite: isRegistrar
});
export type Outcome = DocOf<typeof outcome>;

/** The id of the one outcome of a decision. */
export const outcomeId = (request: string, decision: string): Outcome['_id'] => `outcome:${nameOf(request)}:${nameOf(decision)}`;
