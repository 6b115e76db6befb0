import * as z from 'zod/mini';
import { instant } from '#lib/kernel/moments.ts';
import { locales } from '#lib/kernel/text.ts';
import { reach } from '../contact/entity.ts';
import { freeTime } from '../outcome/entity.ts';
import { wish } from './entity.ts';

/** What a device POSTs to the inbox. `id` makes it idempotent; `receipt` is the device's own secret, stored hashed. */
export const ask = z.strictObject({
	id: z.uuid(),
	receipt: z.string().check(z.regex(/^[A-Za-z0-9_-]{22,64}$/)),
	form: z.literal('booking'),
	...wish,
	contact: z.strictObject(reach),
	locale: z.enum(locales),
	madeAt: instant()
});
export type Ask = z.infer<typeof ask>;

/** What the server tells who holds the receipt. */
export const receiptAnswer = z.looseObject({
	id: z.uuid(),
	state: z.enum(['requested', 'taken', 'confirmed', 'declined', 'expired']),
	receivedAt: instant(),
	reason: z.optional(z.string()),
	alternatives: z.array(freeTime),
	/** When the server looked. */
	at: instant()
});
export type ReceiptAnswer = z.infer<typeof receiptAnswer>;

/** What the server answers to the inbox POST: the receipt is valid from now on. */
export const inboxAnswer = z.looseObject({ id: z.uuid(), receivedAt: instant() });
