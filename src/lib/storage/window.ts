import { type Occurrence, instantsOf, occurrencesOf, windowAround } from '#lib/features/occurrence/rules.ts';
import type { Day } from '#lib/kernel/moments.ts';
import { database } from './database.ts';
import { readAnew } from './projector.ts';
import { expanderFor, isPast } from './rows.ts';
import { remember, setting } from './settings.ts';

/** Documents expanded before the page gets a turn again. */
const TURN = 20;

const allDated = async () => [...(await database.event.toArray()), ...(await database['office-hour'].toArray())];
const aTurn = () => new Promise((resolve) => setTimeout(resolve));

/**
 * Moves the window a device carries to today: expands anew what has dates, drops what has passed. Does nothing a second
 * time that day. Without network a lobby screen keeps its dates this way. A window that begins after today comes from a
 * clock that was ahead: what was dropped then has to be read again, or a taken room would look free.
 */
export async function extendWindow(today: Day): Promise<void> {
	const window = windowAround(today);
	const before = await setting('window');
	if (before && before.from > today) {
		await database.transaction('rw', database.cursor, database.setting, () => Promise.all([readAnew(), remember('window', window)]));
	}
	if ((before?.to ?? '') >= window.to) return;
	const { from, to } = instantsOf(window);
	const dated = await allDated();
	const expand = await expanderFor(dated);
	const ready = new Map<string, { rev: string | undefined; dates: Occurrence[] }>();
	for (const [index, thing] of dated.entries()) {
		ready.set(thing._id, { rev: thing._rev, dates: occurrencesOf(thing, from, to, expand) });
		if (index % TURN === 0) await aTurn();
	}
	const tables = [database.event, database['office-hour'], database.occurrence, database.occupancy, database.closure, database.setting];
	await database.transaction('rw', tables, async () => {
		await database.occurrence.clear();
		for (const thing of await allDated()) {
			const known = ready.get(thing._id);
			const isSame = thing._rev !== undefined && known?.rev === thing._rev;
			const dates = known && isSame ? known.dates : occurrencesOf(thing, from, to, expand);
			if (isPast(thing, window, dates)) await database.table(thing.kind).delete(thing._id);
			else if (dates.length > 0) await database.occurrence.bulkPut(dates);
		}
		await database.occupancy.where('date').below(window.from).delete();
		await database.closure.where('to').below(window.from).delete();
		await remember('window', window);
	});
}
