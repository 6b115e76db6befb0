import { type Actor, isStaff } from '#lib/kernel/entity.ts';
import { USERS } from '../user-documents.ts';
import { databaseNames } from '../context.ts';
import { refused } from '../problem.ts';

/** For whom a database is: everybody, the office, or (accounts, and databases that belong to no quarter) the administrator. */
export type Audience = 'public' | 'desk' | 'accounts' | 'administrator';

export function audienceOf(database: string, quarter: string): Audience {
	const names = databaseNames(quarter);
	if (database === names.public) return 'public';
	if (database === names.desk) return 'desk';
	return database === USERS ? 'accounts' : 'administrator';
}

const isAdministrator = ({ roles }: Actor) => roles.includes('_admin');

/**
 * Lets through who may read (or try to write) a database at all; which documents, the guard decides.
 * Decided before the database is looked for, so that nobody learns which databases exist.
 * @throws Refused `signed-out` for somebody without an account, `forbidden` for the others.
 */
export function checkAccess(audience: Audience, actor: Actor, intent: 'read' | 'write'): void {
	if (isAdministrator(actor) || (audience === 'public' && intent === 'read')) return;
	if (actor.name === null) throw refused('signed-out');
	if (audience !== 'public' && !(audience === 'desk' && isStaff(actor))) throw refused('forbidden');
}

/**
 * Who works for the office. Only for them checkpoints are kept, and what a document said before it was corrected can be
 * read: that may be what should never have been public.
 */
export const isOffice = (actor: Actor) => isStaff(actor) || isAdministrator(actor);
