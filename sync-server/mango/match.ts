import { rowFilter } from 'pouchdb-selector-core';
import { isObject } from '../is-object.ts';
import { collate, compareIds } from './collation.ts';
import { NO_WAY, parseField, valueAt } from './field.ts';
import { MangoError } from './mango-error.ts';
import { compilePattern } from './pattern.ts';
import { memberOf, type Selector } from './selector.ts';

/**
 * Decides whether documents match. What an operator says of a value is `pouchdb-selector-core`'s; here is what CouchDB
 * does differently: its order of strings, fields that are missing, empty lists, `null` in lists, elements of any type,
 * its newer operators (docs/decisions/0006).
 */
export type Test = (value: unknown) => boolean;

/** @param selector in normal form. @throws MangoError for a field that is none. */
export function compile(selector: Selector): Test {
	const [name, argument] = memberOf(selector);
	if (argument === undefined) return () => true;
	if (name === '$and') return every(argument as Selector[]);
	if (name === '$or') return some(argument as Selector[]);
	if (name === '$nor') return not(compile({ $or: argument }));
	if (name.startsWith('$')) return operators[name]?.(argument) ?? standard(name, argument);
	return field(name, argument as Selector);
}

function every(selectors: Selector[]): Test {
	const tests = selectors.map(compile);
	return (value) => tests.every((test) => test(value));
}

/** No alternatives restrict nothing. */
function some(selectors: Selector[]): Test {
	const tests = selectors.map(compile);
	return (value) => tests.length === 0 || tests.some((test) => test(value));
}

/** A field that is missing matches only what asks for just that, whatever the operator. */
function field(name: string, condition: Selector): Test {
	if (name === '') return compile(condition);
	const names = parseField(name);
	const [operator, argument] = memberOf(condition);
	const missing = operator === '$exists' && argument === false;
	const test = name === '_id' && comparisons[operator] ? comparison(operator, argument, compareIds) : compile(condition);
	return (value) => {
		const found = valueAt(value, names);
		return found === undefined ? missing : found !== NO_WAY && test(found);
	};
}

const comparisons: Record<string, (difference: number) => boolean> = {
	$lt: (difference) => difference < 0,
	$lte: (difference) => difference <= 0,
	$eq: (difference) => difference === 0,
	$ne: (difference) => difference !== 0,
	$gte: (difference) => difference >= 0,
	$gt: (difference) => difference > 0
};

function comparison(operator: string, argument: unknown, compare: typeof collate): Test {
	const holds = comparisons[operator]!;
	return (value) => holds(compare(value, argument));
}

const operators: Record<string, (argument: unknown) => Test> = {
	...Object.fromEntries(Object.keys(comparisons).map((operator) => [operator, (argument: unknown) => comparison(operator, argument, collate)])),
	$not: (argument) => not(compile(argument as Selector)),
	$default: () => {
		throw new MangoError(400, 'no_usable_index', 'There is no index available for this selector.');
	},
	$in: (argument) => contains(argument),
	$nin: (argument) => not(contains(argument)),
	$all: (argument) => {
		const [first, ...others] = argument as unknown[];
		const all = standard('$all', argument);
		const same = (value: unknown) => others.length === 0 && Array.isArray(first) && collate(first, value) === 0;
		return (value) => first !== undefined && (all(value) || same(value));
	},
	$elemMatch: (argument) => {
		const test = compile(argument as Selector);
		return (value) => Array.isArray(value) && value.some(test);
	},
	$allMatch: (argument) => {
		const test = compile(argument as Selector);
		return (value) => Array.isArray(value) && value.length > 0 && value.every(test);
	},
	$keyMapMatch: (argument) => {
		const test = compile(argument as Selector);
		return (value) => isObject(value) && Object.keys(value).some(test);
	},
	$beginsWith: (argument) => (value) => typeof value === 'string' && value.startsWith(argument as string),
	$regex: (argument) => {
		const test = compilePattern(argument as string);
		return (value) => typeof value === 'string' && test(value);
	}
};

const not =
	(test: Test): Test =>
	(value) =>
		!test(value);

/** A value that is no list is asked as a list of one: so that `null` is a value like others. */
function contains(argument: unknown): Test {
	const test = standard('$in', argument);
	return (value) => test(Array.isArray(value) ? value : [value]);
}

function standard(operator: string, argument: unknown): Test {
	const selector = { value: { [operator]: argument } };
	return (value) => rowFilter({ value }, selector, ['value']);
}
