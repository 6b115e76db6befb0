import { collate, compareIds } from './collation.ts';
import { memberOf, type Selector } from './selector.ts';

/** Less than every value, more than every value. */
export const MIN = Symbol('min');
export const MAX = Symbol('max');

/** What a selector says of one field; `empty` where nothing can be both. Bounds are inclusive but where the selector itself says otherwise. */
export type Range = { low: unknown; high: unknown; lowIn: boolean; highIn: boolean } | 'empty';

/** `$exists` narrows nothing, but an index that begins with its field is as good as one that narrows it. */
const INDEXABLE = new Set(['$lt', '$lte', '$eq', '$gte', '$gt', '$beginsWith', '$exists']);

/** Fields that are restricted by a range, seen through `$and`, by name. */
export function indexableFields(selector: Selector): string[] {
	const [name, argument] = memberOf(selector);
	if (name === '$and') return [...new Set((argument as Selector[]).flatMap(indexableFields))].sort();
	if (name === '' || name.startsWith('$')) return [];
	return INDEXABLE.has(memberOf(argument as Selector)[0]) ? [name] : [];
}

/** The range of each field; only the empty one where there is such. */
export function fieldRanges(selector: Selector): Map<string, Range> {
	const ranges = indexableFields(selector).map((field) => [field, rangeOf(selector, field)] as const);
	const empty = ranges.find(([, range]) => range === 'empty');
	return new Map(empty ? [empty] : ranges);
}

function rangeOf(selector: Selector, field: string): Range {
	const compare = field === '_id' ? compareIds : collate;
	const all: Range = { low: MIN, high: MAX, lowIn: false, highIn: false };
	return conditionsOn(selector, field).reduce<Range>((range, condition) => narrow(range, condition, compare), all);
}

function conditionsOn(selector: Selector, field: string): Selector[] {
	const [name, argument] = memberOf(selector);
	if (name === '$and') return (argument as Selector[]).flatMap((one) => conditionsOn(one, field));
	return name === field ? [argument as Selector] : [];
}

type Compare = (a: unknown, b: unknown) => number;

function narrow(range: Range, condition: Selector, compare: Compare): Range {
	const [operator, value] = memberOf(condition);
	switch (operator) {
		case '$gt':
			return raise(range, value, false, compare);
		case '$gte':
			return raise(range, value, true, compare);
		case '$lt':
			return lower(range, value, false, compare);
		case '$lte':
			return lower(range, value, true, compare);
		case '$eq':
			return lower(raise(range, value, true, compare), value, true, compare);
		case '$beginsWith':
			return lower(raise(range, value, true, compare), `${value}\uffff`, true, compare);
		default:
			return range;
	}
}

function raise(range: Range, low: unknown, lowIn: boolean, compare: Compare): Range {
	if (range === 'empty') return range;
	const difference = range.low === MIN ? 1 : compare(low, range.low);
	return checked(difference > 0 ? { ...range, low, lowIn } : difference === 0 ? { ...range, lowIn: lowIn && range.lowIn } : range, compare);
}

function lower(range: Range, high: unknown, highIn: boolean, compare: Compare): Range {
	if (range === 'empty') return range;
	const difference = range.high === MAX ? -1 : compare(high, range.high);
	return checked(difference < 0 ? { ...range, high, highIn } : difference === 0 ? { ...range, highIn: highIn && range.highIn } : range, compare);
}

function checked(range: Exclude<Range, 'empty'>, compare: Compare): Range {
	if (range.low === MIN || range.high === MAX) return range;
	const difference = compare(range.low, range.high);
	return difference > 0 || (difference === 0 && !(range.lowIn && range.highIn)) ? 'empty' : range;
}

/** The least and greatest key of an index whose first columns have these ranges, as CouchDB writes them: `MAX` ends the greatest. */
export function keysOf(ranges: readonly Exclude<Range, 'empty'>[]): { start: unknown[]; end: unknown[] } {
	const lows = ranges.map(({ low }) => low);
	const highs = ranges.map(({ high }) => high);
	const until = (list: unknown[], mark: symbol) => (list.includes(mark) ? list.slice(0, list.indexOf(mark)) : list);
	return { start: until(lows, MIN), end: [...until(highs, MAX), MAX] };
}
