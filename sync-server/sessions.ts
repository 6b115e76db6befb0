import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, Accounts } from './accounts.ts';

/** CouchDB's name for it. */
const COOKIE = 'AuthSession';
/**
 * How long a browser keeps the cookie: much longer than the session in it is valid, so that work that goes on after the
 * session ended is answered 401, never taken for that of somebody without an account.
 */
const KEPT_SECONDS = 400 * 24 * 60 * 60;
/** A session is renewed by use, but not by every request. */
const RENEWED_AFTER = 0.1;

/** The key of the session signatures: made at the first start, kept beside the data, readable by the server only. */
export function loadSecret(dataDir: string): string {
	const path = join(dataDir, 'session-key');
	if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
	chmodSync(path, 0o600);
	return readFileSync(path, 'utf8').trim();
}

export type Sessions = ReturnType<typeof openSessions>;

/**
 * Sessions live in a signed cookie: `<name>:<start>:<signature>`, base64url. The signature covers the account's version,
 * so a new password ends them; what the account may do is looked up at each request.
 */
export function openSessions(accounts: Accounts, { secret, seconds, now }: { secret: string; seconds: number; now: () => Date }) {
	const sign = (name: string, start: number, version: string) =>
		createHmac('sha256', secret).update(JSON.stringify([name, start, version])).digest('hex');
	const age = (start: number) => now().getTime() / 1000 - start;

	return {
		/** The cookie's value for somebody who has just proved to be this account. */
		begin({ name, version }: Account): string {
			const start = Math.floor(now().getTime() / 1000);
			return Buffer.from(`${name}:${start.toString(16)}:${sign(name, start, version)}`).toString('base64url');
		},

		/** Whose session this is, or undefined for an expired or invalid one. `renew`: time for a new cookie. */
		async read(value: string): Promise<{ account: Account; renew: boolean } | undefined> {
			const [name, started = '', signature = ''] = Buffer.from(value, 'base64url').toString().split(':');
			const start = Number.parseInt(started, 16);
			const account = name && Number.isFinite(start) ? await accounts.find(name) : undefined;
			if (!account) return undefined;
			const [given, right] = [signature, sign(account.name, start, account.version)].map((text) => Buffer.from(text));
			if (given!.length !== right!.length || !timingSafeEqual(given!, right!)) return undefined;
			const elapsed = age(start);
			return elapsed < seconds ? { account, renew: elapsed > seconds * RENEWED_AFTER } : undefined;
		}
	};
}

/** The session cookie of a request, or undefined where it sends none. */
export function cookieOf(request: Request): string | undefined {
	const pairs = (request.headers.get('Cookie') ?? '').split(/;\s*/).map((pair) => pair.split('='));
	return pairs.find(([name]) => name === COOKIE)?.[1] || undefined;
}

/** The header that sets the cookie, or with an empty value forgets it. `Secure` where people reach the server by TLS. */
export function setCookie(request: Request, value: string): string {
	const secure = new URL(request.url).protocol === 'https:' || request.headers.get('X-Forwarded-Proto') === 'https';
	return `${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${value ? KEPT_SECONDS : 0}${secure ? '; Secure' : ''}`;
}
