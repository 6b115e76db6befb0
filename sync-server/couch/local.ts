import { DATABASE_LIMIT, readObject } from '../body.ts';
import { OWN } from '../context.ts';
import { refused } from '../problem.ts';
import { isOffice } from './access.ts';
import { couchError, json, missing } from './answer.ts';
import type { Asked, Verb } from './asked.ts';

/** Not the server's own: a registrar that is told it has read everything would confirm nothing any more. The administrator's own databases hold none. */
const mayUse = ({ actor, audience, id }: Asked) => isOffice(actor) && !(audience !== 'administrator' && id.startsWith(OWN));

/**
 * `GET /{db}/_local/{id}`. Who keeps no checkpoints here is told there is none: PouchDB then goes by its own, while any
 * other refusal would fail its later runs (SPEC 2.8).
 */
export const getLocal: Verb = async (asked) => {
	const doc = mayUse(asked) ? await asked.database.getLocal(asked.id) : undefined;
	return doc ? json(doc) : missing();
};

/** `PUT /{db}/_local/{id}`. */
export const putLocal: Verb = async (asked) => {
	if (!mayUse(asked)) throw refused('forbidden');
	const { request, database, id } = asked;
	const { _rev, _revisions, ...doc } = await readObject(request, DATABASE_LIMIT);
	const rev = await database.putLocal(id, doc, typeof _rev === 'string' ? _rev : undefined);
	return rev ? json({ ok: true, id: `_local/${id}`, rev }, 201) : couchError(409, 'conflict', 'Document update conflict.');
};

/** `DELETE /{db}/_local/{id}`. */
export const deleteLocal: Verb = async (asked) => {
	if (!mayUse(asked)) throw refused('forbidden');
	const { database, id } = asked;
	return (await database.deleteLocal(id)) ? json({ ok: true, id: `_local/${id}`, rev: '0-0' }) : missing();
};
