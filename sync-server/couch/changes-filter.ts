import { DATABASE_LIMIT, QUERY_LIMIT, readJson } from '../body.ts';
import { isObject } from '../is-object.ts';
import { picker } from '../mango/field.ts';
import { MangoError } from '../mango/mango-error.ts';
import { compile } from '../mango/match.ts';
import { readFields } from '../mango/options.ts';
import { normalise } from '../mango/selector.ts';
import type { ChangeRow, StoredDoc } from '../store/store.ts';
import { takeTurns } from '../turns.ts';
import { badRequest, missing, notImplemented } from './answer.ts';
import { type Asked, listOf } from './asked.ts';
import { designDocument } from './design.ts';
import { readObjectBody } from './object-body.ts';

/** Which rows of a feed are told; undefined leaves a row out. Rows come with their document where `needsDoc`. */
export type Filter = { needsDoc: boolean; apply(row: ChangeRow): Promise<ChangeRow | undefined> };

const byId = (isMeant: (id: string) => boolean): Filter => ({ needsDoc: false, apply: async (row) => (isMeant(row.id) ? row : undefined) });

/**
 * The filter a feed was asked with, or undefined for none: `_doc_ids`, `_selector`, `_design`.
 * @throws CouchError: 501 for one that a design document keeps (its JavaScript is never run), 404 where it does not.
 */
export async function filterOf(asked: Asked): Promise<Filter | undefined> {
	const name = asked.query.get('filter') ?? '';
	if (name === '_doc_ids') return docIdsFilter(asked);
	if (name === '_selector') return selectorFilter(asked);
	if (name === '_design') return byId((id) => id.startsWith('_design/'));
	if (name === '_view') return refuseFunction(asked, asked.query.get('view') ?? '', 'views');
	if (name.startsWith('_')) throw badRequest('unknown builtin filter name');
	if (name.split('/').filter(Boolean).length > 0) return refuseFunction(asked, name, 'filters');
	// A body nobody asked for is read all the same: it must be JSON, as with CouchDB.
	if (asked.request.method === 'POST' && asked.request.headers.get('Content-Length') !== '0') await readJson(asked.request, DATABASE_LIMIT);
	return undefined;
}

async function docIdsFilter({ request, query }: Asked): Promise<Filter> {
	const reason = '`doc_ids` filter parameter is not a list of doc ids.';
	const fromBody = request.method === 'POST' ? (await readObjectBody(request, DATABASE_LIMIT)).doc_ids : undefined;
	const given = fromBody === undefined ? listOf(query.get('doc_ids') ?? 'null', reason) : fromBody;
	if (!Array.isArray(given) || !given.every((id) => typeof id === 'string')) throw badRequest(reason);
	const ids = new Set(given);
	return byId((id) => ids.has(id));
}

/** Every leaf a row tells of is tried by itself, as CouchDB does; of the document `fields` are told. Others go on meanwhile. */
async function selectorFilter({ request, database }: Asked): Promise<Filter> {
	if (request.method !== 'POST') throw badRequest('Selector must be specified in POST payload');
	const { selector, fields } = await readObjectBody(request, QUERY_LIMIT);
	if (!isObject(selector)) throw badRequest('Selector error: expected a JSON object');
	const matches = inWordsOfMango(() => compile(normalise(selector)));
	const pick = fields === undefined ? undefined : inWordsOfMango(() => pickerFor(fields));
	const told = (row: ChangeRow): ChangeRow => (pick ? { ...row, doc: pick(row.doc!) as StoredDoc } : row);
	const turn = takeTurns();
	return {
		needsDoc: true,
		async apply(row) {
			await turn();
			if (row.changes.length === 1) return matches(row.doc!) ? told(row) : undefined;
			const leaves = await database.openRevisions(row.id, row.changes.map(({ rev }) => rev));
			const changes = leaves.flatMap((leaf) => ('ok' in leaf && matches(leaf.ok) ? [{ rev: leaf.ok._rev }] : []));
			return changes.length > 0 ? told({ ...row, changes }) : undefined;
		}
	};
}

function pickerFor(asked: unknown): ReturnType<typeof picker> | undefined {
	if (!Array.isArray(asked)) throw badRequest('Selector error: fields must be JSON array');
	const fields = readFields(asked);
	return fields && picker(fields);
}

/** @throws CouchError 400 in Mango's words for what means nothing. */
function inWordsOfMango<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw error instanceof MangoError ? badRequest(error.message) : error;
	}
}

async function refuseFunction(asked: Asked, name: string, member: 'filters' | 'views'): Promise<never> {
	const [design, one, ...more] = name.split('/').filter(Boolean);
	if (design === undefined) throw badRequest('`view` filter parameter is not provided.');
	if (one === undefined || more.length > 0) throw badRequest(`\`${member === 'views' ? 'view' : 'filter'}\` must be of the form \`designname/${member.slice(0, -1)}name\``);
	const document = await designDocument(asked, `_design/${design}`);
	if (!Object.hasOwn(Object(document[member]), one)) throw missing(`missing json key: ${member in document ? one : member}`);
	throw notImplemented('Filters by a function are not run here: design documents are kept, their JavaScript is never executed.');
}
