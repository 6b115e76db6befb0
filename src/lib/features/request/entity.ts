import * as z from 'zod/mini';
import { type DocOf, defineEntity, isRegistrar, isStaff } from '#lib/kernel/entity.ts';
import { ref, words } from '#lib/kernel/fields.ts';
import { clock, day, instant } from '#lib/kernel/moments.ts';
import { locales } from '#lib/kernel/text.ts';

/** What a room is wanted for: prices and rules go by it. */
export const uses = ['private', 'charitable', 'commercial', 'partner'] as const;
export type Use = (typeof uses)[number];

/** A room on a day, from–to by the wall clock. `units`: how many of a thing that is lent; one unless said. */
export const time = {
	room: ref('room'),
	date: day(),
	from: clock(),
	to: clock(),
	units: z.optional(z.int().check(z.minimum(1), z.maximum(1000)))
};

/** What is asked for. Both sides of the inbox share these fields. */
export const wish = {
	...time,
	purpose: words(500),
	groupSize: z.int().check(z.minimum(1), z.maximum(100_000)),
	use: z.optional(z.enum(uses)),
	/** Who meets, as the office knows them. */
	group: z.optional(words(120)),
	/** The group agreed to its name on the sheet at the door. */
	onDoor: z.optional(z.literal(true)),
	/** Answers to the questions of the room's terms, by their keys. */
	answers: z.optional(z.record(z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/)), words(1000))),
	/** In cents, as it was shown before sending. */
	price: z.optional(z.int().check(z.minimum(0)))
};

/**
 * One date that a resident asked for, as the office sees it. Immutable; who asked is in the contact, which goes early.
 * Dates that were asked for together are documents of their own with a common `series`: each is decided for itself.
 */
export const request = defineEntity({
	kind: 'request',
	database: 'desk',
	indexes: 'date, receivedAt, series',
	appendOnly: true,
	fields: {
		form: z.literal('booking'),
		...wish,
		contact: z.optional(ref('contact')),
		/** The event it is for, when the office announces one in a room. */
		event: z.optional(ref('event')),
		/** The id of the ask, where it has several dates. */
		series: z.optional(z.uuid()),
		/** The date that goes when this one is confirmed. */
		replaces: z.optional(ref('request')),
		locale: z.enum(locales),
		/** By the asking device's clock: never used for order. */
		madeAt: instant(),
		receivedAt: instant(),
		/** SHA-256 of the receipt, hex. Absent where the office asked for itself. */
		receiptHash: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/)))
	},
	mayWrite: (actor) => isStaff(actor) || isRegistrar(actor)
});
export type Request = DocOf<typeof request>;

/** Most dates of one ask. */
export const MOST_DATES = 60;

/** The id of the n-th date (from 1) of an ask: one range read by id gives all of them, on every engine. */
export const requestId = (ask: string, nth = 1): Request['_id'] => `request:${ask.toLowerCase()}${nth === 1 ? '' : `.${nth}`}`;

/** The id of the first date of the ask that a request belongs to; messages are kept with it. */
export const firstOf = (id: Request['_id']): Request['_id'] => id.split('.')[0] as Request['_id'];
