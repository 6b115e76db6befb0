import { type Failure, failure } from '#lib/kernel/failure.ts';
import { newId } from '#lib/kernel/ids.ts';
import { type HeldRow, database } from '#lib/storage/database.ts';
import { keeping } from '#lib/storage/keeping.ts';
import { create } from '#lib/storage/write.ts';
import { memberHere } from '../desk/queries.ts';
import type { FreeTime } from '../outcome/entity.ts';
import type { Decision } from './entity.ts';
import { decisionAbout, dueAfter } from './rules.ts';

/** What the office says to one date. */
export type Verdict = { request: Decision['request']; verdict: Decision['verdict']; reason?: string; offer?: FreeTime | undefined };

/**
 * Decides about one date or several in one go. It is held on this device for as long as it can be taken back
 * (`takeBack`), and sent then (`sendHeld`), also from another tab or after a restart. Even then a yes is a wish until the
 * server's outcome says that it holds. Works without network.
 * @returns why not: `signed-out`; `missing` for the reason of a no, or for what is offered; `too-long`; or `storage`.
 */
export async function decide(verdicts: readonly Verdict[]): Promise<Failure | undefined> {
	const member = await memberHere();
	if (!member) return failure('signed-out');
	const now = Date.now();
	const decisions: Decision[] = [];
	for (const { request, verdict, reason = '', offer } of verdicts) {
		if (verdict !== 'confirm' && verdict !== 'offer' && reason.trim() === '') return failure('missing', 'reason');
		if (verdict === 'offer' && !offer) return failure('missing', 'offer');
		const { value, failures } = decisionAbout(request, verdict, reason, member.name, new Date(now).toISOString(), offer);
		if (failures) return failures[0];
		decisions.push(value);
	}
	return keeping(() => database.held.add({ id: newId('decision'), decisions, due: dueAfter(now) }));
}

/** Takes back what was decided in one go. @returns whether it was still held: what is sent already stays. */
export const takeBack = (id: HeldRow['id']): Promise<boolean> =>
	database.transaction('rw', database.held, async () => {
		const found = await database.held.get(id);
		await database.held.delete(id);
		return found !== undefined;
	});

/**
 * Makes documents of what was held and may go. Row by row in one transaction: nothing is sent twice, whichever tabs do it at
 * once, and what was sent cannot be taken back any more.
 * @throws Error where the device could not keep it; then it is held as before.
 */
export async function sendHeld(mayGo: (row: HeldRow) => boolean = () => true): Promise<void> {
	for (const { id } of (await database.held.toArray()).filter(mayGo)) {
		await database.transaction('rw', [database.held, database.decision, database.occurrence, database.write, database.setting], async () => {
			const row = await database.held.get(id);
			for (const decision of row?.decisions ?? []) {
				const [failed] = (await create(decision)) ?? [];
				if (failed) throw new Error(`${decision._id} could not be kept: ${failed.code}`);
			}
			await database.held.delete(id);
		});
	}
}
