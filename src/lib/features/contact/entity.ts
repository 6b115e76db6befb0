import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar, isStaff } from '#lib/kernel/entity.ts';
import { words } from '#lib/kernel/fields.ts';
import { day } from '#lib/kernel/moments.ts';

/** How to reach who asked: a name, and mail or phone. */
export const reach = {
	name: words(120),
	mail: z.optional(z.string().check(z.trim(), z.maxLength(200), z.regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/))),
	phone: z.optional(z.string().check(z.trim(), z.maxLength(40), z.regex(/^\+?[0-9 ()/-]{5,}$/)))
};

/** Personal data, apart from what it belongs to and short-lived: deleted after `keepUntil`. */
export const contact = defineEntity({
	kind: 'contact',
	database: 'desk',
	indexes: '',
	fields: { ...reach, keepUntil: day() },
	mayWrite: (actor) => isStaff(actor) || isRegistrar(actor)
});
export type Contact = DocOf<typeof contact>;
