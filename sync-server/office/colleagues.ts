import { housesOf } from '#lib/features/partner/rules.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import type { Accounts } from '../accounts.ts';
import { OWN } from '../context.ts';
import { changeKept } from '../kept.ts';
import { type Post, roles } from '../user-documents.ts';

/** Managers about to stop being one, by when that began. */
type Leaving = { leaving: Record<string, string> };
const LEAVING = `${OWN}managers-leaving`;
/** Whoever began to leave and did not within this many milliseconds (a server that died meanwhile) is counted as one again. */
const PATIENCE = 60_000;

/**
 * Does what ends somebody's being a manager, where another one stays (SPEC 2.14). Each says so before and counts who else
 * has: of the last two that leave at once, on two servers, one is told that they are the last.
 * @returns why not.
 */
export async function leavingAManager(accounts: Accounts, name: string, now: () => Date, work: () => Promise<Failure | undefined>): Promise<Failure | undefined> {
	const account = await accounts.find(name);
	if (!account) return failure('not-found');
	if (!account.roles.includes('manager')) return work();

	const users = await accounts.users();
	let staying = 0;
	for (let announced = false; !announced; ) {
		const before = (await users.getLocal(LEAVING)) as (Leaving & { _rev: string }) | undefined;
		const since = new Date(now().getTime() - PATIENCE).toISOString();
		const leaving = Object.fromEntries(Object.entries(before?.leaving ?? {}).filter(([, at]) => at > since));
		// Read after the note, so that whoever is not in it any more is not among the managers either.
		const managers = (await accounts.list()).filter(({ roles }) => roles.includes('manager'));
		staying = managers.filter((one) => one.name !== name && !(one.name in leaving)).length;
		if (staying === 0) return failure('last-manager');
		announced = (await users.putLocal(LEAVING, { leaving: { ...leaving, [name]: now().toISOString() } }, before?._rev)) !== undefined;
	}
	try {
		return await work();
	} finally {
		await changeKept<Leaving>(users, LEAVING, (kept) => {
			const { [name]: _, ...leaving } = kept?.leaving ?? {};
			return { leaving };
		});
	}
}

/** What an account is at the office: the most of it, where a document has several roles. */
export function postOf(given: readonly string[]): Partial<Post> {
	const role = roles.find((one) => given.includes(one));
	return { ...(role && { role }), ...(role === 'partner' && { houses: housesOf({ roles: given }) }) };
}
