import type { Day, Instant } from '#lib/kernel/moments.ts';
import { bookedUses } from './sample/bookings.ts';
import { occupanciesOf } from './sample/occupancies.ts';
import { sampleOfficeHours } from './sample/office-hours.ts';
import { samplePartner } from './sample/partner.ts';
import { holidaysFrom, regularEvent, singleEvent, usesOf } from './sample/plan.ts';
import { daytimeRegulars } from './sample/regulars-daytime.ts';
import { eveningRegulars } from './sample/regulars-evening.ts';
import { sampleRequests } from './sample/requests.ts';
import { sampleRooms } from './sample/rooms.ts';
import { singles } from './sample/singles.ts';
import { sampleTerms } from './sample/terms.ts';
import { sampleThings } from './sample/things.ts';

/**
 * Invented life for the eight weeks after the first start of HafenCity; it refers to the houses and rooms of
 * `starterDocuments('hafencity')`. Every document is marked `sample`, but for occupancies: there each slot is, so that a
 * real booking of the same day survives the removal. On public holidays the houses are closed and nothing takes place in
 * them.
 * @param today the quarter's day of the first start.
 * @param now the same moment; the sample requests came in before it.
 */
export function sampleDocuments(today: Day, now: Instant): { public: Record<string, unknown>[]; desk: Record<string, unknown>[] } {
	const holidays = holidaysFrom(today);
	const regular = [...daytimeRegulars, ...eveningRegulars].map((draft) => regularEvent(draft, today, holidays));
	const events = [...regular, ...singles.flatMap((draft) => singleEvent(draft, today, holidays))];
	const uses = [...events.flatMap((event) => usesOf(event, today)), ...bookedUses(today, holidays)];
	const choir = uses.filter(({ event, date }) => event === 'event:sample-chor' && date > today);
	return {
		public: [...sampleRooms, ...samplePartner, ...sampleThings, ...sampleTerms, ...events, ...sampleOfficeHours(today, holidays), ...occupanciesOf(uses)],
		desk: sampleRequests(today, now, holidays, choir[0])
	};
}
