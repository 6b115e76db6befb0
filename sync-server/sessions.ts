import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, Accounts } from './accounts.ts';
import { OWN } from './context.ts';
import { changeKept } from './kept.ts';

/** CouchDB's name for it: its replicator and other tools look for this one, so it cannot be called `__Host-…`. */
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

/** By an account's sessions that were ended by signing out: until when their cookies would hold, in seconds. */
type Ended = { ended: Record<string, number> };
const endedOf = (name: string) => `${OWN}ended:${name}`;

export type Session = { account: Account; id: string; renew: boolean };
export type Sessions = ReturnType<typeof openSessions>;

/**
 * Sessions live in a signed cookie: `<name>:<start>:<id>:<signature>`, base64url. The signature covers the account's
 * version, so a new password or role ends them; what the account may do is looked up at each request. Signing out ends one
 * by its id, which a renewed cookie keeps: it is written down with the accounts, so that every server knows.
 */
export function openSessions(accounts: Accounts, { secret, seconds, now }: { secret: string; seconds: number; now: () => Date }) {
	const sign = (name: string, start: number, id: string, version: string) =>
		createHmac('sha256', secret).update(JSON.stringify([name, start, id, version])).digest('hex');
	const present = () => Math.floor(now().getTime() / 1000);

	async function read(value: string): Promise<Session | undefined> {
		const [name, started = '', id = '', signature = ''] = Buffer.from(value, 'base64url').toString().split(':');
		const start = Number.parseInt(started, 16);
		const account = name && Number.isFinite(start) ? await accounts.find(name) : undefined;
		if (!account) return undefined;
		const [given, right] = [signature, sign(account.name, start, id, account.version)].map((text) => Buffer.from(text));
		if (given!.length !== right!.length || !timingSafeEqual(given!, right!)) return undefined;
		const elapsed = now().getTime() / 1000 - start;
		if (elapsed >= seconds) return undefined;
		const kept = (await (await accounts.users()).getLocal(endedOf(account.name))) as Ended | undefined;
		return kept && Object.hasOwn(kept.ended, id) ? undefined : { account, id, renew: elapsed > seconds * RENEWED_AFTER };
	}

	return {
		/** Whose session this is, or undefined for an expired, ended or invalid one. `renew`: time for a new cookie. */
		read,

		/** The cookie's value for somebody who has just proved to be this account, or (with its id) goes on with a session. */
		begin({ name, version }: Account, id = randomBytes(16).toString('hex')): string {
			const start = present();
			return Buffer.from(`${name}:${start.toString(16)}:${id}:${sign(name, start, id, version)}`).toString('base64url');
		},

		/** Signs out: no cookie of this session holds any more, here or on another server. */
		async end(value: string): Promise<void> {
			const session = await read(value);
			if (!session) return;
			// One that is being renewed at this moment holds a little longer than from now.
			const until = present() + 2 * seconds;
			await changeKept<Ended>(await accounts.users(), endedOf(session.account.name), (kept) => {
				const open = Object.entries(kept?.ended ?? {}).filter(([, until]) => until > present());
				return { ended: Object.fromEntries([...open, [session.id, until]]) };
			});
		},

		/** Forgets what was written down about the sessions of an account that is gone; its cookies do not hold anyway. */
		forget: async (name: string) => void (await (await accounts.users()).deleteLocal(endedOf(name)))
	};
}

/** The session cookie of a request, or undefined where it sends none. */
export function cookieOf(request: Request): string | undefined {
	const pairs = (request.headers.get('Cookie') ?? '').split(/;\s*/).map((pair) => pair.split('='));
	return pairs.find(([name]) => name === COOKIE)?.[1] || undefined;
}

/** The header that sets the cookie, or with an empty value forgets it. `secure`: people reach the server by TLS. */
export const setCookie = (secure: boolean, value: string): string =>
	`${COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${value ? KEPT_SECONDS : 0}${secure ? '; Secure' : ''}`;
