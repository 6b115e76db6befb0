import { badRequest, json } from './answer.ts';
import type { Verb } from './asked.ts';
import { revisionsAsked } from './revs-diff.ts';

/** CouchDB's limits of one purge. */
const MOST_DOCUMENTS = 100;
const MOST_REVISIONS = 1000;

/** `POST /{db}/_purge {id: [revs]}`: forgets leaves as if they had never been. Replicas do not learn of it. */
export const purge: Verb = async ({ request, database, context, actor }) => {
	const asked = await revisionsAsked(request);
	const lists = Object.values(asked);
	if (lists.length > MOST_DOCUMENTS) throw badRequest('Exceeded maximum number of documents.');
	if (lists.reduce((sum, revs) => sum + revs.length, 0) > MOST_REVISIONS) throw badRequest('Exceeded maximum number of revisions.');
	const { purged } = await database.purge(asked);
	await context.audit.note({ act: 'purged', by: actor.name, on: database.name, count: Object.keys(purged).length });
	return json({ purge_seq: null, purged }, 201);
};
