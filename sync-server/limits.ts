import { refused } from './problem.ts';

/** How often one address, or somebody for one account, may do something (SPEC 2.10). */
export type Limit = { most: number; perSeconds: number };
export const attempts: Limit = { most: 10, perSeconds: 60 };
export const asks: Limit = { most: 30, perSeconds: 60 };
/** What who holds a receipt says afterwards: a whole season can be given back, date by date. */
export const holders: Limit = { most: 120, perSeconds: 60 };
/** Wrong passwords for one account from one address: CouchDB's five in five minutes. */
export const wrongPasswords: Limit = { most: 5, perSeconds: 300 };
/** Wrong passwords for one account from anywhere, so that many addresses guess no faster (NIST SP 800-63B: 100). */
export const wrongPasswordsFromAnywhere: Limit = { most: 100, perSeconds: 3600 };

/** Keys remembered at most: beyond it the longest unused is forgotten. */
const REMEMBERED = 10_000;

export type Limiter = {
	/** Counts one. @throws Refused `too-many` with `Retry-After` where it is one too many. */
	take(key: string | undefined): void;
	/** What was counted does not count any more. */
	forgive(key: string): void;
};

/** Counts by key, as a bucket that refills evenly. What comes without one (in process) shares a bucket. */
export function createLimiter({ most, perSeconds }: Limit, now: () => Date): Limiter {
	const buckets = new Map<string, { left: number; at: number }>();
	const refill = most / (perSeconds * 1000);
	return {
		take(key = '') {
			const at = now().getTime();
			const bucket = buckets.get(key) ?? { left: most, at };
			const left = Math.min(most, bucket.left + Math.max(0, at - bucket.at) * refill);
			buckets.delete(key);
			buckets.set(key, { left: left < 1 ? left : left - 1, at });
			if (buckets.size > REMEMBERED) buckets.delete(buckets.keys().next().value!);
			if (left < 1) throw refused('too-many', { 'Retry-After': String(Math.ceil((1 - left) / refill / 1000)) });
		},
		forgive: (key) => void buckets.delete(key)
	};
}
