import type { FreeTime, Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import type { Quarter } from '../context.ts';
import { documentAt, tombstoneOf } from '../reading.ts';
import { holdsSlot } from './days.ts';
import { isAlive, leavesOf, replace } from './leaves.ts';

/**
 * Makes one of several outcomes that a cluster took for one decision: "confirmed" stands where the request holds its slot,
 * any other one where it does not.
 */
export async function settleOutcome(quarter: Quarter, id: Outcome['_id']): Promise<void> {
	const leaves = (await leavesOf(quarter.desk, id)).filter(isAlive);
	const request = leaves[0] && (await documentAt<'request'>(quarter.desk, leaves[0].request as Request['_id']));
	if (!request || leaves.length < 2) return;
	const times = [request, ...leaves.flatMap(({ offer }) => (offer ? [{ ...request, ...(offer as FreeTime) }] : []))];
	const holds = (await Promise.all(times.map((time) => holdsSlot(quarter.public, time)))).includes(true);
	const stands = leaves.find(({ result }) => (result === 'confirmed') === holds) ?? leaves[0];
	for (const leaf of leaves) if (leaf !== stands) await replace(quarter.desk, tombstoneOf(leaf));
}
