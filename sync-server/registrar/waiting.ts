import type { Decision } from '#lib/features/decision/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import { OWN, type Quarter } from '../context.ts';
import { LAST } from '../reading.ts';

type Desk = Pick<Quarter, 'desk'>;

const notesOf = (request: string) => `${OWN}waiting-${request}-`;

/**
 * Remembers a decision whose request has not arrived: replication promises no order. Each has a note of its own, so that two
 * servers never write over each other's; it is a local document, so it outlives a restart and is never replicated.
 */
export async function waitForRequest({ desk }: Desk, { _id, request }: Decision): Promise<void> {
	const note = notesOf(request) + _id;
	await desk.putLocal(note, { decision: _id }, (await desk.getLocal(note))?._rev);
}

/** The decisions that wait for this request. */
export async function waitingFor({ desk }: Desk, request: Request['_id']): Promise<Decision['_id'][]> {
	const notes = `_local/${notesOf(request)}`;
	const { rows } = await desk.localDocs({ startkey: notes, endkey: notes + LAST, includeDocs: true });
	return rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc.decision as Decision['_id']] : []));
}

/** To be called when it is carried out. */
export const stopWaiting = ({ desk }: Desk, request: Request['_id'], decision: Decision['_id']) => desk.deleteLocal(notesOf(request) + decision);
