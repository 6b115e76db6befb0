import * as z from 'zod/mini';
import { clock, day, instant } from '#lib/kernel/moments.ts';
import { ref } from '#lib/kernel/fields.ts';
import { locales } from '#lib/kernel/text.ts';
import { reach } from '../contact/entity.ts';
import { freeTime } from '../outcome/entity.ts';
import { MOST_DATES, time, wish } from './entity.ts';

const receipt = z.string().check(z.regex(/^[A-Za-z0-9_-]{22,64}$/));

/** What a device POSTs to the inbox. `id` makes it idempotent; `receipt` is the device's own secret, stored hashed. */
export const ask = z.strictObject({
	id: z.uuid(),
	receipt,
	form: z.literal('booking'),
	...wish,
	/** The other dates (and things lent) that are asked for together with the first. */
	further: z.optional(z.array(z.strictObject(time)).check(z.minLength(1), z.maxLength(MOST_DATES - 1))),
	/** The date that this one is to take the place of: its id without the kind, and the receipt of its ask. */
	replaces: z.optional(z.strictObject({ request: z.string().check(z.regex(/^[0-9a-f-]{36}(\.\d{1,2})?$/)), receipt })),
	contact: z.strictObject(reach),
	locale: z.enum(locales),
	madeAt: instant()
});
export type Ask = z.infer<typeof ask>;

/** What whoever holds a receipt is told about a request; `lapsed` offers are `expired`. */
const states = ['requested', 'taken', 'waiting', 'offered', 'confirmed', 'declined', 'expired', 'withdrawn', 'cancelled'] as const;

const standing = {
	state: z.enum(states),
	reason: z.optional(z.string()),
	alternatives: z.array(freeTime),
	/** What is offered instead, or of what is free again, and until when it is kept for an answer. */
	offer: z.optional(freeTime),
	until: z.optional(instant())
};

/** What is arranged for a confirmed date, as far as it concerns who asked. */
const arrangement = z.looseObject({
	keyPerson: z.optional(z.string()),
	keyAt: z.optional(z.string()),
	returnPerson: z.optional(z.string()),
	returnAt: z.optional(z.string()),
	fee: z.optional(z.int()),
	feePaidOn: z.optional(day()),
	deposit: z.optional(z.int()),
	depositPaidOn: z.optional(day()),
	depositReturnedOn: z.optional(day()),
	depositKept: z.optional(z.int())
});

/** What the server tells who holds the receipt. The first date's standing is told at the top too. */
export const receiptAnswer = z.looseObject({
	id: z.uuid(),
	receivedAt: instant(),
	...standing,
	/** Every date of the ask, the first one too; a request is named without its kind. */
	dates: z.optional(z.array(z.looseObject({ request: z.string(), room: ref('room'), date: day(), from: clock(), to: clock(), units: z.optional(z.int()), letting: z.optional(arrangement), ...standing }))),
	messages: z.optional(z.array(z.looseObject({ by: z.enum(['office', 'resident']), text: z.string(), at: instant() }))),
	/** When the server looked. */
	at: instant()
});
export type ReceiptAnswer = z.infer<typeof receiptAnswer>;

/** What the server answers to the inbox POST: the receipt is valid from now on. */
export const inboxAnswer = z.looseObject({ id: z.uuid(), receivedAt: instant() });
