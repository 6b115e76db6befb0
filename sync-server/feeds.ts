import type { Actor } from '#lib/kernel/entity.ts';
import { refused } from './problem.ts';

/** How many feeds may wait at once: one house's phones can share an address, an account's devices do not number hundreds. */
export const MOST_FEEDS = { total: 10_000, perAccount: 100, perAddress: 500 };
/** Seconds after which it is worth trying again. */
const LATER = { 'Retry-After': '30' };

export type Feeds = ReturnType<typeof countFeeds>;

/** Counts the feeds that wait (SPEC 2.10), by account, and by address where there is none. */
export function countFeeds(most = MOST_FEEDS) {
	const held = new Map<string, number>();
	let total = 0;

	/** The administrator's tools and a proxy that tells nothing of its visitors count in total only. */
	function holderOf({ name, roles }: Actor, address: string | undefined): { key: string; most: number } | undefined {
		if (roles.includes('_admin')) return undefined;
		if (name !== null) return { key: `account ${name}`, most: most.perAccount };
		return address ? { key: `address ${address}`, most: most.perAddress } : undefined;
	}

	return {
		/**
		 * One more. @param address none for a visitor who has none of their own.
		 * @returns what to call when it ends. @throws Refused `too-many`.
		 */
		begin(actor: Actor, address: string | undefined): () => void {
			const holder = holderOf(actor, address);
			const mine = holder ? (held.get(holder.key) ?? 0) : 0;
			if (total >= most.total || (holder && mine >= holder.most)) throw refused('too-many', LATER);
			total += 1;
			if (holder) held.set(holder.key, mine + 1);
			let open = true;
			return () => {
				if (!open) return;
				open = false;
				total -= 1;
				if (!holder) return;
				const left = held.get(holder.key)! - 1;
				if (left > 0) held.set(holder.key, left);
				else held.delete(holder.key);
			};
		},

		/** How many wait now. */
		waiting: () => total
	};
}
