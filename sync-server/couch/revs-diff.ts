import { DATABASE_LIMIT, readObject } from '../body.ts';
import { badRequest, json } from './answer.ts';
import type { Verb } from './asked.ts';

/** `POST /{db}/_revs_diff {id: [revs]}`: what this database lacks. */
export const revsDiff: Verb = async ({ request, database }) => {
	const asked = await readObject(request, DATABASE_LIMIT);
	const isList = (revs: unknown) => Array.isArray(revs) && revs.every((rev) => typeof rev === 'string');
	if (!Object.values(asked).every(isList)) return badRequest('Each value must be an array of revisions.');
	return json(await database.revsDiff(asked as Record<string, string[]>));
};
