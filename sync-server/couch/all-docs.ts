import { DATABASE_LIMIT } from '../body.ts';
import type { AllDocsOptions, AllDocsPage, AllDocsRow, Database } from '../store/store.ts';
import { checkedListing, type Listing, listingFrom, named, parametersOf } from './all-docs-query.ts';
import { badRequest, json } from './answer.ts';
import type { Asked, Verb } from './asked.ts';
import { readObjectBody } from './object-body.ts';
import { streamed } from './streamed.ts';

/** Rows read at a time. */
const PAGE = 1000;
/** Where the rows hold the content of attachments. */
const PAGE_OF_CONTENTS = 10;

type List = (database: Database, options: AllDocsOptions) => Promise<Omit<AllDocsPage, 'total_rows'> & { total_rows: number | null }>;

const documents: List = (database, options) => database.allDocs(options);
const locals: List = async (database, options) => ({ total_rows: null, offset: null, ...(await database.localDocs(options)) });

/** Design documents are few: their list is cut out of all of them. */
const designs: List = async (database, { keys, ...options }) => {
	const all = await database.allDocs({ startkey: '_design/', endkey: '_design0', inclusiveEnd: false });
	if (keys) {
		const { rows } = await database.allDocs({ ...options, keys });
		return { total_rows: all.rows.length, offset: null, rows: rows.map((row) => (row.key.startsWith('_design/') ? row : { key: row.key, error: 'not_found' })) };
	}
	const [low, high] = options.descending ? [options.endkey, options.startkey] : [options.startkey, options.endkey];
	const isAbove = low !== undefined && low > '_design/';
	const isBelow = high !== undefined && high < '_design0';
	const bounds = options.descending
		? { startkey: isBelow ? high : '_design0', endkey: isAbove ? low : '_design/' }
		: { startkey: isAbove ? low : '_design/', endkey: isBelow ? high : '_design0' };
	const { rows } = await database.allDocs({ ...options, ...bounds });
	const first = all.rows.findIndex(({ key }) => key === rows[0]?.key);
	return { total_rows: all.rows.length, offset: first === -1 ? 0 : options.descending ? all.rows.length - 1 - first : first, rows };
};

/** `GET` and `POST /{db}/_all_docs`, `_local_docs` and `_design_docs`: what the address says stands over the body. */
const listing = (list: List): Verb => async (asked) => {
	const body = asked.request.method === 'POST' ? await readObjectBody(asked.request, DATABASE_LIMIT) : {};
	if (body.keys !== undefined && !Array.isArray(body.keys)) throw badRequest('`keys` body member must be an array.');
	return streamed(answer(asked, list, checkedListing(listingFrom({ ...named(body), ...parametersOf(asked.query) }, asked.query))));
};

export const allDocs = listing(documents);
export const localDocs = listing(locals);
export const designDocs = listing(designs);

/** `POST /{db}/_all_docs/queries {queries}`: several at once; what the address says is meant where a question does not say it. */
const queries = (list: List): Verb => async (asked) => {
	const { queries: given } = await readObjectBody(asked.request, DATABASE_LIMIT);
	if (given === undefined) throw badRequest('POST body must include `queries` parameter.');
	if (!Array.isArray(given)) throw badRequest('`queries` member must be an array.');
	const results = [];
	const common = parametersOf(asked.query);
	for (const one of given as unknown[]) results.push(await wholeOf(asked, list, checkedListing(listingFrom({ ...common, ...named(one) }, asked.query))));
	return json({ results });
};

export const allDocsQueries = queries(documents);
export const localDocsQueries = queries(locals);
export const designDocsQueries = queries(designs);

async function wholeOf(asked: Asked, list: List, options: Listing): Promise<unknown> {
	let text = '';
	for await (const part of answer(asked, list, options)) text += part;
	return JSON.parse(text);
}

/** The text of the answer, page by page. */
async function* answer({ database }: Asked, list: List, { updateSeq, ...options }: Listing): AsyncGenerator<string> {
	const seq = updateSeq ? { update_seq: options.keys ? null : (await database.info()).update_seq } : {};
	const most = options.includeDocs && options.attachments ? PAGE_OF_CONTENTS : PAGE;
	let left = options.limit ?? Infinity;
	let page = await list(database, options.keys ? options : { ...options, limit: Math.min(most, left) });
	const head = JSON.stringify({ total_rows: page.total_rows, offset: page.offset, ...seq });
	yield `${head.slice(0, -1)},"rows":[\n${textOf(page.rows)}`;
	while (!options.keys) {
		left -= page.rows.length;
		if (page.rows.length < most || left <= 0) break;
		const { key } = page.rows.at(-1)!;
		page = await list(database, { ...options, offset: false, startkey: key, skip: 1, limit: Math.min(most, left) });
		if (page.rows.length > 0) yield `,\n${textOf(page.rows)}`;
	}
	yield '\n]}\n';
}

const textOf = (rows: readonly AllDocsRow[]) => rows.map((row) => JSON.stringify(row)).join(',\n');
