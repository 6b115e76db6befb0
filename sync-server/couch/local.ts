import { OWN } from '../context.ts';
import { refused } from '../problem.ts';
import { isAdministrator, isOffice } from './access.ts';
import { conflict, json, missing } from './answer.ts';
import type { Asked, Verb } from './asked.ts';
import { LARGEST_LOCAL, noteCheckpoint } from './checkpoints.ts';
import { documentIn } from './write.ts';

/**
 * Not the server's own: a registrar that is told it has read everything would confirm nothing any more. In the quarter's
 * databases the office keeps some, in an administrator's everybody who may read it.
 */
const mayUse = ({ actor, audience, id }: Asked) => (audience === 'administrator' || isOffice(actor)) && !id.startsWith(OWN);

/**
 * `GET /{db}/_local/{id}`. Who keeps no checkpoints here is told there is none: PouchDB then goes by its own, while any
 * other refusal would fail its later runs (SPEC 2.8).
 */
export const getLocal: Verb = async (asked) => {
	const doc = mayUse(asked) ? await asked.database.getLocal(asked.id) : undefined;
	if (!doc) throw missing();
	return json(doc);
};

/** `PUT /{db}/_local/{id}`. */
export const putLocal: Verb = async (asked) => {
	if (!mayUse(asked)) throw refused('forbidden');
	const { database, id, actor } = asked;
	const isLimited = !isAdministrator(actor);
	const { _rev, _revisions, _deleted, _attachments, ...doc } = await documentIn(asked, { anyType: true, ...(isLimited && { limit: LARGEST_LOCAL }) });
	if (_deleted === true) return drop(asked);
	const given = revisionOf(asked, _rev);
	const rev = await database.putLocal(id, doc, given);
	if (!rev) throw conflict();
	if (isLimited) await noteCheckpoint(database, String(actor.name), id);
	return json({ ok: true, id: `_local/${id}`, rev }, 201, { ETag: `"${rev}"` });
};

/** `DELETE /{db}/_local/{id}`. */
export const deleteLocal: Verb = async (asked) => {
	if (!mayUse(asked)) throw refused('forbidden');
	return drop(asked);
};

async function drop({ database, id }: Asked): Promise<Response> {
	if (!(await database.deleteLocal(id))) throw missing();
	return json({ ok: true, id: `_local/${id}`, rev: '0-0' });
}

/** `0-n`, which is no revision of documents. */
function revisionOf({ request, query }: Asked, ofBody: unknown): string | undefined {
	const named = ofBody ?? query.get('rev') ?? request.headers.get('If-Match')?.replaceAll('"', '');
	return typeof named === 'string' ? named : undefined;
}
