import { isObject } from '../is-object.ts';
import type { Database, IncomingDoc } from '../store/store.ts';
import { generatedName, termOf } from './erlang-term.ts';
import { parseField } from './field.ts';
import { indexesIn } from './index-definition.ts';
import { MangoError } from './mango-error.ts';
import { invalidIndexName, type Options, readOptions, readPositive, readSort, readText } from './options.ts';
import { normalise, type Selector } from './selector.ts';

type Request = { index: unknown; type: string; name: string | undefined; ddoc: string | undefined; w: number; partitioned: boolean | undefined };
type Writer = Pick<Database, 'get' | 'bulkDocs'>;

const options: Options<Request> = {
	index: { read: (value) => value },
	type: { read: readText, otherwise: 'json' },
	name: { read: readName, otherwise: undefined },
	ddoc: { read: readName, otherwise: undefined },
	w: { read: readPositive, otherwise: 2 },
	partitioned: { read: readPartitioned, otherwise: undefined }
};

/** Writes the index into its design document. @throws MangoError for what CouchDB would refuse. */
export async function createIndex(database: Writer, body: Record<string, unknown>): Promise<{ result: 'created' | 'exists'; id: string; name: string }> {
	const { index, type, w, partitioned, ...named } = readOptions(body, options);
	if (type !== 'json') throw unknownType(type);
	const generated = () => generatedName(index, { type, w, ...(named.name !== undefined && { name: named.name }), ...(named.ddoc !== undefined && { ddoc: named.ddoc }), ...(partitioned !== undefined && { partitioned }) });
	const name = named.name ?? generated();
	const ddoc = `_design/${(named.ddoc ?? generated()).replace(/^_design\//, '')}`;
	if (ddoc === '_design/') throw new MangoError(400, 'illegal_docid', 'Illegal document id `_design/`');

	const view = { map: mapOf(index), reduce: '_count', options: { def: index } };
	const found = await database.get(ddoc);
	const doc: IncomingDoc = found && !found._deleted ? found : { _id: ddoc, language: 'query' };
	if (doc.language !== 'query') throw invalidLanguage(doc.language);
	const views = isObject(doc.views) ? doc.views : {};
	if (JSON.stringify(views[name]) === JSON.stringify(view)) return { result: 'exists', id: ddoc, name };
	await save(database, { ...doc, views: { ...views, [name]: view }, ...(partitioned === false && { options: { partitioned } }) });
	return { result: 'created', id: ddoc, name };
}

/** Takes the index out of its design document, which goes with its last. @returns false where there is none. */
export async function removeIndex(database: Writer, { ddoc, type, name }: { ddoc: string; type: string; name: string }): Promise<boolean> {
	const doc = await database.get(ddoc);
	if (!doc || doc._deleted || type !== 'json' || !indexesIn(doc).some((index) => index.name === name)) return false;
	const { [name]: _, ...views } = doc.views as Record<string, unknown>;
	const { views: __, ...rest } = doc;
	const isBare = Object.keys(rest).every((member) => ['_id', '_rev', 'language', 'options'].includes(member));
	if (Object.keys(views).length > 0) await save(database, { ...rest, views } as IncomingDoc);
	else await save(database, isBare ? { _id: doc._id, _rev: doc._rev, _deleted: true } : (rest as IncomingDoc));
	return true;
}

async function save(database: Writer, doc: IncomingDoc): Promise<void> {
	const [row] = await database.bulkDocs([doc]);
	if (!row || 'ok' in row) return;
	const reason = row.error === 'conflict' ? 'Encountered a conflict while saving the design document.' : `Unknown error while saving the design document: ${row.error}`;
	throw new MangoError(500, 'error_saving_ddoc', reason);
}

type IndexMap = { fields: Record<string, string>; partial_filter_selector: Selector };

/** What the design document says of an index. */
function mapOf(definition: unknown): IndexMap {
	if (!isObject(definition)) throw new MangoError(400, 'invalid_index', `JSON indexes must be an object, not: ${termOf(definition)}`);
	const map = readOptions<{ fields: ReturnType<typeof readSort>; partial_filter_selector: Selector }>(definition, {
		fields: { read: readSort },
		partial_filter_selector: { read: normalise, otherwise: {} }
	});
	for (const [field] of map.fields) parseField(field);
	return { fields: Object.fromEntries(map.fields), partial_filter_selector: map.partial_filter_selector };
}

function unknownType(type: string): MangoError {
	if (type === 'text' || type === 'nouveau') return new MangoError(503, 'required index service unavailable', type);
	return new MangoError(400, 'invalid_index', `Invalid type for index: ${type}`);
}

const invalidLanguage = (language: unknown) => {
	const term = language === undefined ? 'false' : `{${termOf('language')},${termOf(language)}}`;
	return new MangoError(400, 'invalid_ddoc_lang', `Existing design doc has an invalid language: ${term}`);
};

function readName(value: unknown): string {
	const name = readText(value);
	if (name === '') throw invalidIndexName(value);
	return name;
}

function readPartitioned(value: unknown): boolean {
	if (value === true) throw new MangoError(400, 'bad_request', '`partitioned` option cannot be true because database is not partitioned.');
	if (value !== false) throw new MangoError(400, 'invalid_partitioned_value', `Invalid value for partitioned: ${termOf(value)}`);
	return value;
}
