import { DATABASE_LIMIT, QUERY_LIMIT } from '../body.ts';
import { parseRevision } from '../store/revision-tree.ts';
import { takeTurns } from '../turns.ts';
import { isAdministrator } from './access.ts';
import { badRequest, json } from './answer.ts';
import type { Asked, Verb } from './asked.ts';
import { readObjectBody } from './object-body.ts';

/** Documents asked about at a time. */
const AT_ONCE = 1000;

/** `POST /{db}/_revs_diff {id: [revs]}`: what this database lacks. */
export const revsDiff: Verb = async (asked) => json(Object.fromEntries(await lackingOf(asked)));

/** `POST /{db}/_missing_revs`: the same in fewer words. */
export const missingRevs: Verb = async (asked) => json({ missing_revs: Object.fromEntries((await lackingOf(asked)).map(([id, { missing }]) => [id, missing])) });

/** What is lacking of what was asked about; others go on meanwhile. */
async function lackingOf({ request, database, actor }: Asked): Promise<[id: string, { missing: string[] }][]> {
	const asked = Object.entries(await revisionsAsked(request, isAdministrator(actor) ? DATABASE_LIMIT : QUERY_LIMIT));
	const turn = takeTurns();
	const lacking: [string, { missing: string[] }][] = [];
	for (let from = 0; from < asked.length; from += AT_ONCE) {
		await turn();
		for (const found of Object.entries(await database.revsDiff(Object.fromEntries(asked.slice(from, from + AT_ONCE))))) lacking.push(found);
	}
	return lacking;
}

/** The body `{id: [revs]}` of these and of a purge. @throws CouchError in CouchDB's words. */
export async function revisionsAsked(request: Request, limit = DATABASE_LIMIT): Promise<Record<string, string[]>> {
	const asked = await readObjectBody(request, limit);
	for (const revs of Object.values(asked)) {
		if (!Array.isArray(revs)) throw badRequest('Invalid list of revisions');
		if (!revs.every((rev) => parseRevision(rev))) throw badRequest('Invalid rev format');
	}
	return asked as Record<string, string[]>;
}
