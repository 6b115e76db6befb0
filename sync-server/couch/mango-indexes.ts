import { ASK_LIMIT } from '../body.ts';
import { termOf } from '../mango/erlang-term.ts';
import { MangoError } from '../mango/mango-error.ts';
import { invalidIndexName, type Options, readOptions, readPositive } from '../mango/options.ts';
import { refused } from '../problem.ts';
import { missing } from './answer.ts';
import type { Asked, Verb } from './asked.ts';
import { answered } from './find.ts';
import { readObjectBody } from './object-body.ts';

/** `GET /{db}/_index`: the indexes, the primary one first. */
export const listIndexes: Verb = async (asked) => {
	if (asked.rest !== '') throw wrongAddress(asked);
	const { database, query } = asked;
	return answered(async () => {
		const [limit, skip = 0] = ['limit', 'skip'].map((name) => wholeNumber(query.get(name)));
		if ((limit ?? 1) < 1 || skip < 0) throw wrongPage();
		const indexes = await database.mango.indexes();
		return { total_rows: indexes.length, indexes: indexes.slice(skip, limit === undefined ? undefined : skip + limit) };
	});
};

/** `POST /{db}/_index`: writes the design document of an index; `…/_bulk_delete` removes those of several. */
export const createIndex: Verb = async (asked) => {
	const { database, request, rest } = asked;
	if (rest === '_bulk_delete') return removeIndexes(asked);
	if (rest !== '') throw wrongAddress(asked);
	return answered(async () => database.mango.createIndex(await readObjectBody(request, ASK_LIMIT)));
};

/** `DELETE /{db}/_index/{ddoc}/{type}/{name}`, the design document with or without `_design/`. */
export const removeIndex: Verb = async (asked) => {
	const index = indexOf(asked.rest);
	if (!index) throw wrongAddress(asked);
	return answered(async () => {
		if (!(await asked.database.mango.removeIndex(index))) throw missing();
		return { ok: true };
	});
};

/** `{docids}`: all indexes of these design documents, one after the other. */
function removeIndexes({ database, request }: Asked): Promise<Response> {
	return answered(async () => {
		const { docids } = readOptions(await readObjectBody(request, ASK_LIMIT), bulkOptions);
		const [success, fail]: [object[], object[]] = [[], []];
		for (const id of docids.map(designId)) {
			const found = (await database.mango.indexes()).filter(({ ddoc }) => ddoc === id);
			for (const { type, name } of found) await database.mango.removeIndex({ ddoc: id, type, name });
			if (found.length > 0) success.unshift({ id, ok: true });
			else fail.unshift({ id, error: 'not_found' });
		}
		return { success, fail };
	});
}

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

function indexOf(rest: string): { ddoc: string; type: string; name: string } | undefined {
	const [, ddoc, type, name] = /^(?:_design\/)?([^/]+)\/([^/]+)\/(.+)$/.exec(rest) ?? [];
	return ddoc && type && name ? { ddoc: designId(ddoc), type, name } : undefined;
}

/** What is below `_index` answers one method each, and most of it none. */
function wrongAddress({ rest }: Asked): Error {
	if (rest === '') return refused('wrong-method', { Allow: 'GET, POST' });
	if (rest === '_bulk_delete') return refused('wrong-method', { Allow: 'POST' });
	return indexOf(rest) ? refused('wrong-method', { Allow: 'DELETE' }) : missing();
}

function wholeNumber(text: string | null): number | undefined {
	if (text === null) return undefined;
	if (!/^[+-]?\d{1,15}$/.test(text)) throw wrongPage();
	return Number(text);
}

const wrongPage = () => new MangoError(500, 'invalid_list_index_params', 'Index parameter ranges: limit > 1, skip > 0');
