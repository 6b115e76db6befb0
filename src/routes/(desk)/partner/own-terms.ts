import type { PartnerAnswer } from '#lib/features/partner/rules.ts';
import { type PlaceId, type Terms, termsId } from '#lib/features/terms/entity.ts';
import { type TermsFields, termsAbout } from '#lib/features/terms/form.ts';
import { DAYS_BACK } from '#lib/features/terms/queries.ts';
import type { Lately } from '#lib/features/terms/what-if.ts';
import { addDays, type Day } from '#lib/kernel/moments.ts';

/** A house or room of a partner with what is laid down for it; undefined where it is not the partner's. */
export function ownPlace(id: PlaceId, { houses, rooms, terms }: PartnerAnswer) {
	const room = rooms.find(({ _id }) => _id === id);
	const house = houses.find(({ _id }) => _id === (room?.house ?? id));
	return house && { room, house, before: terms.find(({ _id }) => _id === termsId(id)) };
}

/** What was asked for lately in a partner's rooms, to try new terms on. */
export function latelyIn({ requests, rooms, houses, closures }: PartnerAnswer, today: Day): Lately {
	const past = requests.filter(({ request }) => request.date >= addDays(today, -DAYS_BACK) && request.date <= today);
	return {
		requests: past.map(({ request, contact }) => ({ ...request, mail: contact?.mail, phone: contact?.phone })),
		confirmed: new Set(past.filter(({ state }) => state === 'confirmed').map(({ request }) => request._id)),
		rooms,
		houses,
		closures
	};
}

/**
 * The whole document over the terms that were begun from: a partner writes documents, not fields. What was an invented sample is
 * the partner's own from then on.
 */
export const laidOver = (place: PlaceId, began: Terms | undefined, fields: TermsFields): Terms => ({ ...termsAbout(place, fields), ...began, ...fields, sample: undefined });
