import type { Failure } from '#lib/kernel/failure.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import { type Place, objections, overlaps, paddedBy } from '../booking/rules.ts';
import type { Closure } from '../closure/entity.ts';
import type { House } from '../house/entity.ts';
import type { Request } from '../request/entity.ts';
import type { Room } from '../room/entity.ts';
import type { Terms } from './entity.ts';
import { type Held, overQuota, priceOf, termsFor } from './rules.ts';

/** What happened lately, as far as it is on this device. */
export type Lately = {
	requests: readonly (Request & { mail?: string | undefined; phone?: string | undefined })[];
	/** The ids of those that were confirmed: only they can be in each other's way. */
	confirmed: ReadonlySet<string>;
	rooms: readonly Room[];
	houses: readonly House[];
	closures: readonly Closure[];
};

/** What other terms would have made of one request. */
export type Difference = {
	request: Request;
	/** Refusals that there would have been and were not, and those that would have fallen away. */
	stopped: Failure[];
	allowed: Failure[];
	/** The confirmed uses next to it that would have left no time to set up or clear away. */
	crowded: Request[];
	/** Its price before and after, where one of them differs; undefined where none is laid down. */
	price?: { before: number | undefined; after: number | undefined };
};

/**
 * What would have been different with other terms, request by request, judged as of when each came. Only what differs is told.
 * A required question is none of it: nobody was asked it.
 */
export function whatIf(lately: Lately, before: readonly Terms[], after: readonly Terms[]): Difference[] {
	const { rooms, houses, closures, confirmed } = lately;
	const placeOf = new Map(
		rooms.flatMap((room) => {
			const house = houses.find(({ _id }) => _id === room.house);
			return house ? [[room._id as string, { room, house, closures }] as const] : [];
		})
	);
	const inOrder = lately.requests.filter(({ room }) => placeOf.has(room)).toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
	const known = inOrder.map((request) => ({ request, place: placeOf.get(request.room) as Omit<Place, 'terms'> }));
	const [quotaBefore, quotaAfter] = [before, after].map((terms) => quotasOf(known, terms)) as [Map<string, Failure>, Map<string, Failure>];
	const taken = known.filter(({ request }) => confirmed.has(request._id));
	return known.flatMap(({ request, place }) => {
		const refusals = (terms: readonly Terms[], quota: Map<string, Failure>) => {
			const { answers: _, ...wish } = request;
			return [...objections(wish, { ...place, terms }, toLocal(request.receivedAt)), ...(quota.has(request._id) ? [quota.get(request._id) as Failure] : [])];
		};
		const [was, would] = [refusals(before, quotaBefore), refusals(after, quotaAfter)];
		const crowd = (terms: readonly Terms[]) =>
			confirmed.has(request._id) && place.room.use !== 'thing'
				? taken.filter(({ request: other }) => other._id !== request._id && other.room === request.room && other.date === request.date && isCrowded(request, other, { ...place, terms }))
				: [];
		const crowdedBefore = crowd(before);
		const crowded = crowd(after).filter((one) => !crowdedBefore.includes(one)).map(({ request: other }) => other);
		const [stopped, allowed] = [without(would, was), without(was, would)];
		const price = priceDifference(request, termsFor(place.room, before), termsFor(place.room, after));
		return stopped.length + allowed.length + crowded.length > 0 || price ? [{ request, stopped, allowed, crowded, ...(price ? { price } : {}) }] : [];
	});
}

const isCrowded = (one: Request, other: Request, place: Place) => overlaps(paddedBy(spanOf(one), place), paddedBy(spanOf(other), place));
const spanOf = ({ from, to }: Request) => ({ from, to });

/** The refusals of a list whose rule the other list does not have; another number of the same rule is the same. */
const without = (list: readonly Failure[], others: readonly Failure[]) => list.filter(({ code }) => !others.some((other) => other.code === code));

function priceDifference({ date, from, to, use, units = 1 }: Request, before: ReturnType<typeof termsFor>, after: ReturnType<typeof termsFor>): Difference['price'] {
	if (!use) return undefined;
	const [was, would] = [before, after].map((laid) => priceOf({ date, from, to, use, units }, laid)?.cents);
	return was === would ? undefined : { before: was, after: would };
}

/** The requests that came when their group had no date left, each judged by its own room's quota. */
function quotasOf(known: readonly { request: Lately['requests'][number]; place: Omit<Place, 'terms'> }[], terms: readonly Terms[]): Map<string, Failure> {
	const held: Held[] = [];
	return new Map(
		known.flatMap(({ request, place }) => {
			const one: Held = { group: request.group, mail: request.mail, phone: request.phone, room: request.room, house: place.house._id, date: request.date };
			const [over] = overQuota([{ ...one, laid: termsFor(place.room, terms) }], held);
			if (!over) held.push(one);
			return over ? [[request._id as string, over] as const] : [];
		})
	);
}
