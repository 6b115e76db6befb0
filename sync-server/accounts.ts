import { createHash, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { check } from '#lib/kernel/check.ts';
import { words } from '#lib/kernel/fields.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { hashPassword, isPassword, LONGEST, type PasswordHash, SHORTEST } from './passwords.ts';
import { LAST } from './reading.ts';
import type { Database, IncomingDoc, Store } from './store/store.ts';

/** The database of the accounts, in CouchDB's form, so that the same documents work there. */
export const USERS = '_users';
const PREFIX = 'org.couchdb.user:';
const ADMIN = 'admin';

export const roles = ['manager', 'staff', 'volunteer'] as const;

const userDoc = z.looseObject({
	_id: z.string(),
	type: z.literal('user'),
	name: words(120).check(z.regex(/^[^:\s\p{Cc}]([^:\p{Cc}]*[^:\s\p{Cc}])?$/u)),
	roles: z.array(z.enum(roles)),
	password: z.optional(z.string().check(z.maxLength(LONGEST)))
});

/** Who may sign in. `version` changes with the password, so that older sessions end. */
export type Account = { name: string; roles: readonly string[]; version: string };

export type Accounts = ReturnType<typeof openAccounts>;

/**
 * The accounts of the office's people, and the server administrator where the settings give it a password.
 * The administrator is a manager too: automation may do what the office may.
 */
export function openAccounts(store: Store, adminPassword: string | undefined) {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	const admin: Account | undefined = adminPassword
		? { name: ADMIN, roles: ['_admin', 'manager'], version: digest(adminPassword).toString('hex') }
		: undefined;

	async function users(): Promise<Database> {
		await store.create(USERS);
		return (await store.database(USERS))!;
	}
	async function userOf(name: string) {
		const doc = await (await users()).get(PREFIX + name);
		return doc && !doc._deleted ? (doc as unknown as PasswordHash & { name: string; roles: string[] }) : undefined;
	}

	return {
		/** The account of this name as it is now, or undefined. */
		async find(name: string): Promise<Account | undefined> {
			if (name === ADMIN) return admin;
			const user = await userOf(name);
			return user && { name: user.name, roles: user.roles, version: user.salt };
		},

		/** The account, where the password is its. Takes equally long for an unknown name. */
		async verify(name: string, password: string): Promise<Account | undefined> {
			if (name === ADMIN) return admin && timingSafeEqual(digest(password), digest(adminPassword!)) ? admin : undefined;
			const user = await userOf(name);
			const right = await isPassword(password, user);
			return right && user ? { name: user.name, roles: user.roles, version: user.salt } : undefined;
		},

		/** Whether anybody at the office has an account. */
		async any(): Promise<boolean> {
			const { rows } = await (await users()).allDocs({ startkey: PREFIX, endkey: PREFIX + LAST, limit: 1 });
			return rows.length > 0;
		},

		/** Makes an account. @returns why not, naming the field. */
		async create(name: string, password: string, given: readonly (typeof roles)[number][]): Promise<Failure | undefined> {
			const prepared = await prepareUser({ _id: PREFIX + name, type: 'user', name, roles: [...given], password });
			if (prepared.failure) return prepared.failure;
			const [result] = await (await users()).bulkDocs([prepared.doc]);
			return result && 'error' in result ? failure('invalid', 'name') : undefined;
		}
	};
}

/**
 * A user document on its way into `_users`: checked, the password replaced by its hash.
 * @returns the document to store, or what is wrong with it.
 */
export async function prepareUser(raw: IncomingDoc): Promise<{ doc: IncomingDoc; failure?: undefined } | { failure: Failure; doc?: undefined }> {
	if (raw._deleted) return { doc: { _id: raw._id, ...(raw._rev && { _rev: raw._rev }), _deleted: true } };
	const { value, failures } = check(userDoc, raw);
	if (failures) return { failure: failures[0] };
	const { password, ...doc } = value;
	if (doc._id !== PREFIX + doc.name) return { failure: failure('invalid', '_id') };
	if (doc.name === ADMIN) return { failure: failure('invalid', 'name') };
	if (password === undefined) return 'derived_key' in doc ? { doc: doc as IncomingDoc } : { failure: failure('missing', 'password') };
	if (password.length < SHORTEST) return { failure: failure('weak-password', 'password') };
	return { doc: { ...doc, ...(await hashPassword(password)) } as IncomingDoc };
}
