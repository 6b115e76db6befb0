import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar } from '#lib/kernel/entity.ts';
import { ref } from '#lib/kernel/fields.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { clock, day } from '#lib/kernel/moments.ts';
import { uses } from '../request/entity.ts';

/**
 * What stays of a use that is over when its request goes with the contact: where, when, what kind and how many, for the
 * indicators. It says nothing about anybody.
 */
export const pastUse = defineEntity({
	kind: 'past-use',
	database: 'desk',
	indexes: 'date',
	appendOnly: true,
	fields: {
		room: ref('room'),
		date: day(),
		from: clock(),
		to: clock(),
		use: z.optional(z.enum(uses)),
		groupSize: z.int(),
		units: z.optional(z.int())
	},
	mayWrite: isRegistrar
});
export type PastUse = DocOf<typeof pastUse>;

/** Named as the request was: who counts both sees that they are one. */
export const pastUseId = (request: string): PastUse['_id'] => `past-use:${nameOf(request)}`;
