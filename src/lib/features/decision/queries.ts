import { database } from '#lib/storage/database.ts';
import type { Decision } from './entity.ts';

/** What was decided in one go and can still be taken back, with what the first of its requests is for. */
export type Held = { id: string; due: string; decisions: Decision[]; purpose: string };

/** Everything that can still be taken back on this device, the oldest first. */
export async function heldHere(): Promise<Held[]> {
	const rows = await database.held.orderBy('due').toArray();
	const requests = await database.request.bulkGet(rows.flatMap(({ decisions }) => decisions.slice(0, 1).map(({ request }) => request)));
	const purposes = new Map(requests.flatMap((request) => (request ? [[request._id, request.purpose] as const] : [])));
	return rows.map((row) => ({ ...row, purpose: purposes.get(row.decisions[0]?.request ?? 'request:') ?? '' }));
}
