import { DATABASE_LIMIT, readJson } from '../body.ts';
import { isObject } from '../is-object.ts';
import { badRequest, CouchError, json } from './answer.ts';
import type { Verb } from './asked.ts';
import { readObjectBody } from './object-body.ts';

/** `GET /{db}/_security`. */
export const getSecurity: Verb = async ({ security }) => json(security);

/** `PUT /{db}/_security`: an object whose lists of names and roles are lists of texts. */
export const putSecurity: Verb = async ({ request, database, audience, context, actor }) => {
	if (audience !== 'administrator') throw new CouchError(403, 'forbidden', 'Who may do what in the databases of the quarter is not a matter of _security.');
	const security = await readObjectBody(request, DATABASE_LIMIT, { anyType: true });
	// CouchDB finds this out too late to call it a bad request.
	for (const key of ['admins', 'members', 'readers']) {
		const group = security[key] === undefined ? {} : security[key];
		if (!isObject(group)) throw new CouchError(500, 'error', 'admins or members must be a JSON list of strings');
		for (const list of ['names', 'roles']) {
			const found = group[list] === undefined ? [] : group[list];
			if (!Array.isArray(found) || !found.every((name) => typeof name === 'string')) throw new CouchError(500, 'error', `${list} must be a JSON list of strings`);
		}
	}
	await database.setSecurity(security);
	await context.audit.note({ act: 'security-changed', by: actor.name, on: database.name });
	return json({ ok: true });
};

/** `GET /{db}/_revs_limit`: a bare number. */
export const getRevsLimit: Verb = async ({ database }) => json(await database.revsLimit());

/** `PUT /{db}/_revs_limit`. */
export const putRevsLimit: Verb = async ({ request, database }) => {
	const limit = await readJson(request, DATABASE_LIMIT, { anyType: true });
	if (!isCount(limit)) throw badRequest('`revs_limit` must be positive integer');
	await database.setRevsLimit(limit);
	return json({ ok: true });
};

/** `GET /{db}/_purged_infos_limit`: a bare number. */
export const getPurgedInfosLimit: Verb = async ({ database }) => json(await database.purgedInfosLimit());

/** `PUT /{db}/_purged_infos_limit`. */
export const putPurgedInfosLimit: Verb = async ({ request, database }) => {
	const limit = await readJson(request, DATABASE_LIMIT, { anyType: true });
	if (!isCount(limit)) throw badRequest('`purge_infos_limit` must be positive integer');
	await database.setPurgedInfosLimit(limit);
	return json({ ok: true });
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0;
