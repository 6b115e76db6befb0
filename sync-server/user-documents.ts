import * as z from 'zod/mini';
import type { House } from '#lib/features/house/entity.ts';
import { housesOf } from '#lib/features/partner/rules.ts';
import { check } from '#lib/kernel/check.ts';
import { words } from '#lib/kernel/fields.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { hashPassword, LONGEST, MOST_ITERATIONS, type PasswordHash, SHORTEST } from './passwords.ts';
import type { IncomingDoc, StoredDoc } from './store/store.ts';

/** The database of the accounts, in CouchDB's form, so that the same documents work there. */
export const USERS = '_users';
/** What the id of a user document begins with; the account's name follows. */
export const PREFIX = 'org.couchdb.user:';
/** The name of the server administrator, who has no document. */
export const ADMIN = 'admin';

/**
 * What an account may be at the office, from most to least; a partner manages houses of its own, each a further role
 * (`house:…`). Other roles are for databases of an administrator's own.
 */
export const roles = ['manager', 'staff', 'volunteer', 'partner'] as const;
export type Role = (typeof roles)[number];
/** What somebody is made: the role and, of a partner, the houses. */
export type Post = { role: Role; houses?: readonly House['_id'][] };

/** The roles of an account that is made this; those that are no matter of the office stay. */
export function rolesFor({ role, houses = [] }: Post, before: readonly string[] = []): string[] {
	const others = before.filter((one) => !(roles as readonly string[]).includes(one) && !housesOf({ roles: [one] }).length);
	return [role, ...(role === 'partner' ? houses : []), ...others];
}

const userDoc = z.looseObject({
	_id: z.string(),
	type: z.literal('user'),
	// As in CouchDB no name begins with `_`.
	name: words(120).check(z.regex(/^[^_:\s\p{Cc}]([^:\p{Cc}]*[^:\s\p{Cc}])?$/u)),
	// `_admin` and `registrar` are the server's own; no document makes somebody either.
	roles: z.array(z.string().check(z.regex(/^(?!_|registrar$)[^\p{Cc}]{1,120}$/u))),
	password: z.optional(z.string().check(z.maxLength(LONGEST))),
	iterations: z.optional(z.int().check(z.minimum(1), z.maximum(MOST_ITERATIONS)))
});

export type UserDoc = StoredDoc & PasswordHash & { name: string; roles: string[] };

type Prepared = { doc: IncomingDoc; failure?: undefined } | { failure: Failure; doc?: undefined };

/** A user document on its way in, as the administrator wrote it: checked, the password replaced by its hash. */
export async function prepareUser(raw: IncomingDoc): Promise<Prepared> {
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

const kept = ['password_scheme', 'pbkdf2_prf', 'iterations', 'salt', 'derived_key'] as const;

/**
 * A user document as its own account wrote it (SPEC 2.13): a new password is taken, roles are not, and of the hash what
 * is stored counts, never what was sent.
 */
export async function prepareOwn(raw: IncomingDoc, stored: UserDoc): Promise<Prepared> {
	if (raw._deleted) return { failure: failure('forbidden', '_deleted') };
	if (JSON.stringify(raw.roles) !== JSON.stringify(stored.roles)) return { failure: failure('forbidden', 'roles') };
	const hash = Object.fromEntries(kept.flatMap((name) => (name in stored ? [[name, stored[name]]] : [])));
	return prepareUser({ ...raw, ...hash });
}
