import type { House } from '#lib/features/house/entity.ts';
import type { Failure } from '#lib/kernel/failure.ts';
import { quarterName } from './quarter.ts';
import { asked } from './session.ts';

/** What an account may be at the office, from most to least. */
export const roles = ['manager', 'staff', 'volunteer', 'partner'] as const;
export type Role = (typeof roles)[number];
/** What somebody is made; a partner manages houses of its own. */
export type Post = { role: Role; houses?: readonly House['_id'][] };

/** An account as managers see it; without a role of the office where an administrator made it for something else. */
export type Colleague = { name: string } & Partial<Post>;
/** A one-time link nobody has used yet; with a name it gives that account a new password. */
export type OpenLink = { id: string; role: Role; name?: string; by: string; until: string };
/** A link to pass on, as an address of this server. */
export type NewLink = { address: string; until: string; name?: string };
/** One line of the audit trail; `counts` by account of failed sign-ins, `''` for names that are no account's. */
export type AuditEntry = { at: string; act: string; by: string | null; on?: string; role?: Role; count?: number; counts?: Record<string, number> };

type Answer<T> = { value: T; failures?: undefined } | { failures: Failure[]; value?: undefined };

/** None of this is kept on the device: it needs network, and who works here is nobody else's business. */
async function answered<T>(path: string, send?: unknown, method?: string): Promise<Answer<T>> {
	const { body, failures } = await asked(`/api/${quarterName()}/${path}`, send, method);
	return failures ? { failures } : { value: body as T };
}
const failuresOf = async (path: string, send: unknown, method: string): Promise<Failure[] | undefined> => (await answered(path, send, method)).failures;
const of = (name: string) => `accounts/${encodeURIComponent(name)}`;

/** Everybody's accounts and the links nobody has used; for managers. */
export const colleagues = () => answered<{ accounts: Colleague[]; links: OpenLink[] }>('accounts');

/** A link with which a new colleague sets name and password. */
export const invite = (post: Post) => linkFrom('accounts', post);

/** A link with which somebody sets a new password. */
export const linkForPassword = (name: string) => linkFrom(`${of(name)}/link`, {}, name);

async function linkFrom(path: string, send: unknown, name?: string): Promise<Answer<NewLink>> {
	const { value, failures } = await answered<{ path: string; until: string }>(path, send);
	return failures ? { failures } : { value: { address: location.origin + value.path, until: value.until, ...(name !== undefined && { name }) } };
}

/** Gives somebody another role. @returns why not. */
export const changeRole = (name: string, post: Post) => failuresOf(of(name), post, 'PUT');

/** Ends somebody's account. @returns why not. */
export const removeAccount = (name: string) => failuresOf(of(name), undefined, 'DELETE');

/** Ends a link nobody has used. @returns why not. */
export const withdrawLink = (id: string) => failuresOf(`account-links/${id}`, undefined, 'DELETE');

/** Changes one's own password; this device stays signed in. @returns why not. */
export const changePassword = (current: string, password: string) => failuresOf('password', { current, password }, 'PUT');

/** What was changed about accounts and databases, newest first. @param before the `next` of the page before. */
export const auditTrail = (before?: string) => answered<{ entries: AuditEntry[]; next?: string }>(`audit${before === undefined ? '' : `?before=${encodeURIComponent(before)}`}`);
