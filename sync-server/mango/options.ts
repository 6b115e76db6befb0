import { isObject } from '../is-object.ts';
import { termOf } from './erlang-term.ts';
import { parseField } from './field.ts';
import { MangoError } from './mango-error.ts';

/** Reads one member of a request. @returns what it means. @throws MangoError in CouchDB's words. */
type Read<T> = (value: unknown) => T;
type Option<T> = { read: Read<T>; otherwise?: T };

/** How each member of a request is read; those without `otherwise` must be there. */
export type Options<T> = { [Name in keyof T]: Option<T[Name]> };

/** @throws MangoError for the first member that is missing, wrong, or unknown. */
export function readOptions<T>(given: Record<string, unknown>, options: Options<T>): T {
	const read = Object.entries<Option<unknown>>(options).map(([name, option]) => {
		if (given[name] !== undefined) return [name, option.read(given[name])];
		if (!('otherwise' in option)) throw new MangoError(400, 'missing_required_key', `Missing required key: ${name}`);
		return [name, option.otherwise];
	});
	const unknown = Object.keys(given).find((name) => !Object.hasOwn(options, name));
	if (unknown !== undefined) throw new MangoError(400, 'invalid_key', `Invalid key ${unknown} for this request.`);
	return Object.fromEntries(read) as T;
}

const reader =
	<T>(error: string, isRight: (value: unknown) => boolean, reason: (term: string) => string): Read<T> =>
	(value) => {
		if (!isRight(value)) throw new MangoError(400, error, reason(termOf(value)));
		return value as T;
	};

export const readText = reader<string>('invalid_string', (value) => typeof value === 'string', (term) => `Invalid string: ${term}`);
export const readSwitch = reader<boolean>('invalid_boolean', (value) => typeof value === 'boolean', (term) => `Invalid boolean value: ${term}`);
export const readCount = reader<number>('invalid_non_neg_integer', (value) => Number.isInteger(value) && (value as number) >= 0, (term) => `${term} is not an integer greater than or equal to zero`);
export const readPositive = reader<number>('invalid_pos_integer', (value) => Number.isInteger(value) && (value as number) > 0, (term) => `${term} is not an integer greater than zero`);

export const invalidIndexName = (value: unknown) => new MangoError(400, 'invalid_index_name', `Invalid index name: ${termOf(value)}`);

/** `ddoc`, `_design/ddoc`, `ddoc/name`, `[ddoc]` or `[ddoc, name]`. @returns design document and name, as far as given. */
export function readUseIndex(value: unknown): string[] {
	if (value === null) return [];
	const parts: unknown = typeof value === 'string' ? value.split('/') : value;
	if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) throw invalidIndexName(value);
	const named = typeof value === 'string' && parts[0] === '_design' ? parts.slice(1) : parts;
	if (named.length > 2 || (typeof value === 'string' && named.length === 0)) throw invalidIndexName(value);
	return named as string[];
}

/** What is named costs for every document. */
const MOST_FIELDS = 1000;

function checkNumber(fields: readonly unknown[]): void {
	if (fields.length > MOST_FIELDS) throw new MangoError(400, 'bad_request', `At most ${MOST_FIELDS} fields may be named.`);
}

export type Direction = 'asc' | 'desc';
/** The fields in order, each with its direction. */
export type Sort = (readonly [field: string, direction: Direction])[];

export function readSort(value: unknown): Sort {
	if (!Array.isArray(value)) throw new MangoError(400, 'invalid_sort_json', `Sort must be an array of sort specs, not: ${termOf(value, true)}`);
	checkNumber(value);
	const sort = value.map(readSortField);
	if (new Set(sort.map(([, direction]) => direction)).size > 1) {
		throw new MangoError(400, 'unsupported_mixed_sort', 'Sorts currently only support a single direction for all fields.');
	}
	return sort;
}

function readSortField(value: unknown): Sort[number] {
	if (typeof value === 'string' && value !== '') return [value, 'asc'];
	const [[field, direction] = [], ...others] = isObject(value) ? Object.entries(value) : [];
	if (field === undefined || others.length > 0 || (direction !== 'asc' && direction !== 'desc')) {
		throw new MangoError(400, 'invalid_sort_field', `Invalid sort field: ${termOf(value, true)}`);
	}
	return [field, direction];
}

/** @returns the fields, or undefined for all. @throws MangoError also for one that is none, or too many. */
export function readFields(value: unknown): string[] | undefined {
	if (!Array.isArray(value)) throw new MangoError(400, 'invalid_fields', `Fields must be an array of strings, not: ${termOf(value)}`);
	checkNumber(value);
	const wrong = value.find((field) => typeof field !== 'string');
	if (wrong !== undefined) throw new MangoError(400, 'invalid_field', `Invalid JSON for field spec: ${termOf(wrong)}`);
	for (const field of value as string[]) parseField(field);
	return value.length === 0 ? undefined : (value as string[]);
}
