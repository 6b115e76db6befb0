import { type Occupancy, type Slot, occupancy, occupancyId } from '#lib/features/occupancy/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import type { LocalDateTime } from '#lib/kernel/moments.ts';
import { tombstoneOf } from '../reading.ts';
import type { Database, IncomingDoc, StoredDoc } from '../store/store.ts';
import { type Placement, placeIn } from './slot.ts';

/** Losing the race this often means that something else is wrong. */
const MOST_TRIES = 1000;

const slotsOf = (day: StoredDoc | undefined) => (day && !day._deleted ? (day.slots as Slot[]) : []);

/**
 * Changes the slots of one document by compare-and-set: where someone else wrote in between, it looks again. `_rev` is the
 * lock, so this holds with any number of servers.
 * @param next the document to write over the one found, or undefined to leave it.
 */
async function compareAndSet(open: Database, id: string, next: (found: StoredDoc | undefined) => IncomingDoc | undefined): Promise<void> {
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		const doc = next(await open.get(id));
		if (!doc) return;
		const [result] = await open.bulkDocs([doc]);
		if (result && 'ok' in result) return;
		if (result?.error !== 'conflict') throw new Error(`${id} could not be written: ${result?.error}`);
	}
	throw new Error(`${id} could not be written: it changed all the time`);
}

/** The document of a request's day, without slots: the one found or, over nothing or a tombstone, a new one. */
function dayOf(found: StoredDoc | undefined, { room, date }: Request): IncomingDoc {
	if (found && !found._deleted) return unmarked(found);
	const rev = found ? { _rev: found._rev } : {};
	return { _id: occupancyId(room, date), ...rev, kind: 'occupancy', schema: occupancy.version, room, date };
}

/** A day is no sample as a whole once it was touched: its slots say what they are. */
const unmarked = ({ sample: _, ...day }: StoredDoc) => day as IncomingDoc;

/** Gives a request its slot, in the one write that confirms it (SPEC 5.2, 5.3). */
export async function book(open: Database, request: Request, now: () => LocalDateTime): Promise<Placement['result']> {
	const { room, date } = request;
	let placement: Placement = { result: 'taken' };
	await compareAndSet(open, occupancyId(room, date), (found) => {
		placement = placeIn(slotsOf(found), request, now());
		if (placement.result !== 'confirmed' || !placement.slots) return undefined;
		return { ...dayOf(found, request), slots: placement.slots };
	});
	return placement.result;
}

/** Whether a request holds a slot now. */
export async function holdsSlot(open: Database, { _id, room, date }: Request): Promise<boolean> {
	return slotsOf(await open.get(occupancyId(room, date))).some(({ request }) => request === _id);
}

/** Takes the slots that `goes` says out of a day; a day without slots goes itself. @returns how many went. */
export async function clear(open: Database, id: Occupancy['_id'], goes: (slot: Slot) => boolean): Promise<number> {
	let count = 0;
	await compareAndSet(open, id, (found) => {
		const slots = slotsOf(found);
		const kept = slots.filter((slot) => !goes(slot));
		count = slots.length - kept.length;
		if (!found || found._deleted || count === 0) return undefined;
		return kept.length ? { ...unmarked(found), slots: kept } : tombstoneOf(found);
	});
	return count;
}
