import { catalogue, isKind, readDocument } from '#lib/features/catalogue.ts';
import type { Actor } from '#lib/kernel/entity.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import { generationOf, REVISIONS_KEPT } from '../store/revision-tree.ts';
import type { Guard, IncomingDoc, StoredDoc } from '../store/store.ts';
import type { Audience } from './access.ts';
import { reasonOf } from './answer.ts';

const ID = /^[a-z-]+:[A-Za-z0-9][A-Za-z0-9:._-]{0,127}$/;

/** A `forbidden` row, with the failure's code and field beside CouchDB's words. */
export const forbidden = (failure: Failure) => ({
	error: 'forbidden' as const,
	reason: reasonOf(failure),
	code: failure.code,
	...(failure.field !== undefined && { field: failure.field })
});

/** Decides document by document what an actor may write (SPEC 2.5–2.7, 3.8). The administrator's own databases have none. */
export function guardFor(audience: Audience, actor: Actor): Guard | undefined {
	if (audience !== 'public' && audience !== 'desk') return undefined;
	return (doc, winner) => {
		const reason = whyNot(audience, actor, doc, winner);
		return reason && forbidden(reason);
	};
}

function whyNot(audience: 'public' | 'desk', actor: Actor, doc: IncomingDoc, winner: StoredDoc | undefined): Failure | undefined {
	const kind = kindOf(doc._id);
	if (!ID.test(doc._id) || !isKind(kind)) return failure('invalid', '_id');
	const entity = catalogue[kind];
	if (entity.database !== audience) return failure('invalid', 'kind');
	if (!entity.mayWrite(actor)) return failure('forbidden', 'kind');
	if (entity.appendOnly && winner) return failure('forbidden', '_rev');
	// A client can invent a revision of any generation, and the highest wins for ever.
	if (generationOf(doc._rev) > generationOf(winner?._rev) + REVISIONS_KEPT) return failure('invalid', '_rev');
	if (doc._deleted) return undefined;
	return readDocument(doc).failures?.[0];
}
