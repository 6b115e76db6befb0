import { createHash, timingSafeEqual } from 'node:crypto';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { isPassword } from './passwords.ts';
import type { Database, Store, StoredDoc } from './store/store.ts';
import { ADMIN, type Post, PREFIX, prepareUser, rolesFor, type UserDoc, USERS } from './user-documents.ts';

/** Who may sign in. `version` changes with the password, the roles and conflicts, so that older sessions end. */
export type Account = { name: string; roles: readonly string[]; version: string };

export type Accounts = ReturnType<typeof openAccounts>;

/** A user document with the revisions that it is in conflict with. */
type Read = UserDoc & { _conflicts?: string[] };

const accountOf = ({ name, roles, salt, _conflicts = [] }: Read): Account => ({ name, roles, version: JSON.stringify([salt, roles, ..._conflicts]) });

/**
 * The accounts of the office's people, and the server administrator where the settings give it a password.
 * The administrator is a manager too: automation may do what the office may.
 */
export function openAccounts(store: Store, adminPassword: string | undefined) {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	const admin: Account | undefined = adminPassword
		? { name: ADMIN, roles: ['_admin', 'manager'], version: digest(adminPassword).toString('hex') }
		: undefined;

	/** The database of the accounts, made where it is missing; its local documents are the server's own. */
	async function users(): Promise<Database> {
		const found = await store.database(USERS);
		if (found) return found;
		await store.create(USERS);
		return (await store.database(USERS))!;
	}
	async function userOf(name: string): Promise<Read | undefined> {
		const doc = await (await users()).get(PREFIX + name, { conflicts: true });
		return doc && !doc._deleted ? (doc as Read) : undefined;
	}
	/** Writes over the document as it is now, and ends what is in conflict with it, which would outlive it. @returns why not; `not-found` where the account is gone. */
	async function change(name: string, by: (doc: UserDoc) => Record<string, unknown>): Promise<Failure | undefined> {
		for (;;) {
			const found = await userOf(name);
			if (!found) return failure('not-found');
			const { _conflicts = [], ...doc } = found;
			const prepared = await prepareUser({ ...doc, ...by(doc) });
			if (prepared.failure) return prepared.failure;
			const ended = _conflicts.map((_rev) => ({ _id: PREFIX + name, _rev, _deleted: true as const }));
			const rows = await (await users()).bulkDocs([prepared.doc, ...ended]);
			const errors = rows.flatMap((row) => ('error' in row ? [row.error] : []));
			if (errors.length === 0) return undefined;
			if (errors.some((error) => error !== 'conflict')) throw new Error(`${PREFIX} could not be changed: ${errors}`);
		}
	}

	return {
		users,

		/** The account of this name as it is now, or undefined. */
		async find(name: string): Promise<Account | undefined> {
			if (name === ADMIN) return admin;
			const user = await userOf(name);
			return user && accountOf(user);
		},

		/**
		 * The account, where the password is its. Takes equally long for an unknown name. One in conflict is nobody's, as in
		 * CouchDB: of the two passwords and roles one may have been taken away.
		 */
		async verify(name: string, password: string): Promise<Account | undefined> {
			if (name === ADMIN) return admin && timingSafeEqual(digest(password), digest(adminPassword!)) ? admin : undefined;
			const user = await userOf(name);
			const right = await isPassword(password, user);
			return right && user && !user._conflicts ? accountOf(user) : undefined;
		},

		/** Whether anybody at the office has an account. */
		async any(): Promise<boolean> {
			const { rows } = await (await users()).allDocs({ startkey: PREFIX, endkey: `${PREFIX}\uffff`, limit: 1 });
			return rows.length > 0;
		},

		/** Everybody's, by name; without the administrator. */
		async list(): Promise<Account[]> {
			const { rows } = await (await users()).allDocs({ startkey: PREFIX, endkey: `${PREFIX}\uffff`, includeDocs: true });
			const docs = rows.flatMap((row) => ('doc' in row && row.doc ? [row.doc as StoredDoc as UserDoc] : []));
			return docs.map(accountOf);
		},

		/** Makes an account. @returns why not, naming the field. */
		async create(name: string, password: string, post: Post): Promise<Failure | undefined> {
			const prepared = await prepareUser({ _id: PREFIX + name, type: 'user', name, roles: rolesFor(post), password });
			if (prepared.failure) return prepared.failure;
			const [result] = await (await users()).bulkDocs([prepared.doc]);
			return result && 'error' in result ? failure('name-taken', 'name') : undefined;
		},

		setPassword: (name: string, password: string) => change(name, () => ({ password })),

		/** Makes it this at the office; other roles stay. */
		setRole: (name: string, post: Post) => change(name, (doc) => ({ roles: rolesFor(post, doc.roles) })),

		remove: (name: string) => change(name, () => ({ _deleted: true }))
	};
}
