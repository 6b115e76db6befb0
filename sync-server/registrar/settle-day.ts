import { stateOf } from '#lib/features/request/rules.ts';
import type { Room } from '#lib/features/room/entity.ts';
import type { Slot } from '#lib/features/occupancy/entity.ts';
import { OWN, type Quarter, type ServerContext } from '../context.ts';
import { documentAt, tombstoneOf } from '../reading.ts';
import type { StoredDoc } from '../store/store.ts';
import { isAlive, replace } from './leaves.ts';
import { isGivenBack } from './free.ts';
import { outcomesOf } from './outcomes.ts';
import { report } from './reconcile.ts';
import { claimedTogether, fits, inOrder } from './slot.ts';

/** Milliseconds after which nobody can be about to say "confirmed" of a revision any more: four times a request's time-out. */
const PATIENCE = 120_000;

/**
 * Makes one of several revisions of a day that a cluster took side by side (docs/decisions/0007). No slot is lost that
 * anybody was told of: those of all revisions are put together but for what was given back, and of two that overlap (of a
 * thing, of more than there are) the one that was confirmed stays.
 * Where neither was yet, somebody may be about to say so: nothing is done until that cannot be any more; then the winner's
 * stays. Where both were, both stay, and the office is told.
 * @param leaves all of them, the winner first.
 * @throws Error where it is too early.
 */
export async function settleDay(context: Pick<ServerContext, 'now'>, quarter: Pick<Quarter, 'public' | 'desk'>, id: string, leaves: readonly StoredDoc[]): Promise<void> {
	const [winner, ...others] = leaves.filter(isAlive);
	if (!winner || others.length === 0) return;
	const isOver = () => isQuiet(context, quarter, id, leaves);
	const standing = async ({ request }: Slot) => stateOf([], await outcomesOf(quarter, request)).state;
	const confirmed = async (slot: Slot) => (await standing(slot)) === 'confirmed';
	const stock = (await documentAt<'room'>(quarter.public, winner.room as Room['_id']))?.units;

	let slots = winner.slots as Slot[];
	for (const leaf of others) {
		for (const slot of leaf.slots as Slot[]) {
			if (slots.some(({ request }) => request === slot.request)) {
				slots = slots.map((own) => (own.request === slot.request ? claimedTogether(own, slot) : own));
				continue;
			}
			if (isGivenBack(await standing(slot))) continue;
			const rivals = fits(slots, slot, stock) ? [] : slots.filter((other) => !fits([other], slot));
			const told = await Promise.all(rivals.map(confirmed));
			const isTold = await confirmed(slot);
			if (!isTold && (told.includes(true) || (rivals.length > 0 && (await isOver())))) continue;
			if (rivals.length > 0 && !isTold) throw new Error(`${id} is in conflict, and nobody was told yet`);
			if (told.includes(true)) await report(context, quarter.desk, leaf, [{ field: 'slots', kept: rivals, other: [slot] }]);
			slots = [...slots.filter((other) => !rivals.some((rival, index) => rival === other && !told[index])), slot];
		}
	}
	slots = slots.toSorted(inOrder);
	if (JSON.stringify(slots) !== JSON.stringify(winner.slots) && !(await replace(quarter.public, { ...winner, slots }))) return;
	for (const leaf of others) await replace(quarter.public, tombstoneOf(leaf));
}

/** Whether these revisions stand side by side for so long that nobody is about to speak of them. Remembered where all servers see it. */
async function isQuiet({ now }: Pick<ServerContext, 'now'>, { desk }: Pick<Quarter, 'desk'>, id: string, leaves: readonly StoredDoc[]): Promise<boolean> {
	const note = `${OWN}conflict-${id}`;
	const revs = leaves.map(({ _rev }) => _rev).sort();
	const found = await desk.getLocal(note);
	if (found && String(found.revs) === String(revs)) return now().getTime() - Number(found.since) > PATIENCE;
	await desk.putLocal(note, { revs, since: now().getTime() }, found?._rev);
	return false;
}
