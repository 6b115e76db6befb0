import { ASK_LIMIT, readObject } from '../body.ts';
import { MangoError } from '../mango/mango-error.ts';
import { invalidIndexName, type Options, readOptions, readPositive } from '../mango/options.ts';
import { termOf } from '../mango/erlang-term.ts';
import { refused } from '../problem.ts';
import { missing } from './answer.ts';
import type { Verb } from './asked.ts';
import { answered } from './find.ts';

/** `GET /{db}/_index`: the indexes, the primary one first. */
export const listIndexes: Verb = ({ database, query }) =>
	answered(async () => {
		const [limit, skip] = ['limit', 'skip'].map((name) => wholeNumber(query.get(name)));
		if ((limit ?? 1) < 1 || (skip ?? 0) < 0) throw wrongPage();
		const indexes = await database.mango.indexes();
		return { total_rows: indexes.length, indexes: indexes.slice(skip ?? 0, limit === undefined ? undefined : (skip ?? 0) + limit) };
	});

/** `POST /{db}/_index`: writes the design document of an index. */
export const createIndex: Verb = ({ database, request }) => answered(async () => database.mango.createIndex(await readObject(request, ASK_LIMIT)));

/** `DELETE /{db}/_index/{ddoc}/{type}/{name}`. */
export const removeIndex: Verb = async ({ database, request }) => {
	const index = indexOf(request);
	if (!index) return missing();
	return (await database.mango.removeIndex(index)) ? answered(async () => ({ ok: true })) : missing();
};

/** `POST /{db}/_index/_bulk_delete {docids}`: all indexes of these design documents. */
export const removeIndexes: Verb = ({ database, request }) =>
	answered(async () => {
		const { docids } = readOptions(await readObject(request, ASK_LIMIT), bulkOptions);
		const [success, fail]: [object[], object[]] = [[], []];
		for (const id of docids.map(designId)) {
			const found = (await database.mango.indexes()).filter(({ ddoc }) => ddoc === id);
			for (const { type, name } of found) await database.mango.removeIndex({ ddoc: id, type, name });
			if (found.length > 0) success.unshift({ id, ok: true });
			else fail.unshift({ id, error: 'not_found' });
		}
		return { success, fail };
	});

const bulkOptions: Options<{ docids: string[]; w: number }> = {
	docids: { read: readDocids },
	w: { read: readPositive, otherwise: 2 }
};

function readDocids(value: unknown): string[] {
	if (!Array.isArray(value)) throw new MangoError(400, 'invalid_bulk_docs', `Bulk Delete requires an array of non-null docids. Docids: ${termOf(value)}`);
	const wrong = value.find((id) => typeof id !== 'string');
	if (wrong !== undefined) throw invalidIndexName(wrong);
	return value as string[];
}

const designId = (id: string) => `_design/${id.replace(/^_design\//, '')}`;

/** What the address names; the design document with or without `_design/`, its slash escaped or not. */
function indexOf(request: Request): { ddoc: string; type: string; name: string } | undefined {
	const parts = new URL(request.url).pathname.split('/').slice(4).map(decode);
	const [ddoc, type, name, ...more] = parts[0] === '_design' ? parts.slice(1) : parts;
	return ddoc && type && name && more.length === 0 ? { ddoc: designId(ddoc), type, name } : undefined;
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		throw refused('not-found');
	}
}

function wholeNumber(text: string | null): number | undefined {
	if (text === null) return undefined;
	if (!/^[+-]?\d{1,15}$/.test(text)) throw wrongPage();
	return Number(text);
}

const wrongPage = () => new MangoError(500, 'invalid_list_index_params', 'Index parameter ranges: limit > 1, skip > 0');
