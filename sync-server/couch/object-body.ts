import { readJson } from '../body.ts';
import { badRequest } from './answer.ts';

/** The JSON object that is the body of a request. @throws CouchError where it is JSON, but no object. */
export async function readObject(request: Request, limit: number, options: { anyType?: boolean } = {}): Promise<Record<string, unknown>> {
	const value = await readJson(request, limit, options);
	if (!isObject(value)) throw badRequest('Request body must be a JSON object');
	return value;
}

export const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
