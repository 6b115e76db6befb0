import { type Occupancy, type Slot, occupancy, occupancyId } from '#lib/features/occupancy/entity.ts';
import { toLocal } from '#lib/kernel/moments.ts';
import type { Quarter, ServerContext } from '../context.ts';
import { tombstoneOf } from '../reading.ts';
import type { Revisions } from '../store/revision-tree.ts';
import type { Database, IncomingDoc, StoredDoc } from '../store/store.ts';
import { isAlive, leavesOf, replace } from './leaves.ts';
import { settleDay } from './settle-day.ts';
import { type Booking, type Placement, placeIn } from './slot.ts';

/** Losing the race this often means that something else is wrong. */
const MOST_TRIES = 1000;

const slotsOf = (day: StoredDoc | undefined) => (day && !day._deleted ? (day.slots as Slot[]) : []);

/** The document of a request's day, without slots: the one found or, over nothing or a tombstone, a new one. */
function dayOf(found: StoredDoc | undefined, { room, date }: Booking): IncomingDoc {
	if (found && !found._deleted) return unmarked(found);
	return { _id: occupancyId(room, date), kind: 'occupancy', schema: occupancy.version, room, date };
}

/** A day is no sample as a whole once it was touched: its slots say what they are. */
const unmarked = ({ sample: _, ...day }: StoredDoc) => day as IncomingDoc;

/**
 * Gives a request its slot, in the one write that confirms it (SPEC 5.2, 5.3). `_rev` is the lock: where somebody else wrote
 * in between, it looks again. "confirmed" is said only of a revision that a majority of copies has and that, read after
 * that, stands alone: so of two that a cluster took side by side one at most is told so (docs/decisions/0007).
 * @throws where the day is in a conflict that cannot be settled yet; then nothing was said, and it is to be tried again.
 */
export async function book({ now }: Pick<ServerContext, 'now'>, quarter: Pick<Quarter, 'public' | 'desk'>, booking: Booking): Promise<Placement['result']> {
	const { public: open } = quarter;
	const id = occupancyId(booking.room, booking.date);
	let acknowledged: string | undefined;
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		const leaves = await leavesOf(open, id);
		const [found, ...others] = leaves;
		if (others.some(isAlive)) {
			await settleDay({ now }, quarter, id, leaves);
			continue;
		}
		const placement = placeIn(slotsOf(found), booking, toLocal(now()));
		if (placement.result !== 'confirmed') return placement.result;
		if (placement.slots) acknowledged = await replace(open, { ...dayOf(found, booking), slots: placement.slots });
		else if (acknowledged !== undefined && isOrFollows(found!, acknowledged)) return 'confirmed';
		else acknowledged = await open.assure(found!);
	}
	throw new Error(`${id} could not be written: it changed all the time`);
}

/** Whether this is the revision named or the next one: another server may have written what it found once more. */
function isOrFollows({ _rev, _revisions }: StoredDoc, rev: string): boolean {
	const { start, ids } = _revisions as Revisions;
	return _rev === rev || `${start - 1}-${ids[1]}` === rev;
}

/** What `book` would come to now; nothing is written. */
export async function wouldBe({ now }: Pick<ServerContext, 'now'>, { public: open }: Pick<Quarter, 'public'>, booking: Booking): Promise<Placement['result']> {
	return placeIn(await slotsNow(open, occupancyId(booking.room, booking.date)), booking, toLocal(now())).result;
}

/** The slots of a day, in whichever revisions that stand. */
export const slotsNow = async (open: Database, id: Occupancy['_id']): Promise<Slot[]> => (await leavesOf(open, id)).flatMap(slotsOf);

/** Whether a request holds a slot on its day now. */
export async function holdsSlot(open: Database, { _id, room, date }: Pick<Booking, '_id' | 'room' | 'date'>): Promise<boolean> {
	return (await slotsNow(open, occupancyId(room, date))).some(({ request }) => request === _id);
}

/** Takes the slots that `goes` says out of a day, whichever revisions of it stand; one without slots goes itself. @returns how many went. */
export const clear = (open: Database, id: Occupancy['_id'], goes: (slot: Slot) => boolean): Promise<number> => change(open, id, (slot) => (goes(slot) ? undefined : slot));

/** Makes of each slot of a day what `become` says, whichever revisions of it stand. @returns how many slots went. */
export async function change(open: Database, id: Occupancy['_id'], become: (slot: Slot) => Slot | undefined): Promise<number> {
	const changes = (leaf: StoredDoc) => slotsOf(leaf).some((slot) => become(slot) !== slot);
	let count = 0;
	for (let tries = 0; tries < MOST_TRIES; tries++) {
		const leaves = (await leavesOf(open, id)).filter(changes);
		if (leaves.length === 0) return count;
		for (const leaf of leaves) {
			const kept = slotsOf(leaf).flatMap((slot) => become(slot) ?? []);
			const gone = slotsOf(leaf).length - kept.length;
			if (await replace(open, kept.length ? { ...unmarked(leaf), slots: kept } : tombstoneOf(leaf))) count += gone;
		}
	}
	throw new Error(`${id} could not be written: it changed all the time`);
}
