import type { FindRequest } from './find-request.ts';
import { allDocsIndex, columnsOf, type IndexDefinition } from './index-definition.ts';
import { missingSortIndex, MangoError } from './mango-error.ts';
import { fieldRanges, indexableFields, MAX, type Range } from './ranges.ts';
import { memberOf, type Selector } from './selector.ts';

/** Which index answers a query, and the range of it that is read. */
export type Plan = {
	index: IndexDefinition;
	/** Of its first columns; `empty` where no document can match. */
	ranges: Exclude<Range, 'empty'>[] | 'empty';
	descending: boolean;
};

/** Why an index does not answer a query, in CouchDB's words. */
export type Reason =
	| 'is_partial'
	| 'field_mismatch'
	| 'needs_text_search'
	| 'sort_order_mismatch'
	| 'excluded_by_user'
	| 'unfavored_type'
	| 'less_overlap'
	| 'too_many_fields'
	| 'alphabetically_comes_after';

/** The indexes that could answer it, best first, and what became of the others. */
export type Choice = { ranked: { index: IndexDefinition; overlap: number }[]; usable: boolean; losers: { index: IndexDefinition; reason: Reason }[] };

/**
 * Chooses as CouchDB does: of the usable indexes the one named by `use_index`, else a JSON index before the primary one,
 * and of those the one that narrows most fields, has the fewest, comes first by name.
 */
export function choose(indexes: readonly IndexDefinition[], request: FindRequest): Choice {
	const losers: Choice['losers'] = [];
	const drop = (reason: Reason, dropped: readonly IndexDefinition[]) => losers.push(...dropped.map((index) => ({ index, reason })));
	const named = indexes.filter((index) => isNamed(index, request.use_index));
	const inScope = indexes.filter((index) => !index.partial || named.includes(index));
	drop('is_partial', indexes.filter((index) => !inScope.includes(index)));

	const usable = inScope.filter((index) => {
		const reason = whyUnusable(index, request);
		if (reason) drop(reason, [index]);
		return !reason;
	});
	const preferred = usable.filter((index) => named.includes(index));
	const left = preferred.length > 0 ? preferred : usable;
	drop('excluded_by_user', usable.filter((index) => !left.includes(index)));

	const json = left.filter(({ ddoc }) => ddoc !== null);
	const ofType = json.length > 0 ? json : left;
	drop('unfavored_type', left.filter((index) => !ofType.includes(index)));

	const ranges = fieldRanges(request.selector);
	const ranked = ofType.map((index) => ({ index, overlap: prefixOf(index, ranges).length })).sort(byMerit);
	for (const { index, overlap } of ranked.slice(1)) {
		const tooMany = columnsOf(index).length > columnsOf(ranked[0]!.index).length;
		drop(overlap < ranges.size ? 'less_overlap' : tooMany ? 'too_many_fields' : 'alphabetically_comes_after', [index]);
	}
	return { ranked, usable: usable.length > 0, losers };
}

/**
 * @throws MangoError `no_usable_index` where nothing answers the query, or only an index that `allow_fallback: false`
 * rules out.
 */
export function planFor(indexes: readonly IndexDefinition[], request: FindRequest): Plan {
	const { ranked } = choose(indexes, request);
	const [best] = ranked;
	if (!best) throw missingSortIndex();
	if (!request.allow_fallback) refuseFallback(best.index, request.use_index);
	return planOf(best.index, request);
}

export function planOf(index: IndexDefinition, { selector, sort }: FindRequest): Plan {
	const [operator, alternatives] = memberOf(selector);
	const isVoid = ['$and', '$or'].includes(operator) && (alternatives as unknown[]).length === 0;
	const prefix = prefixOf(index, fieldRanges(selector));
	const descending = sort[0]?.[1] === 'desc';
	return { index, ranges: isVoid || prefix.includes('empty') ? 'empty' : (prefix as Plan['ranges']), descending };
}

/** Whether the index holds all that a query reads, so that CouchDB would load no documents. */
export function covers(index: IndexDefinition, fields: readonly string[] | undefined): boolean {
	return index.ddoc !== null && fields !== undefined && fields.every((field) => field === '_id' || columnsOf(index).includes(field));
}

/** The fields a selector names at its top, and in lists of selectors. */
export function fieldsOf(selector: Selector): string[] {
	const [name, argument] = memberOf(selector);
	if (name === '') return [];
	return name.startsWith('$') && Array.isArray(argument) ? argument.flatMap((one) => fieldsOf(one as Selector)) : [name];
}

export function isNamed({ ddoc, name }: IndexDefinition, [design, index]: readonly string[]): boolean {
	if (design === undefined || ddoc !== `_design/${design.replace(/^_design\//, '')}`) return false;
	return index === undefined || name === index;
}

function refuseFallback(chosen: IndexDefinition, useIndex: readonly string[]): void {
	const [design, name] = useIndex;
	if (design === undefined ? chosen !== allDocsIndex : isNamed(chosen, useIndex)) return;
	const asked = [design && `_design/${design.replace(/^_design\//, '')}`, name].filter(Boolean).join(', ');
	throw new MangoError(400, 'invalid_index', design ? `${asked} specified by \`use_index\` could not be found or it is not suitable.` : 'You must specify an index with the `use_index` parameter.');
}

/** The ranges of the first columns, as far as the selector has any. */
function prefixOf(index: IndexDefinition, ranges: Map<string, Range>): Range[] {
	if (index.ddoc === null) return [ranges.get('_id') ?? { low: null, lowIn: false, high: MAX, highIn: false }];
	const columns = columnsOf(index).map((column) => ranges.get(column));
	const end = columns.indexOf(undefined);
	return (end === -1 ? columns : columns.slice(0, end)) as Range[];
}

function byMerit(a: Choice['ranked'][number], b: Choice['ranked'][number]): number {
	const place = ({ index }: typeof a) => [index.ddoc ?? '', index.name].join('\u0000');
	return b.overlap - a.overlap || a.index.fields.length - b.index.fields.length || (place(a) < place(b) ? -1 : 1);
}

function whyUnusable(index: IndexDefinition, { selector, sort }: FindRequest): Reason | undefined {
	const sorted = sort.map(([field]) => field);
	const columns = columnsOf(index);
	if (index.ddoc === null) {
		if (sorted.length > 0 && !indexableFields(selector).includes('_id')) return 'field_mismatch';
		return isPrefix(sorted, columns) ? undefined : 'sort_order_mismatch';
	}
	const needed = columns.filter((column) => column !== '_id' && column !== '_rev' && !sorted.includes(column));
	if (lackingOf([selector], new Set(needed)).size > 0) return 'field_mismatch';
	if (fieldsOf(selector).includes('$default')) return 'needs_text_search';
	return givesOrder(columns, sorted, selector) ? undefined : 'sort_order_mismatch';
}

const isPrefix = (part: readonly string[], whole: readonly string[]) => part.every((one, index) => one === whole[index]);

/** Which of the fields a document may lack and still match: it would not be in an index of them. */
function lackingOf(selectors: readonly Selector[], needed: Set<string>): Set<string> {
	let lacking = needed;
	for (const selector of selectors) {
		const [name, argument] = memberOf(selector);
		if (argument === undefined) continue;
		if (name === '$and') lacking = lackingOf(argument as Selector[], lacking);
		else if (name === '$or') lacking = new Set((argument as Selector[]).flatMap((one) => [...lackingOf([one], lacking)]));
		else if (!(memberOf(argument as Selector)[0] === '$exists' && memberOf(argument as Selector)[1] === false)) lacking = new Set([...lacking].filter((field) => field !== name));
	}
	return lacking;
}

/** Columns before those of the sort must be constant. */
function givesOrder(columns: readonly string[], sorted: readonly string[], selector: Selector): boolean {
	const skipped = columns.indexOf(sorted[0] ?? columns[0] ?? '');
	if (sorted.length === 0) return true;
	return skipped !== -1 && columns.slice(0, skipped).every((column) => isConstant(selector, column)) && isPrefix(sorted, columns.slice(skipped));
}

function isConstant(selector: Selector, field: string): boolean {
	const [name, argument] = memberOf(selector);
	if (name === '$and') return (argument as Selector[]).some((one) => isConstant(one, field));
	return name === field && '$eq' in (argument as Selector);
}
