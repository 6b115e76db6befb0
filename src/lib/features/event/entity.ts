import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar, isStaff } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { recurring } from '#lib/kernel/recurring.ts';
import { localText } from '#lib/kernel/text.ts';

/** What kind of event it is: the calendar's second filter. */
export const categories = ['meeting', 'culture', 'sport', 'advice', 'children', 'course', 'market', 'assembly'] as const;

/** What happens in the quarter, once or repeatedly. `status` is iCalendar's. The place is a room, a house or words. */
export const event = defineEntity({
	kind: 'event',
	database: 'public',
	indexes: 'house, room',
	fields: {
		title: localText(160),
		about: z.optional(localText(5000)),
		category: z.enum(categories),
		...recurring,
		status: z.enum(['confirmed', 'tentative', 'cancelled']),
		house: z.optional(ref('house')),
		room: z.optional(ref('room')),
		place: z.optional(words(300)),
		organisation: z.optional(ref('organisation')),
		cost: z.optional(localText(200))
	},
	mayWrite: (actor) => isStaff(actor) || isRegistrar(actor)
});
export type Event = DocOf<typeof event>;
