import { type Actor, isStaff } from '#lib/kernel/entity.ts';
import { databaseNames } from '../context.ts';
import { refused } from '../problem.ts';
import { PREFIX, USERS } from '../user-documents.ts';

/** For whom a database is: everybody, the office, accounts, nobody but the server itself (`sealed`), or whom its `_security` names. */
export type Audience = 'public' | 'desk' | 'accounts' | 'sealed' | 'administrator';

export function audienceOf(database: string, quarter: string): Audience {
	const names = databaseNames(quarter);
	if (database === names.public) return 'public';
	if (database === names.desk) return 'desk';
	if (database === names.audit || database === names.photos) return 'sealed';
	return database === USERS ? 'accounts' : 'administrator';
}

type Group = { names?: unknown; roles?: unknown };
/** CouchDB's `_security` object; nothing of it need be there. */
export type Security = { admins?: Group; members?: Group; /** What CouchDB 1.0 called `members`; it counts where those are not there. */ readers?: Group };

const listed = (list: unknown, name: string | null) => Array.isArray(list) && name !== null && list.includes(name);
const isOf = (group: Group | undefined, { name, roles }: Actor) => listed(group?.names, name) || roles.some((role) => listed(group?.roles, role));
const membersOf = (security: Security | undefined) => security?.members ?? security?.readers;
const isEmpty = (list: unknown) => !Array.isArray(list) || list.length === 0;

export const isAdministrator = ({ roles }: Actor) => roles.includes('_admin');

/** What a request wants of a database: reading it, writing documents, or what is for its administrators (limits, purges, design documents, who may do what). */
export type Intent = 'read' | 'write' | 'administer';

/** What is asked for: a database and, where the address names exactly one, the document. */
export type Place = { audience: Audience; security?: Security | undefined; id?: string };

/**
 * Lets through who may read (or try to write) a database at all; which documents, the guard decides. Decided before it is
 * told whether the database exists, so that nobody learns which do: one that is missing is closed like a new one.
 * @throws Refused `signed-out` for somebody without an account, `forbidden` for the others.
 */
export function checkAccess(place: Place, actor: Actor, intent: Intent): void {
	if (mayUse(place, actor, intent)) return;
	throw refused(actor.name === null ? 'signed-out' : 'forbidden');
}

/** Whether `checkAccess` lets somebody through. */
export function mayUse({ audience, security, id }: Place, actor: Actor, intent: Intent): boolean {
	if (audience === 'sealed') return isAdministrator(actor) && intent === 'read';
	if (isAdministrator(actor)) return true;
	if (audience === 'administrator') return administers(security, actor) || (intent !== 'administer' && isMember(security, actor));
	if (intent === 'administer') return false;
	if (audience === 'accounts') return actor.name !== null && id === PREFIX + actor.name;
	if (audience === 'desk') return isStaff(actor);
	return intent === 'read' || actor.name !== null;
}

/** CouchDB's rule: without a member named, everybody is one; without the object, only the administrator. */
function isMember(security: Security | undefined, actor: Actor): boolean {
	if (security === undefined) return false;
	const members = membersOf(security);
	return isOf(members, actor) || (isEmpty(members?.names) && isEmpty(members?.roles));
}

/** Whether somebody may administer a database that an administrator made. */
export const administers = (security: Security | undefined, actor: Actor): boolean => isAdministrator(actor) || isOf(security?.admins, actor);

/** Whether nobody but the administrator writes in a database: so it is with a new one. */
export function isAdministratorsOnly({ audience, security }: Pick<Place, 'audience' | 'security'>): boolean {
	const admitsNobody = (group: Group | undefined) => isEmpty(group?.names) && (isEmpty(group?.roles) || (group!.roles as unknown[]).every((role) => role === '_admin'));
	const members = membersOf(security);
	return audience === 'administrator' && !isEmpty(members?.roles) && admitsNobody(members) && admitsNobody(security?.admins);
}

/**
 * Who works for the office. Only for them checkpoints are kept, and what a document said before it was corrected can be
 * read: that may be what should never have been public.
 */
export const isOffice = (actor: Actor) => isStaff(actor) || isAdministrator(actor);

/** What `_security` says of the databases whose access is not a matter of it. */
export function fixedSecurity(audience: Exclude<Audience, 'administrator'>): Required<Pick<Security, 'admins' | 'members'>> {
	const admins = { names: [], roles: ['_admin'] };
	const members = { public: [], desk: ['manager', 'staff'], accounts: ['_admin'], sealed: ['_admin'] }[audience];
	return { admins, members: { names: [], roles: members } };
}
