import { termOf } from './erlang-term.ts';

/** What CouchDB answers to a query or an index it cannot take: its status, name and words. */
export class MangoError extends Error {
	readonly status: number;
	readonly error: string;

	constructor(status: number, error: string, reason: string) {
		super(reason);
		this.status = status;
		this.error = error;
	}
}

export const badArgument = (operator: string, argument: unknown) => new MangoError(400, 'bad_arg', `Bad argument for operator ${operator}: ${termOf(argument)}`);

export const missingSortIndex = () => new MangoError(400, 'no_usable_index', 'No index exists for this sort, try indexing by the sort fields.');

/** Not answered in the time a query may take. */
export const tookTooLong = () => new MangoError(500, 'timeout', 'The request could not be processed in a reasonable amount of time.');
