import type { Day, Instant } from '#lib/kernel/moments.ts';
import { occupanciesOf } from './sample/occupancies.ts';
import { holidaysFrom, regularEvent, singleEvent, usesOf } from './sample/plan.ts';
import { regulars } from './sample/regulars.ts';
import { sampleRooms } from './sample/rooms.ts';
import { singles } from './sample/singles.ts';

/**
 * Invented life for the eight weeks after the first start of HafenCity, all marked `sample`; it refers to the houses and
 * rooms of `starterDocuments('hafencity')`. Occupancies are not marked themselves, only their slots.
 * @param today the quarter's day of the first start.
 * @param now the same moment, for when the sample requests came in.
 */
export function sampleDocuments(today: Day, now: Instant): { public: Record<string, unknown>[]; desk: Record<string, unknown>[] } {
	const holidays = holidaysFrom(today);
	const events = [...regulars.map((regular) => regularEvent(regular, today, holidays)), ...singles.flatMap((single) => singleEvent(single, today, holidays))];
	const uses = events.flatMap((event) => usesOf(event, today));
	return { public: [...sampleRooms, ...events, ...occupanciesOf(uses)], desk: [] };
}
