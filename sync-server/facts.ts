import { type Place, type Span, alternatives, paddedBy, unitsLeft } from '#lib/features/booking/rules.ts';
import type { Slot } from '#lib/features/occupancy/entity.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import type { FreeTime } from '#lib/features/outcome/entity.ts';
import { type Day, type LocalDateTime, addDays } from '#lib/kernel/moments.ts';
import { documentsAt, documentsUnder } from './reading.ts';
import type { Database } from './store/store.ts';

/** As far as `alternatives` looks, in days after the wished one. */
const DAYS_TO_LOOK_AT = 15;

/** A time in a room that is wanted; `_id` of the request, whose own slot does not stand in its way. */
export type Wish = Span & { _id?: string; room: Place['room']['_id']; date: Day; groupSize: number; units?: number | undefined };

/** What is known about these rooms beside their occupancies, by id; one that is not there, or whose house is not, is left out. */
export async function placesOf(open: Database, ids: readonly Place['room']['_id'][]): Promise<Map<string, Place>> {
	return placesIn(open, await documentsAt<'room'>(open, ids));
}

async function placesIn(open: Database, rooms: readonly Place['room'][]): Promise<Map<string, Place>> {
	const [houses, closures, terms] = await Promise.all([
		documentsAt<'house'>(open, rooms.map(({ house }) => house)),
		documentsUnder<'closure'>(open, 'closure:'),
		documentsUnder<'terms'>(open, 'terms:')
	]);
	return new Map(
		rooms.flatMap((room): [string, Place][] => {
			const house = houses.find(({ _id }) => _id === room.house);
			return house ? [[room._id, { room, house, closures, terms }]] : [];
		})
	);
}

/** Whether the room, or of a thing what is left of it, is somebody else's at the time wanted, set-up and clean-up counted. */
function isTaken(wish: Wish, place: Place, slots: readonly Slot[]): boolean {
	const others = slots.filter(({ request }) => request !== wish._id);
	return unitsLeft(place.room, others, paddedBy(wish, place)) < (wish.units ?? 1);
}

/** Those of some wishes whose time is somebody else's now. */
export async function takenAmong<W extends Wish>(open: Database, wishes: readonly W[]): Promise<W[]> {
	const [places, days] = await Promise.all([
		placesOf(open, wishes.map(({ room }) => room)),
		documentsAt<'occupancy'>(open, wishes.map(({ room, date }) => occupancyId(room, date)))
	]);
	return wishes.filter((wish) => {
		const place = places.get(wish.room);
		const day = days.find(({ room, date }) => room === wish.room && date === wish.date);
		return place && isTaken(wish, place, day?.slots ?? []);
	});
}

/**
 * Up to three free times like each wish, as the public database is now.
 * @param now the wall clock of the quarter.
 */
export async function alternativesTo(open: Database, wishes: readonly Wish[], now: LocalDateTime): Promise<FreeTime[][]> {
	if (wishes.length === 0) return [];
	const rooms = (await documentsUnder<'room'>(open, 'room:')).sort((a, b) => a.order - b.order);
	const ids = wishes.flatMap(({ room, date }) => [
		...rooms.map(({ _id }) => occupancyId(_id, date)),
		...Array.from({ length: DAYS_TO_LOOK_AT }, (_, index) => occupancyId(room, addDays(date, index)))
	]);
	const [places, occupancies] = await Promise.all([placesIn(open, rooms), documentsAt<'occupancy'>(open, ids)]);
	const facts = [...places.values()].map((place) => ({ ...place, occupancies }));
	return wishes.map((wish) => alternatives(wish, facts, now));
}
