import { DATABASE_LIMIT } from '../body.ts';
import { parseRevision } from '../store/revision-tree.ts';
import { badRequest, json } from './answer.ts';
import type { Verb } from './asked.ts';
import { readObjectBody } from './object-body.ts';

/** `POST /{db}/_revs_diff {id: [revs]}`: what this database lacks. */
export const revsDiff: Verb = async ({ request, database }) => json(await database.revsDiff(await revisionsAsked(request)));

/** `POST /{db}/_missing_revs`: the same in fewer words. */
export const missingRevs: Verb = async ({ request, database }) => {
	const lacking = await database.revsDiff(await revisionsAsked(request));
	return json({ missing_revs: Object.fromEntries(Object.entries(lacking).map(([id, { missing }]) => [id, missing])) });
};

/** The body `{id: [revs]}` of these and of a purge. @throws CouchError in CouchDB's words. */
export async function revisionsAsked(request: Request): Promise<Record<string, string[]>> {
	const asked = await readObjectBody(request, DATABASE_LIMIT);
	for (const revs of Object.values(asked)) {
		if (!Array.isArray(revs)) throw badRequest('Invalid list of revisions');
		if (!revs.every((rev) => parseRevision(rev))) throw badRequest('Invalid rev format');
	}
	return asked as Record<string, string[]>;
}
