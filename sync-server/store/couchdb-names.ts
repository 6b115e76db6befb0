import { databaseNames } from '../context.ts';

/** Accounts are the quarter's own: CouchDB's `_users` are those of the CouchDB (docs/decisions/0006). */
const ACCOUNTS = '_users';

/**
 * What our databases are called in a CouchDB that quarters share: as here, but for the accounts, and one of the server's
 * own, which nobody reaches through `/db`.
 */
export function openNames(quarter: string) {
	const accounts = `${quarter}-users`;
	const instance = `${quarter}-server`;
	return {
		instance,
		/** What a quarter has. */
		ofQuarter: [...Object.values(databaseNames(quarter)), accounts],
		/** The name in CouchDB, or undefined where there can be none. */
		outside: (name: string) => (name === ACCOUNTS ? accounts : name.startsWith('_') || name === accounts || name === instance ? undefined : name),
		/** Our name of a database of CouchDB, or undefined for what is none of ours. */
		inside: (name: string) => (name === accounts ? ACCOUNTS : name.startsWith('_') || name === instance ? undefined : name)
	};
}
