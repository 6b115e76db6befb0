import { catalogue, type Kind } from '#lib/features/catalogue.ts';
import { sendHeld } from '#lib/features/decision/commands.ts';
import { isPartner } from '#lib/features/partner/rules.ts';
import { isStaff } from '#lib/kernel/entity.ts';
import { type Failure, failure } from '#lib/kernel/failure.ts';
import { database } from '#lib/storage/database.ts';
import { forget, remember, setting } from '#lib/storage/settings.ts';
import { post } from './bulletin.ts';
import { Unreachable, ask } from './fetch.ts';
import { persistOnce } from './persist.ts';
import { failuresOf } from './problem.ts';
import { quarterName } from './quarter.ts';

/** What the server answered, or why not in the words of the app; for what a person waits for, not for sync. */
export async function asked(path: string, send?: unknown, method?: string): Promise<{ body: unknown; failures?: undefined } | { failures: Failure[]; body?: undefined }> {
	try {
		const { status, body } = await ask(path, { send, ...(method && { method }) });
		if (status < 300) return { body };
		return { failures: failuresOf(body) ?? [failure(status === 401 ? 'wrong-password' : status === 403 ? 'forbidden' : 'unexpected')] };
	} catch (error) {
		return { failures: [failure(error instanceof Unreachable && error.status === 429 ? 'too-many' : 'unreachable')] };
	}
}

/** Where somebody who signed in works, or why they may not. */
export type Entered = { place: '/buero' | '/partner'; failures?: undefined } | { failures: Failure[]; place?: undefined };

/**
 * Lets a partner in: nothing of it is kept on this device. What the office had here goes first, or the partner would find it;
 * while something of that is not sent yet, only the office comes in.
 */
async function welcomePartner(name: string, password: string): Promise<Failure[] | undefined> {
	if (await setting('member')) {
		const failures = await signOut();
		if (failures) return sayFarewell(AbortSignal.timeout(3000)).then(() => failures);
		const again = await asked('/db/_session', { name, password });
		if (again.failures) return again.failures;
	}
	await forget('farewell');
	return undefined;
}

/** Lets in whoever the server knows. */
async function enter(name: string, password: string, answer: Awaited<ReturnType<typeof asked>>): Promise<Entered> {
	if (answer.failures) return answer;
	const { name: known = name, roles = [] } = answer.body as { name?: string; roles?: string[] };
	const isOffice = isStaff({ name: known, roles }) || !isPartner({ roles });
	const failures = await (isOffice ? welcome(known, roles) : welcomePartner(known, password));
	return failures ? { failures } : { place: isOffice ? '/buero' : '/partner' };
}

async function welcome(name: string, roles: string[]): Promise<Failure[] | undefined> {
	if (!isStaff({ name, roles })) return [failure('forbidden')];
	await database.transaction('rw', database.setting, async () => {
		await remember('member', { name, roles });
		await remember('parked', false);
		await remember('signIns', ((await setting('signIns')) ?? 0) + 1);
		await forget('farewell');
	});
	persistOnce();
	post({ wake: 'all' });
	return undefined;
}

/** Signs in, first or again; what waited at the desk is sent then. */
export const signIn = async (name: string, password: string): Promise<Entered> => enter(name, password, await asked('/db/_session', { name, password }));

/** Makes the account of a one-time link's token, or gives it its new password, and signs in. */
export const setUp = async (token: string, name: string, password: string): Promise<Entered> => enter(name, password, await asked('/api/setup', { token, name, password }));

/** Removes everything marked as sample. @returns why not. */
export async function removeSample(): Promise<Failure[] | undefined> {
	return (await asked(`/api/${quarterName()}/sample/removal`, {})).failures;
}

/** Somebody is about to leave this desk: what could still be taken back is sent now. */
export const prepareToLeave = (): Promise<void> => sendHeld().catch(() => undefined);

const waitingAtDesk = async () => (await database.write.count()) + Object.keys((await setting('unpushed')) ?? {}).length + (await database.refused.count()) + (await database.held.count()) + (await unsent());

const unsent = () => database.photo.where('state').equals('waiting').count();

const eraseReplica = (quarter: string, name: 'public' | 'desk') =>
	new Promise<void>((resolve) => {
		const request = indexedDB.deleteDatabase(`_pouch_${quarter}-${name}`);
		request.onsuccess = request.onerror = request.onblocked = () => resolve();
	});

/**
 * Signs out and clears what the desk kept on this device; the public data stays. Works without network, the session then
 * ends at the next contact.
 * @param options without `force` it refuses while something is not sent yet: `forbidden` with `values.waiting`.
 */
export async function signOut({ force = false } = {}): Promise<Failure[] | undefined> {
	await prepareToLeave();
	const waiting = await waitingAtDesk();
	if (waiting > 0 && !force) return [failure('forbidden', undefined, { waiting })];
	const desk = Object.values(catalogue).filter((entity) => entity.database === 'desk');
	const tables = desk.map(({ kind }) => database.table(kind satisfies Kind));
	await database.transaction('rw', [...tables, database.write, database.refused, database.held, database.photo, database.unreadable, database.cursor, database.setting], async () => {
		await Promise.all([...tables, database.write, database.refused, database.held, database.unreadable].map((table) => table.clear()));
		// One of a form that is not saved is a draft, and stays as drafts do.
		await database.photo.where('state').notEqual('taken').delete();
		// The mirror's cursor goes too: what this desk changed in public and never sent must not stay.
		await database.cursor.clear();
		await Promise.all((['member', 'parked', 'unpushed'] as const).map(forget));
		await remember('farewell', true);
	});
	const quarter = quarterName();
	await Promise.all([eraseReplica(quarter, 'public'), eraseReplica(quarter, 'desk')]);
	await sayFarewell(AbortSignal.timeout(3000)).catch(() => undefined);
	return undefined;
}

/** Ends the session of a desk that signed out, at the server; tries once, quietly. */
export async function sayFarewell(signal: AbortSignal): Promise<void> {
	try {
		await ask('/db/_session', { method: 'DELETE', signal });
		await forget('farewell');
	} catch {
		// Without network the wish stays and is tried at the next start.
	}
}
