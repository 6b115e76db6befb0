import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { ref } from '#lib/kernel/fields.ts';
import { day } from '#lib/kernel/moments.ts';
import { localText } from '#lib/kernel/text.ts';

/** Days on which a house is closed, both ends included. Without a house it closes all of them (a public holiday). */
export const closure = defineEntity({
	kind: 'closure',
	database: 'public',
	indexes: 'to',
	fields: {
		/** What closes it, in words everybody may read ("Heizung wird repariert"). */
		name: localText(160),
		house: z.optional(ref('house')),
		/** Only this room of the house is blocked; the house itself stays open. */
		room: z.optional(ref('room')),
		from: day(),
		to: day(),
		holiday: z.boolean(),
		/** Requests that take place nevertheless. */
		keeps: z.optional(z.array(ref('request'))),
		/** Taken back by the office: it closes nothing any more. */
		lifted: z.optional(z.literal(true))
	},
	mayWrite: isStaff
});
export type Closure = DocOf<typeof closure>;
