import type { Day } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import { factsOf } from '../booking/queries.ts';
import type { RoomFacts } from '../booking/rules.ts';
import { heldDecisions } from '../inbox/queries.ts';
import { standingsOf } from '../inbox/rules.ts';
import { schoolHolidays } from '../school-holiday/queries.ts';
import type { Season } from '../season/entity.ts';
import type { FixedSlot } from './entity.ts';
import type { OwnDate, SlotFacts } from './rules.ts';

/** A fixed time with all that its check needs; `facts` is undefined where its room is gone. */
export type PlannedSlot = { slot: FixedSlot; facts: SlotFacts | undefined };

/** Every fixed time of a season with all that is known about its room from the first day to the last; null where there is no such season. */
export async function plannedIn(name: string): Promise<{ season: Season; planned: PlannedSlot[] } | null> {
	const season = await database.season.get(`season:${name}`);
	if (!season) return null;
	const slots = (await database['fixed-slot'].where('season').equals(season._id).toArray()).filter(({ retired }) => !retired);
	const holidays = await schoolHolidays();
	const own = await ownDates(slots);
	const rooms = new Map<string, RoomFacts | undefined>();
	for (const id of new Set(slots.map(({ room }) => room))) rooms.set(id, await factsOf(id, season.from, season.to));
	const planned = slots.map((slot) => {
		const room = rooms.get(slot.room);
		return { slot, facts: room && { room, season, slots, schoolHolidays: holidays, own: own.get(slot.series) ?? [] } };
	});
	return { season, planned: planned.sort(byPlace) };
}

const byPlace = ({ slot: one }: PlannedSlot, { slot: other }: PlannedSlot) => {
	const [a, b] = [one, other].map(({ weekday, from, room, group }) => `${weekday} ${from} ${room} ${group}`) as [string, string];
	return a < b ? -1 : a > b ? 1 : 0;
};

/** What was asked for of these fixed times, by series. */
async function ownDates(slots: readonly FixedSlot[]): Promise<Map<string, OwnDate[]>> {
	const requests = await database.request.where('series').anyOf(slots.map(({ series }) => series)).toArray();
	const keys = requests.map(({ _id }) => _id);
	const [decisions, outcomes, held] = await Promise.all([database.decision.where('request').anyOf(keys).toArray(), database.outcome.where('request').anyOf(keys).toArray(), heldDecisions()]);
	return Map.groupBy(standingsOf({ requests, decisions, outcomes, held }), ({ request }) => request.series ?? '');
}

/** All bookable rooms over some days, to look for times instead. */
export async function placesBetween(from: Day, to: Day): Promise<RoomFacts[]> {
	const rooms = (await database.room.toArray()).filter(({ bookable }) => bookable);
	return (await Promise.all(rooms.map(({ _id }) => factsOf(_id, from, to)))).filter((found) => found !== undefined);
}

