import type { Outcome } from '#lib/features/outcome/entity.ts';
import type { Request } from '#lib/features/request/entity.ts';
import type { Instant } from '#lib/kernel/moments.ts';
import { OWN, type Quarter } from '../context.ts';

/** An offer and its end. */
export type Lapsing = { request: Request['_id']; cause: Outcome['decision']; until: Instant };

const NOTES = `${OWN}offer-`;
const noteOf = ({ request, cause, until }: Lapsing) => `${NOTES}${until}-${request}-${cause}`;

/** Notes when an offer ends, where every server of the store sees it and a restart finds it again. */
export async function noteOffer({ desk }: Pick<Quarter, 'desk'>, lapsing: Lapsing): Promise<void> {
	const note = noteOf(lapsing);
	if (!(await desk.getLocal(note))) await desk.putLocal(note, lapsing, undefined);
}

/** The offers that have ended by now, the first one first. */
export async function endedBy({ desk }: Pick<Quarter, 'desk'>, now: Instant): Promise<Lapsing[]> {
	const { rows } = await desk.localDocs({ startkey: `_local/${NOTES}`, endkey: `_local/${NOTES}${now}~`, includeDocs: true });
	return rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc as unknown as Lapsing] : []));
}

/** To be called when what follows of its end is done. */
export const forgetOffer = ({ desk }: Pick<Quarter, 'desk'>, lapsing: Lapsing) => desk.deleteLocal(noteOf(lapsing));
