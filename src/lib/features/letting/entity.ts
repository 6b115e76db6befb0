import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { day, instant, localDateTime } from '#lib/kernel/moments.ts';
import { nameOf } from '#lib/kernel/ids.ts';
import { MOST_PHOTOS, photoName } from './photo.ts';

/** Money the office asks for, in cents. Nothing is paid here: the treasurer's books say what came. */
const sum = () => z.optional(z.int().check(z.minimum(0), z.maximum(10_000_000)));

/** What was found when the key was handed over or came back. `items` are the lines of the checklist, in the words of that day. */
export const inspection = z.looseObject({
	at: instant(),
	by: words(120),
	items: z.array(z.looseObject({ item: words(200), ok: z.boolean(), note: z.optional(words(500)) })).check(z.maxLength(60)),
	headcount: z.optional(z.int().check(z.minimum(0), z.maximum(100_000))),
	note: z.optional(words(2000)),
	/** The names of the photos, in order. They are kept apart (docs/decisions/0019): whoever wants to see one asks for it. */
	photos: z.optional(z.array(photoName()).check(z.maxLength(MOST_PHOTOS)))
});
export type Inspection = z.infer<typeof inspection>;

/**
 * What follows a confirmed date: contract, fee and deposit, key and return. One per date (`lettingId`), since each has a key and
 * a return of its own; every fact is a field, so that two people who note different ones do not get into each other's way.
 * Holds names: it goes with the contact.
 */
export const letting = defineEntity({
	kind: 'letting',
	database: 'desk',
	indexes: '',
	fields: {
		request: ref('request'),
		contractOn: z.optional(day()),
		/** Signed by hand, or agreed to in the app. */
		contractHow: z.optional(z.enum(['signed', 'agreed'])),
		fee: sum(),
		feePaidOn: z.optional(day()),
		deposit: sum(),
		depositPaidOn: z.optional(day()),
		depositReturnedOn: z.optional(day()),
		/** Of the deposit, what was kept for damage; with the day on which the rest went back. */
		depositKept: sum(),
		/** Who hands the key over, as whoever gets it shall read it. */
		keyPerson: z.optional(words(120)),
		keyAt: z.optional(localDateTime()),
		keyNumber: z.optional(words(60)),
		returnPerson: z.optional(words(120)),
		returnAt: z.optional(localDateTime()),
		handover: z.optional(inspection),
		returned: z.optional(inspection)
	},
	mayWrite: isStaff
});
export type Letting = DocOf<typeof letting>;

/** The id of the one letting of a date: two desks that begin it at once begin the same. */
export const lettingId = (request: string): Letting['_id'] => `letting:${nameOf(request)}`;
