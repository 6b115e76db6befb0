import { type Failure, failure } from '#lib/kernel/failure.ts';
import { hashOf, newSecret } from '#lib/kernel/ids.ts';
import type { Account, Accounts } from './accounts.ts';
import type { Audit } from './audit.ts';
import type { Links } from './links.ts';
import { Refused, refused } from './problem.ts';

/**
 * The links with which people set name and password themselves: the first manager's, which ends with the process
 * (SPEC 2.1, 2.2), and those that managers give their colleagues (SPEC 2.14).
 */
export function openSetup(accounts: Accounts, links: Links, audit: Audit) {
	let expected: string | undefined;

	async function useFirst(token: string, name: string, password: string): Promise<Account | undefined> {
		const open = expected;
		if (open === undefined || (await hashOf(token)) !== open || expected !== open) return undefined;
		expected = undefined;
		try {
			// Another server of the same quarter printed a link too.
			if (await accounts.any()) return undefined;
			return await made(await accounts.create(name, password, { role: 'manager' }), name, null);
		} catch (error) {
			expected = open;
			throw error;
		}
	}

	async function useLink(token: string, name: string, password: string): Promise<Account | undefined> {
		const link = await links.take(token);
		if (!link) return undefined;
		try {
			if (link.name === undefined) return await made(await accounts.create(name, password, link), name, link.by);
			if (link.name !== name) throw new Refused(failure('wrong-name', 'name'));
			return await renewed(await accounts.setPassword(name, password), name, link.by);
		} catch (error) {
			await links.giveBack(token, link);
			throw error;
		}
	}

	async function made(reason: Failure | undefined, name: string, by: string | null): Promise<Account> {
		if (reason) throw new Refused(reason);
		const account = (await accounts.find(name))!;
		await audit.note({ act: 'account-made', by, on: name, ...(account.roles[0] && { role: account.roles[0] }) });
		return account;
	}

	async function renewed(reason: Failure | undefined, name: string, by: string): Promise<Account | undefined> {
		if (reason?.code === 'not-found') return undefined;
		if (reason) throw new Refused(reason);
		await audit.note({ act: 'password-reset', by, on: name });
		return accounts.find(name);
	}

	return {
		/** A new token, or undefined where somebody has an account already. An earlier token ends. */
		async issue(): Promise<string | undefined> {
			if (await accounts.any()) return undefined;
			const token = newSecret();
			expected = await hashOf(token);
			return token;
		},

		/**
		 * Makes the account, or gives it the new password. The token is used up when that succeeded; of two that try at once
		 * one does.
		 * @throws Refused `link-used`, or what is wrong with name or password.
		 */
		async use(token: unknown, name: unknown, password: unknown): Promise<Account> {
			const given = [token, name ?? '', password ?? ''].map(String) as [string, string, string];
			const account = typeof token === 'string' ? ((await useFirst(...given)) ?? (await useLink(...given))) : undefined;
			if (!account) throw refused('link-used');
			return account;
		}
	};
}
export type Setup = ReturnType<typeof openSetup>;
