import { setting } from '#lib/storage/settings.ts';
import { post } from './bulletin.ts';
import { reached, upToDate } from './contact.ts';
import type { Replica } from './desk-replica.ts';
import { noteComplete } from './feed.ts';
import { owe } from './ledger.ts';
import { SessionOver, linkFetch } from './link-fetch.ts';
import { keepTrying } from './loop.ts';
import { forgetLost, isServersOwn } from './lost.ts';
import { park } from './park.ts';
import { isSignedIn } from './settle.ts';
import { until } from './until.ts';

type Name = 'public' | 'desk';
type Way = 'both' | 'pull';

/** One small document is half a kilobyte: bigger batches, fewer round trips. */
const BATCH = 500;

/**
 * Replicates one database with the server, live, until the signal ends.
 * @throws SessionOver, Unreachable, or PouchDB's error; then nothing of it runs any more.
 */
async function link(pouch: PouchDB.Static, replica: Replica, name: Name, way: Way, signal: AbortSignal): Promise<void> {
	const local = replica.local[name];
	const stop = new AbortController();
	const ended = AbortSignal.any([signal, stop.signal]);
	let fail = (_error: unknown) => {};
	const failed = new Promise<never>((_, reject) => (fail = reject));
	const current = () => (replica.complete.size === 2 || way === 'pull' ? void upToDate() : reached());
	const fetch = linkFetch(ended, way === 'pull' ? 'omit' : 'same-origin', fail, current);
	const remote = new pouch(`${location.origin}/db/${replica.quarter}-${name}`, { skip_setup: true, fetch } as PouchDB.HttpAdapter.HttpAdapterConfiguration);
	const options = { live: true, batch_size: BATCH };
	const pull = local.replicate.from(remote, options);
	const push = way === 'both' ? [local.replicate.to(remote, options)] : [];
	pull.on('active', () => post({ syncing: true }));
	pull.on('paused', () => {
		if (!replica.complete.has(name)) void noteComplete(local, `replica-${name}`, ended).catch(fail);
		replica.complete.add(name);
		post({ syncing: false });
		current();
	});
	for (const each of push) each.on('denied', (denied) => void deny(local, remote, name, denied as Denied).catch(fail));
	for (const each of [pull, ...push]) each.on('error', fail);
	try {
		await Promise.race([failed, new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))]);
	} finally {
		for (const each of [pull, ...push]) each.cancel();
		stop.abort();
	}
}

type Denied = { id?: string; doc?: { id?: string } };

/**
 * PouchDB forgets a refused document behind its checkpoint: owed again, it is settled with its reason. What only the server
 * writes is not, nor is a tombstone: it is no wish of anybody here, but came from the server or of what was given up or lost.
 */
async function deny(local: PouchDB.Database, remote: PouchDB.Database, name: Name, denied: Denied) {
	const id = denied.id ?? denied.doc?.id;
	if (id !== undefined && isServersOwn(id)) return forgetLost(local, remote, id);
	const doc = id === undefined ? undefined : await local.get(id).catch(() => undefined);
	if (doc) await owe(doc._id, name, doc._rev);
}

async function linkAll(pouch: PouchDB.Static, replica: Replica, signal: AbortSignal): Promise<void> {
	const signIns = await setting('signIns');
	const isParked = Boolean(await setting('parked')) || !(await isSignedIn(signal));
	if (isParked) await park(signIns);
	const stop = new AbortController();
	const ended = AbortSignal.any([signal, stop.signal]);
	try {
		await Promise.race([
			until(async () => Boolean(await setting('parked')) !== isParked, ended),
			link(pouch, replica, 'public', isParked ? 'pull' : 'both', ended),
			isParked ? new Promise<never>(() => {}) : link(pouch, replica, 'desk', 'both', ended)
		]);
	} catch (error) {
		if (!(error instanceof SessionOver)) throw error;
		await park(signIns);
	} finally {
		stop.abort();
	}
}

/**
 * Keeps both databases linked until the signal ends. While the session is over (`parked`) only what is public is read;
 * a new sign-in links everything again, from where it was.
 */
export const keepLinked = (pouch: PouchDB.Static, replica: Replica, signal: AbortSignal): Promise<void> =>
	keepTrying((until) => linkAll(pouch, replica, until), signal);
