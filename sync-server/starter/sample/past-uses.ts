import type { Doc } from '#lib/features/catalogue.ts';
import type { Use as Kind } from '#lib/features/request/entity.ts';
import { type Clock, type Day, addDays } from '#lib/kernel/moments.ts';
import { sampleEntry } from '../entry.ts';
import { PAST_DAYS } from './dates.ts';
import { type Place, places } from './places.ts';
import type { Use } from './plan.ts';

/** Requests of uses that far back are gone with their contacts. */
const GONE_DAYS = 40;

const habits: readonly (readonly [place: Place, from: Clock, to: Clock, use: Kind, groupSize: number])[] = [
	['grasbrook-gemein', '14:00', '18:00', 'private', 22],
	['baaken-werkstatt', '17:00', '20:00', 'charitable', 9],
	['partner-raum', '10:00', '13:00', 'commercial', 15]
];

/** What is left of uses of the months before: where, when, what kind and how many, and the time in the room. */
export function pastUses(today: Day, holidays: ReadonlySet<Day>): { facts: Doc<'past-use'>[]; uses: Use[] } {
	const days = Array.from({ length: Math.floor((PAST_DAYS - GONE_DAYS) / 7) }, (_, week) => addDays(today, -GONE_DAYS - 7 * week)).filter((date) => !holidays.has(date));
	const held = days.map((date, index) => ({ date, index, habit: habits[index % habits.length]! }));
	return {
		facts: held.map(({ date, index, habit: [place, from, to, use, groupSize] }) => sampleEntry('past-use', `frueher-${index + 1}`, { room: places[place][1], date, from, to, use, groupSize })),
		uses: held.map(({ date, index, habit: [place, from, to] }) => ({ room: places[place][1], date, from, to, request: `sample-frueher-${index + 1}` }))
	};
}
