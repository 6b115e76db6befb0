import * as z from 'zod/mini';
import { type DocOf, defineEntity, isStaff } from '#lib/kernel/entity.ts';
import { ref } from '#lib/kernel/fields.ts';
import { weeklyHours } from '#lib/kernel/hours.ts';
import { clock } from '#lib/kernel/moments.ts';
import { localText } from '#lib/kernel/text.ts';
import { uses } from '../request/entity.ts';

/** Who may ask for a room: anybody; anybody, and somebody looks at it; with a sponsor from here; only own members. */
export const admissions = ['open', 'request', 'sponsor', 'members'] as const;
export type Admission = (typeof admissions)[number];

const count = (least: number, most: number) => z.int().check(z.minimum(least), z.maximum(most));
/** Money in cents, never a fraction. */
const cents = () => count(0, 10_000_000);
/** A span of a day, its end after its start. */
const later = <S extends z.ZodMiniType<{ from: string; to: string }>>(span: S) => span.check(z.refine(({ from, to }) => from < to, { path: ['to'] }));

/** A sum for a special thing (cleaning, late hours). It comes on top where all its conditions hold, always where it has none. */
const surcharge = z.looseObject({
	name: localText(80),
	cents: cents(),
	/** Where the use ends after this time. */
	after: z.optional(clock()),
	/** On Saturdays and Sundays. */
	weekend: z.optional(z.literal(true))
});

/** What one kind of use costs: the sum of what is laid down here, for the time that is not free. */
export const tariff = z.looseObject({
	use: z.enum(uses),
	flat: z.optional(cents()),
	/** For each hour begun. */
	perHour: z.optional(cents()),
	/** For each part of the day the use touches. */
	perPart: z.optional(z.array(later(z.looseObject({ from: clock(), to: clock(), cents: cents() }))).check(z.maxLength(6))),
	/** Nothing is to be paid for the time until then. */
	freeUntil: z.optional(clock()),
	/** Nothing is to be paid for the first hours. */
	freeHours: z.optional(count(1, 24)),
	surcharges: z.optional(z.array(surcharge).check(z.maxLength(10))),
	deposit: z.optional(cents())
});
export type Tariff = z.infer<typeof tariff>;

/** What the office wants to know of everybody who asks for the room; `key` is that of the answer in the request. */
export const question = z.looseObject({ key: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,39}$/)), ask: localText(300), required: z.boolean() });
export type Question = z.infer<typeof question>;

/** What can be laid down about a place. What is left out is not laid down: for a room its house's holds, then the app's own. */
export const rules = {
	/** When it can be used; otherwise while the house is open. */
	hours: z.optional(weeklyHours()),
	minMinutes: z.optional(count(1, 1440)),
	maxMinutes: z.optional(count(1, 1440)),
	/** So long before it begins one has to ask. */
	leadHours: z.optional(count(0, 2000)),
	/** So far ahead one can ask; a device knows no more than 18 months. */
	horizonDays: z.optional(count(1, 540)),
	/** Minutes for setting up and clearing away, in which nobody else has the room. */
	before: z.optional(count(0, 720)),
	after: z.optional(count(0, 720)),
	/** A use ends by then. */
	quietFrom: z.optional(clock()),
	/** How many dates a group has at most. */
	quota: z.optional(z.looseObject({ per: z.enum(['week', 'month']), most: count(1, 100) })),
	/** Until so many days before, cancelling costs nothing. */
	cancelDays: z.optional(count(0, 365)),
	/** The share of the price that is due after that, in percent. */
	lateShare: z.optional(count(0, 100)),
	admission: z.optional(z.enum(admissions)),
	tariffs: z.optional(z.array(tariff).check(z.maxLength(8))),
	questions: z.optional(z.array(question).check(z.maxLength(12)))
};

/**
 * The rules of letting one house or one room, as data. One document per place (`termsId`), so that two desks that lay down
 * something about the same room meet in it. Sums of houses nobody told us are left out, never guessed.
 */
export const terms = defineEntity({
	kind: 'terms',
	database: 'public',
	indexes: '',
	fields: { house: z.optional(ref('house')), room: z.optional(ref('room')), ...rules },
	mayWrite: isStaff
});
export type Terms = DocOf<typeof terms>;

/** The fields that lay something down, in the order they are shown. */
export const ruleNames = Object.keys(rules) as (keyof typeof rules)[];

/** What terms can be about. */
export type PlaceId = `house:${string}` | `room:${string}`;

/** The id of the one document about a house or a room (`room:hall` → `terms:room:hall`). */
export const termsId = (place: PlaceId): Terms['_id'] => `terms:${place}`;
