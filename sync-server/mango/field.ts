import { isObject } from '../is-object.ts';
import { MangoError } from './mango-error.ts';

/** Instead of a value: the way to it ends in something that has no members. A field that is just not there is undefined. */
export const NO_WAY = Symbol('no way');

/**
 * The names in a dotted field, `\.` being a dot of the name itself.
 * @throws MangoError `invalid_field_name` where one of them is empty.
 */
export function parseField(field: string): string[] {
	const names = field.split(/(?<!\\)\./);
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

/** The part of a document that the fields name, each in its place. */
export function pick(doc: Record<string, unknown>, fields: readonly string[]): Record<string, unknown> {
	const picked: Record<string, unknown> = {};
	for (const field of fields) {
		const names = parseField(field);
		const value = valueAt(doc, names);
		if (value !== undefined && value !== NO_WAY) put(picked, names, value);
	}
	return picked;
}

function put(into: Record<string, unknown>, names: readonly string[], value: unknown): void {
	const [name, ...rest] = names as [string, ...string[]];
	if (rest.length === 0) return void define(into, name, value);
	if (!Object.hasOwn(into, name)) define(into, name, {});
	const inner = into[name];
	// Copied, so that what was picked as a whole before is not changed in the document.
	if (isObject(inner)) put(define(into, name, { ...inner }), rest, value);
}

/** Also a member named `__proto__` is only a member. */
function define<T>(into: object, name: string, value: T): T {
	Object.defineProperty(into, name, { value, enumerable: true, writable: true, configurable: true });
	return value;
}
