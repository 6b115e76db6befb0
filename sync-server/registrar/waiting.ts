import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { OWN, type Quarter } from '../context.ts';
import { LAST } from '../reading.ts';

type Desk = Pick<Quarter, 'desk'>;

const notesOf = (request: string) => `${OWN}waiting-${request}-`;

/**
 * Remembers a decision or reply whose request has not arrived: replication promises no order. Each has a note of its own, so that two
 * servers never write over each other's; it is a local document, so it outlives a restart and is never replicated.
 */
export async function waitForRequest({ desk }: Desk, { _id, request }: { _id: Outcome['decision']; request: Request['_id'] }): Promise<void> {
	const note = notesOf(request) + _id;
	await desk.putLocal(note, { cause: _id }, (await desk.getLocal(note))?._rev);
}

/** The decisions and replies that wait for this request. */
export async function waitingFor({ desk }: Desk, request: Request['_id']): Promise<Outcome['decision'][]> {
	const notes = `_local/${notesOf(request)}`;
	const { rows } = await desk.localDocs({ startkey: notes, endkey: notes + LAST, includeDocs: true });
	return rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc.cause as Outcome['decision']] : []));
}

/** To be called when one is carried out. */
export const stopWaiting = ({ desk }: Desk, request: Request['_id'], cause: Outcome['decision']) => desk.deleteLocal(notesOf(request) + cause);
