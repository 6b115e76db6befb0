import { type Expand, instantsOf, occurrencesOf, windowAround } from '#lib/features/occurrence/rules.ts';
import type { Day } from '#lib/kernel/moments.ts';
import { database } from './database.ts';
import { currentWindow } from './projector.ts';
import { expanderFor, isPast } from './rows.ts';
import { remember, setting } from './settings.ts';

/**
 * Moves the window a device carries to today: expands anew what repeats, drops what has passed. Does nothing twice a day.
 * Without network a lobby screen keeps its dates this way.
 */
export async function extendWindow(today: Day): Promise<void> {
	const window = windowAround(today);
	if ((await currentWindow()).to >= window.to && (await setting('window')) !== undefined) return;
	const { from, to } = instantsOf(window);
	const expand: Expand = await expanderFor([...(await database.event.toArray()), ...(await database['office-hour'].toArray())]);
	const tables = [database.event, database['office-hour'], database.occurrence, database.occupancy, database.closure, database.setting];
	await database.transaction('rw', tables, async () => {
		const dated = [...(await database.event.toArray()), ...(await database['office-hour'].toArray())];
		await database.occurrence.clear();
		for (const thing of dated) {
			const dates = occurrencesOf(thing, from, to, expand);
			if (isPast(thing, window, dates)) await database.table(thing.kind).delete(thing._id);
			else await database.occurrence.bulkPut(dates);
		}
		await database.occupancy.where('date').below(window.from).delete();
		await database.closure.where('to').below(window.from).delete();
		await remember('window', window);
	});
}
