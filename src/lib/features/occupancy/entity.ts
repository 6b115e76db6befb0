import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar } from '#lib/kernel/entity.ts';
import { ref } from '#lib/kernel/fields.ts';
import { type Day, clock, day } from '#lib/kernel/moments.ts';

const minutes = () => z.int().check(z.minimum(0), z.maximum(24 * 60));

/** One confirmed use. `request` names the request it came from, so that confirming twice is the same as once. */
export const slot = z.looseObject({
	request: ref('request'),
	from: clock(),
	to: clock(),
	/** Minutes for setting up and for cleaning up, in which nobody else has the room. */
	before: z.optional(minutes()),
	after: z.optional(minutes()),
	/** How many of a thing that is lent; one unless said. */
	units: z.optional(z.int().check(z.positive())),
	/** The causes (ends of their ids) that gave it: it stays until none of them stands. Without them nothing but its request takes it back. */
	claims: z.optional(z.array(z.string())),
	/** The public event that takes place in it, if there is one. */
	event: z.optional(ref('event')),
	sample: z.optional(z.literal(true))
});
export type Slot = z.infer<typeof slot>;

/**
 * The confirmed uses of one room on one day, without names. Its `_rev` is the lock of the day: the registrar confirms by
 * one compare-and-set write, so two confirmations of one slot cannot both succeed.
 */
export const occupancy = defineEntity({
	kind: 'occupancy',
	database: 'public',
	indexes: 'date, [room+date]',
	fields: { room: ref('room'), date: day(), slots: z.array(slot) },
	mayWrite: isRegistrar
});
export type Occupancy = DocOf<typeof occupancy>;

/** The id of the one document of a room's day. */
export const occupancyId = (room: string, date: Day): Occupancy['_id'] => `occupancy:${room.slice('room:'.length)}:${date}`;
