import { refused } from './problem.ts';

/** How often one address may do something (SPEC 2.10). */
export type Limit = { most: number; perSeconds: number };
export const attempts: Limit = { most: 10, perSeconds: 60 };
export const asks: Limit = { most: 30, perSeconds: 60 };

/** Addresses remembered at most: beyond it the longest unused is forgotten. */
const REMEMBERED = 10_000;

export type Limiter = {
	/** Counts one. @throws Refused `too-many` with `Retry-After` where it is one too many. */
	take(address: string | undefined): void;
};

/**
 * Counts per address, as a bucket that refills evenly. The address is the connection's: `X-Forwarded-For` is written by
 * whoever sends it and therefore not read. Requests without one (in process) share a bucket.
 */
export function createLimiter({ most, perSeconds }: Limit, now: () => Date): Limiter {
	const buckets = new Map<string, { left: number; at: number }>();
	const refill = most / (perSeconds * 1000);
	return {
		take(address = '') {
			const at = now().getTime();
			const bucket = buckets.get(address) ?? { left: most, at };
			const left = Math.min(most, bucket.left + Math.max(0, at - bucket.at) * refill);
			buckets.delete(address);
			buckets.set(address, { left: left < 1 ? left : left - 1, at });
			if (buckets.size > REMEMBERED) buckets.delete(buckets.keys().next().value!);
			if (left < 1) throw refused('too-many', { 'Retry-After': String(Math.ceil((1 - left) / refill / 1000)) });
		}
	};
}
