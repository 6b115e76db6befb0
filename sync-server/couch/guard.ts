import { catalogue, isKind, readDocument } from '#lib/features/catalogue.ts';
import { type Actor, isRegistrar } from '#lib/kernel/entity.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { kindOf } from '#lib/kernel/ids.ts';
import { generationOf, REVISIONS_KEPT } from '../store/revision-tree.ts';
import type { Guard, IncomingDoc, StoredDoc } from '../store/store.ts';
import { type Audience, administers, type Security } from './access.ts';
import { reasonOf } from './answer.ts';

const ID = /^[a-z-]+:[A-Za-z0-9][A-Za-z0-9:._-]{0,127}$/;

/** A `forbidden` row, with the failure's code and field beside CouchDB's words. */
export const forbidden = (failure: Failure) => ({
	error: 'forbidden' as const,
	reason: reasonOf(failure),
	code: failure.code,
	...(failure.field !== undefined && { field: failure.field })
});

/** Who writes where. `restoredAt`: when the store went on from a copy, if that was lately. */
export type Writing = { audience: Audience; actor: Actor; security: Security | undefined; restoredAt?: string | undefined };

/** Decides document by document what an actor may write (SPEC 2.5–2.7, 2.16, 3.8). The administrator's own databases have their `_security` only. */
export function guardFor(writing: Writing): Guard | undefined {
	const { audience, actor, security } = writing;
	if (audience === 'administrator') {
		return administers(security, actor) ? undefined : ({ _id }) => (_id.startsWith('_design/') ? { error: 'forbidden', reason: 'You are not a db or server admin.' } : undefined);
	}
	if (audience !== 'public' && audience !== 'desk') return undefined;
	return (doc, winner) => {
		const reason = whyNot(audience, writing, doc, winner);
		return reason && forbidden(reason);
	};
}

/** Whether somebody writes in another's name. */
export function isForeign(doc: IncomingDoc, actor: Actor): boolean {
	const kind = kindOf(doc._id);
	const signed = isKind(kind) ? catalogue[kind].signed : undefined;
	return signed !== undefined && !doc._deleted && doc[signed.by] !== actor.name && !isRegistrar(actor);
}

function whyNot(audience: 'public' | 'desk', { actor, restoredAt = '' }: Writing, doc: IncomingDoc, winner: StoredDoc | undefined): Failure | undefined {
	const kind = kindOf(doc._id);
	if (!ID.test(doc._id) || !isKind(kind)) return failure('invalid', '_id');
	const entity = catalogue[kind];
	if (entity.database !== audience) return failure('invalid', 'kind');
	if (!entity.mayWrite(actor)) return failure('forbidden', 'kind');
	if (entity.appendOnly && winner) return failure('forbidden', '_rev');
	if (entity.signed && isForeign(doc, actor) && !(String(doc[entity.signed.at]) < restoredAt)) return failure('forbidden', entity.signed.by);
	// A client can invent a revision of any generation, and the highest wins for ever.
	if (generationOf(doc._rev) > generationOf(winner?._rev) + REVISIONS_KEPT) return failure('invalid', '_rev');
	if (doc._deleted) return undefined;
	return readDocument(doc).failures?.[0];
}
