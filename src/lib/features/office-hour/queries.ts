import type { Instant } from '#lib/kernel/moments.ts';
import { type Occurrence, database } from '#lib/storage/database.ts';
import type { House } from '../house/entity.ts';
import type { OfficeHour } from './entity.ts';

/** One date of an office hour with what a line about it needs. */
export type OfficeHourDate = { occurrence: Occurrence; officeHour: OfficeHour; house: House | undefined };

/** The coming dates of all office hours, running ones first; cancelled ones too. */
export async function officeHoursFrom(now: Instant, most: number): Promise<OfficeHourDate[]> {
	const [officeHours, allHouses] = await Promise.all([database['office-hour'].toArray(), database.house.toArray()]);
	const byId = new Map(officeHours.map((officeHour) => [officeHour._id as string, officeHour]));
	const dates = await database.occurrence.where('of').anyOf([...byId.keys()]).sortBy('start');
	const houses = new Map(allHouses.map((house) => [house._id as string, house]));
	return dates
		.filter(({ end }) => end > now)
		.slice(0, most)
		.flatMap((occurrence) => {
			const officeHour = byId.get(occurrence.of);
			return officeHour ? [{ occurrence, officeHour, house: houses.get(occurrence.house ?? '') }] : [];
		});
}
