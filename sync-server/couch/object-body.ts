import { readJson } from '../body.ts';
import { isObject } from '../is-object.ts';
import { badRequest } from './answer.ts';

/** The JSON object that is the body of a request. @throws CouchError, in CouchDB's words, where it is JSON but no object. */
export async function readObjectBody(request: Request, limit: number, options: { anyType?: boolean } = {}): Promise<Record<string, unknown>> {
	const value = await readJson(request, limit, options);
	if (!isObject(value)) throw badRequest('Request body must be a JSON object');
	return value;
}
