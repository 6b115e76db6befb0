import { compilePattern } from './pattern.ts';
import { isObject } from '../is-object.ts';
import { badArgument, MangoError } from './mango-error.ts';
import { termOf } from './erlang-term.ts';

/**
 * A selector in the one form that the planner and the matcher read, CouchDB's own: every object has one member, which is
 * `$and`, `$or` (a list of selectors), `$not`, or a field with one operator; the empty one matches everything. Fields are
 * dotted to their end, negations are pushed to the operators.
 */
export type Selector = Record<string, unknown>;

/** What a query may cost for one document: others wait for it. */
const MOST = { levels: 50, values: 20_000, conditions: 2000, patterns: 20 };

/** @throws MangoError where CouchDB would not take it, or it is deeper or longer than a query needs. */
export function normalise(selector: unknown): Selector {
	if (!isObject(selector)) throw new MangoError(400, 'invalid_selector_json', `Selector must be a JSON object, not: ${termOf(selector)}`);
	if (Object.keys(selector).length === 0) return {};
	limit(selector);
	const normal = settleNegations(dotFields(makeExplicit(selector), ''));
	if ('' in normal) throw new MangoError(400, 'invalid_selector', 'One or more conditions is missing a field name.');
	return normal;
}

/** The one member of a selector in normal form. */
export const memberOf = (selector: Selector): [name: string, value: unknown] => Object.entries(selector)[0] ?? ['', undefined];

const LISTS = new Set(['$and', '$or', '$nor']);
const INNER = new Set(['$elemMatch', '$allMatch', '$keyMapMatch']);
const COMPARISONS = new Set(['$lt', '$lte', '$eq', '$ne', '$gte', '$gt']);
const UNSUPPORTED = new Set(['$where', '$geoWithin', '$geoIntersects', '$near', '$nearSphere']);
/** CouchDB notices a division by zero when it meets the first number, and breaks off. */
const divisorAndRest = (value: unknown) => Array.isArray(value) && value.length === 2 && value.every(Number.isInteger) && value[0] !== 0;
const argumentIsRight: Record<string, (value: unknown) => boolean> = {
	$in: Array.isArray,
	$nin: Array.isArray,
	$all: Array.isArray,
	$exists: (value) => typeof value === 'boolean',
	$type: (value) => typeof value === 'string',
	$mod: divisorAndRest,
	$size: (value) => Number.isInteger(value) && (value as number) >= 0,
	$text: (value) => ['string', 'number', 'boolean'].includes(typeof value)
};

/** One member per object, an operator for every value, all arguments checked. */
function makeExplicit(value: unknown): Selector {
	if (!isObject(value) || Object.keys(value).length === 0) return { $eq: value };
	const members = Object.entries(value);
	if (members.length > 1) return { $and: members.map(([name, member]) => makeExplicit({ [name]: member })) };
	const [name, argument] = members[0]!;
	if (LISTS.has(name)) {
		if (!Array.isArray(argument)) throw badArgument(name, argument);
		return { [name]: argument.map(makeExplicit) };
	}
	if (name === '$not' || INNER.has(name)) {
		if (!isObject(argument)) throw badArgument(name, argument);
		return { [name]: makeExplicit(argument) };
	}
	if (name === '$regex' && typeof argument === 'string') compilePattern(argument);
	else if (name === '$beginsWith' && typeof argument === 'string') return value;
	else if (Object.hasOwn(argumentIsRight, name)) {
		if (!argumentIsRight[name]!(argument)) throw badArgument(name, argument);
		if (name === '$text') return { $default: { $text: argument } };
	} else if (UNSUPPORTED.has(name)) throw new MangoError(400, 'not_supported', `Unsupported operator: ${name}`);
	else if (!COMPARISONS.has(name) && name !== '$default') {
		if (name.startsWith('$')) throw new MangoError(400, 'invalid_operator', `Invalid operator: ${name}`);
		return { [name]: makeExplicit(argument) };
	}
	return value;
}

/** `{a: {b: {$gt: 1}}}` is `{'a.b': {$gt: 1}}`, also through `$and` and the like; the elements of `$elemMatch` begin anew. */
function dotFields(selector: Selector, path: string): Selector {
	const [name, argument] = memberOf(selector);
	if (LISTS.has(name)) return { [name]: (argument as Selector[]).map((one) => dotFields(one, path)) };
	if (name === '$not') return { $not: dotFields(argument as Selector, path) };
	if (INNER.has(name)) return { [path]: { [name]: dotFields(argument as Selector, '') } };
	if (name === '$default') {
		if (path === '' && isObject(argument) && '$text' in argument) return selector;
		throw new MangoError(400, 'bad_field', `Invalid field normalization on selector: ${termOf(selector)}`);
	}
	if (name.startsWith('$')) return { [path]: selector };
	return dotFields(argument as Selector, path === '' ? name : `${path}.${name}`);
}

function settleNegations(selector: Selector): Selector {
	const [name, argument] = memberOf(selector);
	if (name === '$not') return negate(argument as Selector);
	if (name === '$nor') return { $and: (argument as Selector[]).map(negate) };
	return LISTS.has(name) ? { [name]: (argument as Selector[]).map(settleNegations) } : selector;
}

const OPPOSITE: Record<string, string> = { $lt: '$gte', $lte: '$gt', $eq: '$ne', $ne: '$eq', $gte: '$lt', $gt: '$lte', $in: '$nin', $nin: '$in' };

function negate(selector: Selector): Selector {
	const [name, argument] = memberOf(selector);
	if (name === '$not') return settleNegations(argument as Selector);
	if (name === '$nor') return { $or: (argument as Selector[]).map(settleNegations) };
	if (LISTS.has(name)) return { [name === '$and' ? '$or' : '$and']: (argument as Selector[]).map(negate) };
	if (name === '$default') throw badArgument('$not', selector);
	if (name === '$exists') return { $exists: !argument };
	if (OPPOSITE[name]) return { [OPPOSITE[name]]: argument };
	if (name.startsWith('$')) return { $not: selector };
	return { [name]: negate(argument as Selector) };
}

/** Counts without recursion: whoever sends a selector chose its depth. @throws MangoError `bad_request`. */
function limit(selector: unknown): void {
	const counted = { levels: 0, values: 0, conditions: 0, patterns: 0 };
	for (let level = [selector]; level.length > 0; ) {
		level = level.filter((value) => typeof value === 'object' && value !== null).flatMap((value) => Object.values(value as object) as unknown[]);
		counted.levels += 1;
		counted.values += level.length;
		counted.conditions += level.filter(isObject).length;
		counted.patterns += level.filter((value) => isObject(value) && '$regex' in value).length;
		if (Object.entries(MOST).some(([name, most]) => counted[name as keyof typeof MOST] > most)) throw tooMuch();
	}
}

const tooMuch = () =>
	new MangoError(400, 'bad_request', `A selector may be ${MOST.levels} levels deep and hold ${MOST.values} values, ${MOST.conditions} conditions and ${MOST.patterns} patterns.`);
