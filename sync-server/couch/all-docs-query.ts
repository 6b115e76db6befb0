import { isObject } from '../is-object.ts';
import type { AllDocsOptions } from '../store/store.ts';
import { badRequest, CouchError } from './answer.ts';
import { docOptionsOf, wholeNumber } from './asked.ts';

/** After every id. */
const LAST = '\u{10ffff}'.repeat(8);

/** What was asked of `_all_docs` and its like; a key may be any JSON. */
export type Listing = Omit<AllDocsOptions, 'keys'> & { keys?: readonly unknown[]; updateSeq: boolean };

/** The same parameters, each under one name: `startkey` is `start_key` too. What is no object says nothing. */
export const named = (given: unknown): Record<string, unknown> =>
	Object.fromEntries(Object.entries(isObject(given) ? given : {}).map(([name, value]) => [name.replace(/^(start|end)_key$/, '$1key'), value]));

/** Parameters of an address: keys are JSON, the rest is as it stands. */
export function parametersOf(query: URLSearchParams): Record<string, unknown> {
	const given = named(Object.fromEntries(query));
	for (const name of ['key', 'keys', 'startkey', 'endkey']) {
		if (!(name in given)) continue;
		try {
			given[name] = JSON.parse(given[name] as string);
		} catch {
			throw badRequest('invalid UTF-8 JSON');
		}
	}
	return given;
}

export const listingOf = (query: URLSearchParams) => listingFrom(parametersOf(query), query);

/**
 * Parameters as they come in an address (texts) or a body (JSON values).
 * @throws CouchError in CouchDB's words.
 */
export function listingFrom({ key, keys, startkey, endkey, ...given }: Record<string, unknown>, query: URLSearchParams): Listing {
	if (keys !== undefined && !Array.isArray(keys)) throw badRequest('`keys` parameter must be an array.');
	const descending = flag(given.descending, false);
	const from = key === undefined ? startkey : key;
	const to = key === undefined ? endkey : key;
	return {
		...docOptionsOf(query),
		...(keys !== undefined && { keys: keys as unknown[] }),
		...(from !== undefined && { startkey: idFor(from) }),
		...(to !== undefined && { endkey: idFor(to) }),
		...(given.limit !== undefined && { limit: count(given.limit) }),
		...(given.skip !== undefined && { skip: count(given.skip) }),
		inclusiveEnd: key !== undefined || flag(given.inclusive_end, true),
		descending,
		includeDocs: flag(given.include_docs, false),
		...(flag(given.conflicts, false) && { conflicts: true }),
		...(flag(given.attachments, false) && { attachments: true }),
		updateSeq: flag(given.update_seq, false),
		offset: true
	};
}

/** @throws CouchError where a list of keys and a range were asked for at once. */
export function checkedListing(listing: Listing): Listing {
	if (!listing.keys || (listing.startkey === undefined && listing.endkey === undefined)) return listing;
	throw new CouchError(400, 'query_parse_error', '`keys` is incompatible with `key`, `start_key` and `end_key`');
}

/** A key as an id to begin or end at: numbers and null come before every text, lists and objects after. */
function idFor(key: unknown): string {
	if (typeof key === 'string') return key;
	const isBefore = key === null || typeof key !== 'object';
	return isBefore ? '' : LAST;
}

const count = (value: unknown) => wholeNumber(typeof value === 'string' ? value : JSON.stringify(value));

function flag(value: unknown, otherwise: boolean): boolean {
	if (value === undefined) return otherwise;
	if (value === true || value === 'true') return true;
	if (value === false || value === 'false') return false;
	throw new CouchError(400, 'query_parse_error', `Invalid boolean parameter: ${JSON.stringify(value)}`);
}
