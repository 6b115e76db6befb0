import { type Place, type RoomFacts, type Span, alternatives } from '#lib/features/booking/rules.ts';
import { occupancyId } from '#lib/features/occupancy/entity.ts';
import type { FreeTime } from '#lib/features/outcome/entity.ts';
import { type Day, type LocalDateTime, addDays } from '#lib/kernel/moments.ts';
import { documentAt, documentsAt, documentsUnder } from './reading.ts';
import type { Database } from './store/store.ts';

/** As far as `alternatives` looks, in days after the wished one. */
const DAYS_TO_LOOK_AT = 15;

/** What is known about one room beside its occupancies; undefined where the room or its house is not there. */
export async function placeOf(open: Database, id: RoomFacts['room']['_id']): Promise<Place | undefined> {
	const room = await documentAt<'room'>(open, id);
	const [house, closures, terms] = await Promise.all([
		room && documentAt<'house'>(open, room.house),
		documentsUnder<'closure'>(open, 'closure:'),
		documentsUnder<'terms'>(open, 'terms:')
	]);
	return room && house && { room, house, closures, terms };
}

/**
 * Up to three free times like a wish, as the public database is now.
 * @param now the wall clock of the quarter.
 */
export async function alternativesTo(
	open: Database,
	wish: Span & { room: RoomFacts['room']['_id']; date: Day; groupSize: number },
	now: LocalDateTime
): Promise<FreeTime[]> {
	const [rooms, houses, closures, terms] = await Promise.all([
		documentsUnder<'room'>(open, 'room:'),
		documentsUnder<'house'>(open, 'house:'),
		documentsUnder<'closure'>(open, 'closure:'),
		documentsUnder<'terms'>(open, 'terms:')
	]);
	const days = Array.from({ length: DAYS_TO_LOOK_AT }, (_, index) => addDays(wish.date, index));
	const occupancies = await documentsAt<'occupancy'>(open, [
		...rooms.map(({ _id }) => occupancyId(_id, wish.date)),
		...days.map((date) => occupancyId(wish.room, date))
	]);
	const facts = rooms
		.sort((a, b) => a.order - b.order)
		.flatMap((room) => houses.filter(({ _id }) => _id === room.house).map((house) => ({ room, house, closures, occupancies, terms })));
	return alternatives(wish, facts, now);
}
