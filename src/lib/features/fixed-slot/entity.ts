import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { clock } from '#lib/kernel/moments.ts';
import { uses } from '../request/entity.ts';

/** A group's fixed time in a room: the same weekday and hours through a season. Its dates are requests of one series. */
export const fixedSlot = defineEntity({
	kind: 'fixed-slot',
	database: 'desk',
	indexes: 'season',
	fields: {
		group: words(120),
		groupSize: z.int().check(z.minimum(1), z.maximum(100_000)),
		use: z.optional(z.enum(uses)),
		room: ref('room'),
		season: ref('season'),
		/** Monday = 1 … Sunday = 7. */
		weekday: z.int().check(z.minimum(1), z.maximum(7)),
		from: clock(),
		to: clock(),
		/** The series its dates are asked for as. */
		series: z.uuid(),
		/** The one of the season before that it goes on with. */
		follows: z.optional(ref('fixed-slot')),
		/** What the office said when it was asked before the end of the season. */
		renewal: z.optional(z.enum(['extended', 'ended'])),
		/** Given up; what is booked stays booked. */
		retired: z.optional(z.literal(true))
	},
	mayWrite: isStaff
});
export type FixedSlot = DocOf<typeof fixedSlot>;
