import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { provenance, ref } from '#lib/kernel/fields.ts';
import { localText } from '#lib/kernel/text.ts';

/** What a room is for. A `thing` is lent: a projector, tables, a cargo bike. */
const roomUses = ['hall', 'meeting', 'kitchen', 'workshop', 'pitch', 'thing'] as const;

/** What people look for in a room. */
export const features = ['kitchen', 'step-free', 'accessible-toilet', 'hearing-loop', 'projector', 'sound'] as const;
export type Feature = (typeof features)[number];

/** Whether a room has it. What is left out nobody knows yet, and that is said; it is never read out of a text. */
const known = z.looseObject(Object.fromEntries(features.map((feature) => [feature, z.optional(z.boolean())])) as Record<Feature, z.ZodMiniOptional<z.ZodMiniBoolean>>);

/** Anything bookable. What is not known (size, capacity) is left out and shown as not known, never guessed. */
export const room = defineEntity({
	kind: 'room',
	database: 'public',
	indexes: 'house',
	fields: {
		house: ref('house'),
		name: localText(120),
		order: z.int(),
		use: z.enum(roomUses),
		sizeSquareMetres: z.optional(z.number().check(z.positive())),
		capacity: z.optional(z.int().check(z.positive())),
		/** How many there are of a thing; one unless said. */
		units: z.optional(z.int().check(z.positive())),
		features: z.optional(known),
		equipment: z.array(localText(120)),
		access: z.array(localText(300)),
		rules: z.array(localText(500)),
		/** What is looked at when the key is handed over and comes back; without it, what is looked at everywhere. */
		checklist: z.optional(z.array(localText(200)).check(z.maxLength(60))),
		bookable: z.boolean(),
		...provenance
	},
	mayWrite: isStaff
});
export type Room = DocOf<typeof room>;
