import { MangoError } from './mango-error.ts';
import { type Options, readCount, readFields, readOptions, readPositive, readSort, readSwitch, readText, readUseIndex, type Sort } from './options.ts';
import { normalise, type Selector } from './selector.ts';

/** What `_find` and `_explain` are asked, checked; in the order in which `_explain` repeats it. */
export type FindRequest = {
	selector: Selector;
	use_index: string[];
	bookmark: string | undefined;
	limit: number;
	skip: number;
	sort: Sort;
	fields: string[] | undefined;
	partition: string;
	r: number;
	conflicts: boolean;
	stale: 'ok' | false;
	update: boolean;
	stable: boolean;
	execution_stats: boolean;
	allow_fallback: boolean;
};

const DEFAULT_LIMIT = 25;

const options: Options<FindRequest> = {
	selector: { read: normalise },
	use_index: { read: readUseIndex, otherwise: [] },
	bookmark: { read: readBookmark, otherwise: undefined },
	limit: { read: readCount, otherwise: DEFAULT_LIMIT },
	skip: { read: readCount, otherwise: 0 },
	sort: { read: readSort, otherwise: [] },
	fields: { read: readFields, otherwise: undefined },
	partition: { read: readPartition, otherwise: '' },
	r: { read: readPositive, otherwise: 1 },
	conflicts: { read: readSwitch, otherwise: false },
	stale: { read: readStale, otherwise: false },
	update: { read: readSwitch, otherwise: true },
	stable: { read: readSwitch, otherwise: false },
	execution_stats: { read: readSwitch, otherwise: false },
	allow_fallback: { read: readSwitch, otherwise: true }
};

/** @throws MangoError for what CouchDB would refuse. */
export function readFindRequest(body: Record<string, unknown>): FindRequest {
	return readOptions(body, options);
}

/** `nil` is what an answer without documents names as its bookmark: it is none. */
function readBookmark(value: unknown): string | undefined {
	if (value === null) return undefined;
	if (typeof value !== 'string') throw invalidBookmark(value);
	return value === '' || value === 'nil' ? undefined : value;
}

export const invalidBookmark = (value: unknown) => new MangoError(400, 'invalid_bookmark', `Invalid bookmark value: ${JSON.stringify(value)}`);

function readPartition(value: unknown): string {
	const partition = readText(value);
	if (partition !== '') throw new MangoError(400, 'bad_request', 'partition is not supported: this database is not partitioned.');
	return partition;
}

function readStale(value: unknown): 'ok' | false {
	if (value === 'ok') return value;
	if (value === false || value === 'false') return false;
	throw new MangoError(400, 'invalid_ok_or_false_value', `Invalid value for stale: ${JSON.stringify(value)}`);
}
