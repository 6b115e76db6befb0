import { pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);

/** OWASP's figure for PBKDF2 with SHA-256. */
const ITERATIONS = 600_000;
/** A document that asks for more would keep a processor busy at each sign-in. */
export const MOST_ITERATIONS = 5_000_000;
const LENGTH = 32;
/** Shorter ones are refused as `weak-password`; nothing else is asked of a password (NIST SP 800-63B). */
export const SHORTEST = 12;
/** Longer ones would only keep the processor busy. */
export const LONGEST = 1024;

/** CouchDB's names of hash functions; documents of its older versions have none and mean SHA-1. */
const functions: Record<string, string> = { sha: 'sha1', sha224: 'sha224', sha256: 'sha256', sha384: 'sha384', sha512: 'sha512' };

/** A password as CouchDB's user documents keep it. */
export type PasswordHash = {
	password_scheme: 'pbkdf2';
	pbkdf2_prf?: string;
	iterations: number;
	/** 16 random bytes, hex. */
	salt: string;
	/** Hex. */
	derived_key: string;
};

/** Hashes a new password, off the event loop. */
export async function hashPassword(password: string, iterations = ITERATIONS): Promise<PasswordHash> {
	const salt = randomBytes(16).toString('hex');
	const key = await derive(password, salt, iterations, LENGTH, 'sha256');
	return { password_scheme: 'pbkdf2', pbkdf2_prf: 'sha256', iterations, salt, derived_key: key.toString('hex') };
}

/** Compares in constant time. Without a hash (an unknown name) it takes as long and is false. */
export async function isPassword(password: string, hash: PasswordHash | undefined): Promise<boolean> {
	if (password.length > LONGEST) return false;
	const { salt, iterations, derived_key, pbkdf2_prf = 'sha' } = hash ?? { salt: 'none', iterations: ITERATIONS, derived_key: '', pbkdf2_prf: 'sha256' };
	const expected = Buffer.from(String(derived_key), 'hex');
	const key = await derive(password, String(salt), iterations, expected.length || LENGTH, functions[pbkdf2_prf] ?? 'sha256');
	return expected.length > 0 && timingSafeEqual(expected, key);
}
