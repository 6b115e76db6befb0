import { DATABASE_LIMIT } from '../body.ts';
import type { AllDocsOptions, AllDocsPage, AllDocsRow, Database } from '../store/store.ts';
import { checkedListing, type Listing, listingFrom, named, parametersOf } from './all-docs-query.ts';
import { badRequest } from './answer.ts';
import type { Asked, Verb } from './asked.ts';
import { readObjectBody } from './object-body.ts';
import { streamed } from './streamed.ts';

/** Rows read at a time. */
const PAGE = 1000;
/** Where the rows hold the content of attachments, or histories. */
const PAGE_OF_LONG = 10;
/** Each may be answered with the whole database. */
const MOST_QUERIES = 100;

type Listed = Omit<AllDocsPage, 'total_rows'> & { total_rows: number | null };
type List = (database: Database, options: AllDocsOptions) => Promise<Listed>;
/** A key that is no text names nothing. */
type Page = Omit<Listed, 'rows'> & { rows: (AllDocsRow | { key: unknown; error: 'not_found' })[] };
type ByKeys = Omit<AllDocsOptions, 'keys'> & { keys: readonly unknown[] };

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
	if (given.length > MOST_QUERIES) throw badRequest(`At most ${MOST_QUERIES} queries are answered at once.`);
	const common = parametersOf(asked.query);
	const listings = given.map((one: unknown) => checkedListing(listingFrom({ ...common, ...named(one) }, asked.query)));
	return streamed(answers(asked, list, listings));
};

export const allDocsQueries = queries(documents);
export const localDocsQueries = queries(locals);
export const designDocsQueries = queries(designs);

/** The text of several answers, one after the other. */
async function* answers(asked: Asked, list: List, listings: readonly Listing[]): AsyncGenerator<string> {
	yield '{"results":[\n';
	for (const [index, options] of listings.entries()) {
		if (index > 0) yield ',\n';
		yield* answer(asked, list, options);
	}
	yield ']}\n';
}

/** The text of the answer, page by page. */
async function* answer({ database }: Asked, list: List, { updateSeq, keys, ...options }: Listing): AsyncGenerator<string> {
	const seq = updateSeq ? { update_seq: keys ? null : (await database.info()).update_seq } : {};
	const isLong = options.includeDocs && (options.attachments || options.conflicts || options.deletedConflicts || options.revs || options.revsInfo);
	const most = isLong ? PAGE_OF_LONG : PAGE;
	const pages = keys ? pagesOfKeys(database, list, { ...options, keys }, most) : pagesOfRange(database, list, options, most);
	let isFirst = true;
	for await (const { rows, ...head } of pages) {
		const text = rows.map((row) => JSON.stringify(row)).join(',\n');
		if (isFirst) yield `${JSON.stringify({ ...head, ...seq }).slice(0, -1)},"rows":[\n${text}`;
		else if (rows.length > 0) yield `,\n${text}`;
		isFirst = false;
	}
	yield '\n]}\n';
}

/** A further page begins with the last row that was told, which may be gone by then. */
async function* pagesOfRange(database: Database, list: List, options: AllDocsOptions, most: number): AsyncGenerator<Page> {
	let left = options.limit ?? Infinity;
	let last: string | undefined;
	for (let from: AllDocsOptions = {}; ; from = { offset: false, startkey: last, skip: 0 }) {
		const repeats = last === undefined ? 0 : 1;
		const { rows: found, ...head } = await list(database, { ...options, ...from, limit: Math.min(most, left) + repeats });
		const rows = (repeats && found[0]?.key === last ? found.slice(1) : found).slice(0, left);
		yield { ...head, rows };
		left -= rows.length;
		if (found.length < most + repeats || left <= 0) return;
		last = rows.at(-1)!.key;
	}
}

/** There is a page also where no keys are. */
async function* pagesOfKeys(database: Database, list: List, { keys, descending, skip = 0, limit = Infinity, ...options }: ByKeys, most: number): AsyncGenerator<Page> {
	const asked = (descending ? keys.toReversed() : keys).slice(skip, skip + limit);
	for (let from = 0; from === 0 || from < asked.length; from += most) {
		const some = asked.slice(from, from + most);
		const { rows, ...head } = await list(database, { ...options, keys: some.filter((key) => typeof key === 'string') });
		const found = rows.values();
		yield { ...head, rows: some.map((key) => (typeof key === 'string' ? found.next().value! : { key, error: 'not_found' })) };
	}
}
