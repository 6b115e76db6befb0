import { hash, randomBytes } from 'node:crypto';
import type { Actor } from '#lib/kernel/entity.ts';
import type { Account, Accounts } from './accounts.ts';
import type { Audit } from './audit.ts';
import { nobody } from './context.ts';
import { attempts, createLimiter, wrongPasswords, wrongPasswordsFromAnywhere } from './limits.ts';
import { refused } from './problem.ts';
import { cookieOf, type Sessions } from './sessions.ts';

/** Verified Basic credentials remembered at most, so that not every request costs a key derivation. */
const REMEMBERED = 1000;
/** No account's name is longer; what is sent as one is not remembered beyond it. */
const LONGEST_NAME = 120;

const actorFor = ({ name, roles }: Account): Actor => ({ name, roles });

export type Identity = ReturnType<typeof openIdentity>;

/** Finds out who sends a request. */
export function openIdentity(accounts: Accounts, sessions: Sessions, audit: Audit, now: () => Date) {
	const salt = randomBytes(32).toString('hex');
	/** By a digest of the credentials: the version of the account they were right for. */
	const verified = new Map<string, string>();
	const byAddress = createLimiter(attempts, now);
	const byBoth = createLimiter(wrongPasswords, now);
	const byAccount = createLimiter(wrongPasswordsFromAnywhere, now);

	/**
	 * Proves by password. Each attempt counts before it is tried, so that many at once are no way around; a right one is
	 * forgiven, but not to the address, or one's own account would pay for guessing at others.
	 * @returns undefined for a wrong one. @throws Refused `too-many`.
	 */
	async function prove(name: string, password: string, address: string | undefined): Promise<Account | undefined> {
		const account = name.slice(0, LONGEST_NAME);
		const both = JSON.stringify([account, address ?? '']);
		byAddress.take(address);
		byBoth.take(both);
		byAccount.take(account);
		const found = await accounts.verify(name, password);
		if (!found) {
			await audit.failedSignIn((await accounts.find(name))?.name);
			return undefined;
		}
		byBoth.forgive(both);
		byAccount.forgive(account);
		return found;
	}

	/** Basic credentials: once proved they are remembered until the account changes. */
	async function verify(name: string, password: string, address: string | undefined): Promise<Account | undefined> {
		const digest = hash('sha256', JSON.stringify([salt, name, password]));
		const account = await accounts.find(name);
		if (account && verified.get(digest) === account.version) return account;
		const found = await prove(name, password, address);
		if (!found) return undefined;
		if (verified.size >= REMEMBERED) verified.clear();
		verified.set(digest, found.version);
		return found;
	}

	return {
		/** Signs in by name and password, counting every attempt. @throws Refused `wrong-password` or `too-many`. */
		async signIn(name: string, password: string, address: string | undefined): Promise<Account> {
			const account = await prove(name, password, address);
			if (!account) throw refused('wrong-password');
			return account;
		},

		/** See `ServerContext.actorOf`. Basic credentials win over the cookie; other schemes (receipts) are no sign-in. */
		async actorOf(request: Request, address?: string): Promise<Actor | undefined> {
			const basic = basicOf(request);
			if (basic) {
				const account = await verify(basic.name, basic.password, address);
				return account && actorFor(account);
			}
			const cookie = cookieOf(request);
			if (!cookie) return nobody;
			const session = await sessions.read(cookie);
			return session && actorFor(session.account);
		},

		/** The cookie's value that renews a session in use, or undefined. */
		async renewal(request: Request): Promise<string | undefined> {
			const cookie = cookieOf(request);
			const session = cookie && !basicOf(request) ? await sessions.read(cookie) : undefined;
			return session?.renew ? sessions.begin(session.account, session.id) : undefined;
		}
	};
}

/** Basic credentials; what is none, CouchDB takes for no credentials at all. */
export function basicOf(request: Request): { name: string; password: string } | undefined {
	const [, encoded] = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
	if (encoded === undefined) return undefined;
	const text = Buffer.from(encoded, 'base64').toString();
	const colon = text.indexOf(':');
	return colon === -1 ? undefined : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
