import { isObject } from '../is-object.ts';
import type { IndexDescription } from '../store/store.ts';
import { NO_WAY, parseField, valueAt } from './field.ts';
import { compile } from './match.ts';
import type { Direction } from './options.ts';
import { normalise, type Selector } from './selector.ts';

/** An index as a query sees it. `ddoc` is null for the primary one, which every database has. */
export type IndexDefinition = {
	ddoc: string | null;
	name: string;
	fields: readonly (readonly [field: string, direction: Direction])[];
	/** Only documents that match it are in the index. */
	partial?: Selector;
	/** As `_index` shows the definition. */
	shown: Record<string, unknown>;
};

export const allDocsIndex: IndexDefinition = { ddoc: null, name: '_all_docs', fields: [['_id', 'asc']], shown: { fields: [{ _id: 'asc' }] } };

export const columnsOf = ({ fields }: IndexDefinition): string[] => fields.map(([field]) => field);

/** Whether what is in the index depends on the conflicts of a document, so that it is read with them. */
export const readsConflicts = ({ fields, partial }: IndexDefinition): boolean => JSON.stringify([fields, partial]).includes('"_conflicts');

/** As `_index` and `_explain` list it. */
export const describe = ({ ddoc, name, shown }: IndexDefinition): IndexDescription => ({
	ddoc,
	name,
	type: ddoc === null ? 'special' : 'json',
	...(ddoc !== null && { partitioned: false }),
	def: shown
});

/** The indexes in a design document of `language: "query"`, by name; what is none of ours is passed over. */
export function indexesIn(doc: Record<string, unknown>): IndexDefinition[] {
	if (doc.language !== 'query' || !isObject(doc.views)) return [];
	return Object.entries(doc.views).flatMap(([name, view]) => {
		const index = isObject(view) && isObject(view.map) && isObject(view.options) ? readMap(String(doc._id), name, view.map) : undefined;
		return index ? [index] : [];
	});
}

/** Indexes of CouchDB 2 call the partial filter `selector`. */
function readMap(ddoc: string, name: string, map: Record<string, unknown>): IndexDefinition | undefined {
	const { fields: given, ...rest } = map;
	const pairs = Array.isArray(given) ? given.filter(isObject).flatMap((one) => Object.entries(one)) : isObject(given) ? Object.entries(given) : undefined;
	if (!pairs) return undefined;
	const fields = pairs.map(([field, direction]) => [field, direction === 'desc' ? 'desc' : 'asc'] as const);
	const filter = rest.partial_filter_selector ?? rest.selector;
	const hasFilter = isObject(filter) && Object.keys(filter).length > 0;
	if (!hasFilter) delete rest.partial_filter_selector;
	const shown = { fields: fields.map(([field, direction]) => ({ [field]: direction })), ...rest };
	return { ddoc, name, fields, ...(hasFilter && { partial: filter }), shown };
}

/**
 * How the index sees a document: its key, or undefined where the document is not in it (a field is missing, the partial
 * filter does not match, it is deleted or a design document).
 * @throws MangoError where the definition means nothing.
 */
export function keyReader(index: IndexDefinition): (doc: Record<string, unknown>) => unknown[] | undefined {
	const ways = columnsOf(index).map(parseField);
	const belongs = index.partial ? compile(normalise(index.partial)) : () => true;
	return (doc) => {
		if (doc._deleted || String(doc._id).startsWith('_design/')) return undefined;
		const key = ways.map((way) => valueAt(doc, way));
		return key.some((value) => value === undefined || value === NO_WAY) || !belongs(doc) ? undefined : key;
	};
}
