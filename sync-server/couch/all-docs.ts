import { DATABASE_LIMIT, readObject } from '../body.ts';
import type { AllDocsOptions } from '../store/store.ts';
import { badRequest, json } from './answer.ts';
import type { Verb } from './asked.ts';

/** `GET` and `POST /{db}/_all_docs`: parameters of the address are JSON, those of the body are read as they are. */
export const allDocs: Verb = async ({ request, database, query }) => {
	const given = request.method === 'POST' ? await readObject(request, DATABASE_LIMIT) : {};
	const options = optionsOf({ ...parametersOf(query), ...given });
	return options ? json(await database.allDocs(options)) : badRequest('Keys must be JSON strings, numbers whole and from 0.');
};

function parametersOf(query: URLSearchParams): Record<string, unknown> {
	return Object.fromEntries(
		[...query].map(([name, text]) => {
			try {
				return [name, JSON.parse(text) as unknown];
			} catch {
				return [name, Number.NaN];
			}
		})
	);
}

function optionsOf(given: Record<string, unknown>): AllDocsOptions | undefined {
	const { key, keys, startkey = given.start_key, endkey = given.end_key, limit, skip } = given;
	const from = key ?? startkey;
	const to = key ?? endkey;
	if (keys !== undefined && !(Array.isArray(keys) && keys.every((one) => typeof one === 'string'))) return undefined;
	if ([from, to].some((one) => one !== undefined && typeof one !== 'string')) return undefined;
	if ([limit, skip].some((one) => one !== undefined && !(Number.isInteger(one) && (one as number) >= 0))) return undefined;
	return {
		...(keys !== undefined && { keys: keys as string[] }),
		...(from !== undefined && { startkey: from as string }),
		...(to !== undefined && { endkey: to as string }),
		...(limit !== undefined && { limit: limit as number }),
		...(skip !== undefined && { skip: skip as number }),
		inclusiveEnd: key !== undefined || given.inclusive_end !== false,
		descending: given.descending === true,
		includeDocs: given.include_docs === true,
		conflicts: given.conflicts === true
	};
}
