import type { Decision } from '#lib/features/decision/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { OWN, type Quarter } from '../context.ts';

type Desk = Pick<Quarter, 'desk'>;

const noteOf = (request: string) => `${OWN}waiting-${request}`;

/**
 * Remembers a decision whose request has not arrived: replication promises no order. The note is a local document, so it
 * outlives a restart, costs nothing to find, and is never replicated.
 */
export async function waitForRequest({ desk }: Desk, { _id, request }: Decision): Promise<void> {
	for (;;) {
		const note = await desk.getLocal(noteOf(request));
		const decisions = new Set([...((note?.decisions as string[] | undefined) ?? []), _id]);
		if (await desk.putLocal(noteOf(request), { decisions: [...decisions] }, note?._rev)) return;
	}
}

/** The decisions that wait for this request. */
export async function waitingFor({ desk }: Desk, request: Request['_id']): Promise<Decision['_id'][]> {
	const note = await desk.getLocal(noteOf(request));
	return (note?.decisions as Decision['_id'][] | undefined) ?? [];
}

/** To be called when all of them are carried out. */
export const stopWaitingFor = ({ desk }: Desk, request: Request['_id']) => desk.deleteLocal(noteOf(request));
