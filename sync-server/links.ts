import { hashOf, newSecret } from '#lib/kernel/ids.ts';
import type { Accounts } from './accounts.ts';
import { OWN } from './context.ts';
import { changeKept } from './kept.ts';
import type { Post } from './user-documents.ts';

/** How long a link waits for whoever got it. */
const DAYS = 7;
const KEPT = `${OWN}links`;

/** What a one-time link does: makes an account of this role, or gives the account `name` a new password. */
export type Link = Post & { name?: string; by: string; until: string };
type Kept = { links: Record<string, Link> };

export type Links = ReturnType<typeof openLinks>;

/**
 * The one-time links that managers give their colleagues (SPEC 2.14). Kept by the hash of their token in one local
 * document, so that every server knows them and of two that use one at once one does.
 */
export function openLinks(accounts: Accounts, now: () => Date) {
	const open = (links: Record<string, Link>) => Object.fromEntries(Object.entries(links).filter(([, { until }]) => until > now().toISOString()));
	const change = async (by: (links: Record<string, Link>) => Record<string, Link> | undefined) =>
		changeKept<Kept>(await accounts.users(), KEPT, (kept) => {
			const links = by(open(kept?.links ?? {}));
			return links && { links };
		});

	return {
		/** A new one. @returns its token, which is kept nowhere, and until when it can be used. */
		async make(link: Omit<Link, 'until'>): Promise<{ token: string; until: string }> {
			const token = newSecret();
			const hash = await hashOf(token);
			const until = new Date(now().getTime() + DAYS * 86_400_000).toISOString();
			await change((links) => ({ ...links, [hash]: { ...link, until } }));
			return { token, until };
		},

		/** Those that nobody has used yet, with the names under which they can be withdrawn. */
		async list(): Promise<({ id: string } & Link)[]> {
			const kept = (await (await accounts.users()).getLocal(KEPT)) as Kept | undefined;
			return Object.entries(open(kept?.links ?? {})).map(([id, link]) => ({ id, ...link }));
		},

		/** Uses one up. @returns what it does, or undefined for a wrong, used or old one. */
		async take(token: string): Promise<Link | undefined> {
			const hash = await hashOf(token);
			let taken: Link | undefined;
			await change(({ [hash]: link, ...rest }) => ((taken = link), link && rest));
			return taken;
		},

		/** Makes one that was taken usable again, where it led to nothing. */
		async giveBack(token: string, link: Link): Promise<void> {
			const hash = await hashOf(token);
			await change((links) => ({ ...links, [hash]: link }));
		},

		/** Ends those that `goes` names. @returns how many. */
		async withdraw(goes: (id: string, link: Link) => boolean): Promise<number> {
			let gone = 0;
			await change((links) => {
				const rest = Object.entries(links).filter(([id, link]) => !goes(id, link));
				gone = Object.keys(links).length - rest.length;
				return gone > 0 ? Object.fromEntries(rest) : undefined;
			});
			return gone;
		}
	};
}
