import { createHmac, randomBytes } from 'node:crypto';
import type { Actor } from '#lib/kernel/entity.ts';
import type { Account, Accounts } from './accounts.ts';
import { nobody } from './context.ts';
import type { Limiter } from './limits.ts';
import { refused } from './problem.ts';
import { cookieOf, type Sessions, setCookie } from './sessions.ts';

/** Verified Basic credentials remembered at most, so that not every request costs a key derivation. */
const REMEMBERED = 1000;

const actorFor = ({ name, roles }: Account): Actor => ({ name, roles });

export type Identity = ReturnType<typeof openIdentity>;

/** Finds out who sends a request. */
export function openIdentity(accounts: Accounts, sessions: Sessions, limiter: Limiter) {
	const key = randomBytes(32);
	/** By a digest of the credentials: the version of the account they were right for. */
	const verified = new Map<string, string>();

	/** @throws Refused `too-many` after too many wrong passwords from one address. */
	async function verify(name: string, password: string, address: string | undefined): Promise<Account | undefined> {
		const digest = createHmac('sha256', key).update(JSON.stringify([name, password])).digest('base64');
		const account = await accounts.find(name);
		if (account && verified.get(digest) === account.version) return account;
		limiter.take(address);
		const found = await accounts.verify(name, password);
		if (!found) return undefined;
		if (verified.size >= REMEMBERED) verified.clear();
		verified.set(digest, found.version);
		return found;
	}

	return {
		/**
		 * Signs in by name and password, counting every attempt.
		 * @throws Refused `wrong-password` or `too-many`.
		 */
		async signIn(name: string, password: string, address: string | undefined): Promise<Account> {
			limiter.take(address);
			const account = await accounts.verify(name, password);
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

		/** The header that renews a session in use, or undefined. */
		async renewal(request: Request): Promise<string | undefined> {
			const cookie = basicOf(request) ? undefined : cookieOf(request);
			const session = cookie ? await sessions.read(cookie) : undefined;
			return session?.renew ? setCookie(request, sessions.begin(session.account)) : undefined;
		}
	};
}

function basicOf(request: Request): { name: string; password: string } | undefined {
	const [, encoded] = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(request.headers.get('Authorization') ?? '') ?? [];
	if (encoded === undefined) return undefined;
	const text = Buffer.from(encoded, 'base64').toString();
	const colon = text.indexOf(':');
	return colon === -1 ? { name: text, password: '' } : { name: text.slice(0, colon), password: text.slice(colon + 1) };
}
