import type { Actor } from '#lib/kernel/entity.ts';
import type { ServerContext } from '../context.ts';
import type { Database } from '../store/store.ts';
import type { Audience, Security } from './access.ts';

/** What a verb is given: the request to one database, by somebody who may make it. */
export type Asked = {
	context: ServerContext;
	request: Request;
	/** Of the address, as sent. */
	query: URLSearchParams;
	actor: Actor;
	audience: Audience;
	/** Its `_security`; that of the quarter's databases is fixed. */
	security: Security | undefined;
	database: Database;
	/** The document the address names, decoded; empty where it names none. */
	id: string;
};

/** One file of this folder per verb. */
export type Verb = (asked: Asked) => Promise<Response>;

export const isTrue = (query: URLSearchParams, name: string) => query.get(name) === 'true';

/** A whole number from 0, or undefined where the parameter is absent; `NaN` for anything else. */
export function numberOf(query: URLSearchParams, name: string): number | undefined {
	const text = query.get(name);
	if (text === null) return undefined;
	return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
