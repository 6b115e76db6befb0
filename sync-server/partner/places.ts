import { foreignField, type OwnPlaces } from '#lib/features/partner/rules.ts';
import type { House } from '#lib/features/house/entity.ts';
import type { Quarter } from '../context.ts';
import { documentsAt, documentsUnder } from '../reading.ts';

/** Somebody who manages the rooms of these houses, by the name of the account. */
export type Partner = { name: string; houses: ReadonlySet<House['_id']> };

/** The houses of a partner with all that belongs to them. */
export async function placesOf({ public: open }: Pick<Quarter, 'public'>, { houses: own }: Partner): Promise<OwnPlaces> {
	const [houses, all, closures, terms] = await Promise.all([
		documentsAt<'house'>(open, [...own]),
		documentsUnder<'room'>(open, 'room:'),
		documentsUnder<'closure'>(open, 'closure:'),
		documentsUnder<'terms'>(open, 'terms:')
	]);
	const rooms = all.filter(({ house }) => own.has(house)).sort((a, b) => a.order - b.order);
	const houseOf = (id: string) => rooms.find(({ _id }) => _id === id)?.house;
	return {
		houses: houses.sort((a, b) => a.order - b.order),
		rooms,
		closures: closures.filter((closure) => foreignField(closure, own, houseOf) === undefined),
		terms: terms.filter((one) => foreignField(one, own, houseOf) === undefined)
	};
}
