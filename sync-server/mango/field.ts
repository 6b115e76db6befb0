import { isObject } from '../is-object.ts';
import { MangoError } from './mango-error.ts';

/** Instead of a value: the way to it ends in something that has no members. A field that is just not there is undefined. */
export const NO_WAY = Symbol('no way');

/** How deep a field may lead: as deep as a selector. */
const MOST_NAMES = 50;

/**
 * The names in a dotted field, `\.` being a dot of the name itself.
 * @throws MangoError `invalid_field_name` where one of them is empty, `bad_request` where they are too many.
 */
export function parseField(field: string): string[] {
	const names = field.split(/(?<!\\)\./);
	if (names.length > MOST_NAMES) throw new MangoError(400, 'bad_request', `A field may be ${MOST_NAMES} names deep.`);
	if (names.includes('')) throw new MangoError(400, 'invalid_field_name', `Invalid field name: ${field}`);
	return names.map((name) => name.replaceAll('\\', ''));
}

/** What a document holds at the end of the way; elements of arrays by their number. Nothing that JavaScript adds. */
export function valueAt(value: unknown, names: readonly string[]): unknown {
	let found = value;
	for (const name of names) {
		if (Array.isArray(found)) {
			if (!/^\+?\d+$/.test(name) || Number(name) >= found.length) return NO_WAY;
			found = found[Number(name)];
		} else if (isObject(found)) {
			if (!Object.hasOwn(found, name)) return undefined;
			found = found[name];
		} else return NO_WAY;
	}
	return found;
}

/** What fields ask for, name by name; undefined is the whole of a member. */
type Wanted = Map<string, Wanted | undefined>;

/** Tells the part of a document that the fields name, each in its place; what they say is read once for all documents. */
export function picker(fields: readonly string[]): (doc: Record<string, unknown>) => Record<string, unknown> {
	const wanted: Wanted = new Map();
	for (const field of fields) want(wanted, parseField(field));
	return (doc) => partOf(doc, wanted) ?? {};
}

function want(wanted: Wanted, [name = '', ...rest]: readonly string[]): void {
	if (rest.length === 0) return void wanted.set(name, undefined);
	if (!wanted.has(name)) wanted.set(name, new Map());
	const inner = wanted.get(name);
	if (inner) want(inner, rest);
}

/** Undefined where nothing of it is there. */
function partOf(value: unknown, wanted: Wanted): Record<string, unknown> | undefined {
	const picked: Record<string, unknown> = {};
	for (const [name, inner] of wanted) {
		const found = valueAt(value, [name]);
		const part = !inner ? found : typeof found === 'object' && found !== null ? partOf(found, inner) : undefined;
		if (part !== undefined && part !== NO_WAY) define(picked, name, part);
	}
	return Object.keys(picked).length > 0 ? picked : undefined;
}

/** Also a member named `__proto__` is only a member. */
function define(into: object, name: string, value: unknown): void {
	Object.defineProperty(into, name, { value, enumerable: true, writable: true, configurable: true });
}
