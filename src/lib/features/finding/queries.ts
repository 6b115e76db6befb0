import { type Day, addDays } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import type { RoomFacts } from '../booking/rules.ts';
import { DAYS_AFTER } from './rules.ts';

/** Every room with what a search for a day needs: houses, closures, terms, and what is taken on that day and the two weeks after it. */
export async function roomsToSearch(date: Day): Promise<RoomFacts[]> {
	const [rooms, houses, closures, terms, occupancies] = await Promise.all([
		database.room.toArray(),
		database.house.toArray(),
		database.closure.where('to').aboveOrEqual(date).toArray(),
		database.terms.toArray(),
		database.occupancy.where('date').between(date, addDays(date, DAYS_AFTER), true, true).toArray()
	]);
	const byRoom = Map.groupBy(occupancies, ({ room }) => room as string);
	const byId = new Map(houses.map((house) => [house._id as string, house]));
	return rooms.flatMap((room) => {
		const house = byId.get(room.house);
		return house ? [{ room, house, closures, terms, occupancies: byRoom.get(room._id) ?? [] }] : [];
	});
}
