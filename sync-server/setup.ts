import { hashOf, newSecret } from '#lib/kernel/ids.ts';
import type { Account, Accounts } from './accounts.ts';
import { Refused, refused } from './problem.ts';

/** The one-time link with which the first manager sets name and password (SPEC 2.1, 2.2). It ends with the process. */
export function openSetup(accounts: Accounts) {
	let expected: string | undefined;
	return {
		/** A new token, or undefined where somebody has an account already. An earlier token ends. */
		async issue(): Promise<string | undefined> {
			if (await accounts.any()) return undefined;
			const token = newSecret();
			expected = await hashOf(token);
			return token;
		},

		/**
		 * Makes the first manager. The token is used up when that succeeded; of two that try at once one does.
		 * @throws Refused `link-used`, or what is wrong with name or password.
		 */
		async use(token: unknown, name: unknown, password: unknown): Promise<Account> {
			const given = typeof token === 'string' ? await hashOf(token) : undefined;
			const open = expected;
			if (open === undefined || given !== open) throw refused('link-used');
			expected = undefined;
			try {
				const failure = await accounts.create(String(name ?? ''), String(password ?? ''), ['manager']);
				if (failure) throw new Refused(failure);
			} catch (error) {
				expected = open;
				throw error;
			}
			return (await accounts.find(String(name)))!;
		}
	};
}
export type Setup = ReturnType<typeof openSetup>;
