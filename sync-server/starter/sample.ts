import type { Doc } from '#lib/features/catalogue.ts';
import type { Day, Instant } from '#lib/kernel/moments.ts';
import { booked } from './sample/bookings.ts';
import { fixedTimes } from './sample/fixed-times.ts';
import { sampleClosure, sampleLettings } from './sample/lettings.ts';
import { occupanciesOf } from './sample/occupancies.ts';
import { sampleOfficeHours } from './sample/office-hours.ts';
import { samplePartner } from './sample/partner.ts';
import { pastUses } from './sample/past-uses.ts';
import { holidaysFrom, regularEvent, singleEvent, usesOf } from './sample/plan.ts';
import { daytimeRegulars } from './sample/regulars-daytime.ts';
import { eveningRegulars } from './sample/regulars-evening.ts';
import { sampleRequests } from './sample/requests.ts';
import { sampleRooms } from './sample/rooms.ts';
import { sampleMessages, sampleSeries } from './sample/series.ts';
import { singles } from './sample/singles.ts';
import { sampleTerms } from './sample/terms.ts';
import { sampleBlocks } from './sample/text-blocks.ts';
import { sampleThings } from './sample/things.ts';

/**
 * Invented life for the eight weeks after the first start of HafenCity, and what is left of the months before; it refers to the houses and rooms of
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
	const shown = events.flatMap((event) => usesOf(event, today));
	const choir = shown.filter(({ event, date }) => event === 'event:sample-chor' && date > today);
	const times = fixedTimes(today, now, holidays);
	const lettings = sampleLettings(today, now, holidays);
	const before = pastUses(today, holidays);
	const stories = [...sampleRequests(today, now, holidays, choir), ...sampleSeries(today, now, holidays), ...lettings.stories, ...times.dates, ...booked(today, now, holidays)];
	const places = [...sampleRooms, ...samplePartner, ...sampleThings, ...sampleTerms];
	const days = occupanciesOf([...shown, ...stories.flatMap(({ uses }) => uses), ...before.uses], places.filter((one) => one.kind === 'terms') as Doc<'terms'>[]);
	// The dates of one ask have one contact.
	const desk = new Map(stories.flatMap(({ desk: told }) => told.map((doc) => [doc._id, doc])));
	return {
		public: [...places, ...times.open, sampleClosure(today, holidays), ...events, ...sampleOfficeHours(today, holidays), ...days],
		desk: [...desk.values(), ...sampleMessages(now), ...lettings.noted, ...times.slots, ...before.facts, ...sampleBlocks]
	};
}
