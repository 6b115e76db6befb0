import { database } from '#lib/storage/database.ts';
import { setting } from '#lib/storage/settings.ts';
import { drain } from './drain.ts';
import { feed } from './feed.ts';
import { keepLinked } from './link.ts';
import { keepTrying } from './loop.ts';
import { settle } from './settle.ts';
import { until } from './until.ts';

/** The desk's two databases on this device, and whether each was read from the server to its end. */
export type Replica = {
	quarter: string;
	local: Record<'public' | 'desk', PouchDB.Database>;
	complete: Set<'public' | 'desk'>;
};

/** A full disk can leave an open without an answer. Milliseconds. */
const OPENING = 15_000;

const inTime = <T>(work: Promise<T>): Promise<T> =>
	Promise.race([work, new Promise<never>((_, reject) => setTimeout(() => reject(new Error('the replica does not open')), OPENING))]);

const somethingToSettle = async () => {
	if (await setting('parked')) return false;
	return Object.keys((await setting('unpushed')) ?? {}).length > 0 || (await database.refused.toArray()).some(({ wish }) => wish);
};

/**
 * Keeps the desk's replica: this device's changes into PouchDB, PouchDB to the server and back, PouchDB into the tables
 * people see. Resolves when the databases are open; the rest goes on until the signal ends.
 * @throws Error where they do not open.
 */
export async function runReplica(pouch: PouchDB.Static, quarter: string, signal: AbortSignal): Promise<Replica> {
	const open = (name: string) => new pouch(`${quarter}-${name}`, { adapter: 'idb', auto_compaction: true });
	const replica: Replica = { quarter, local: { public: open('public'), desk: open('desk') }, complete: new Set() };
	await inTime(Promise.all([replica.local.public.info(), replica.local.desk.info()]));
	// Loaded while there is a network: a desk that repeats an event in flight mode needs it in its worker, too.
	void import('#lib/kernel/recurrence.ts').catch(() => undefined);
	void feed(replica.local.public, 'replica-public', signal);
	void feed(replica.local.desk, 'replica-desk', signal);
	void keepTrying(
		async () => {
			await until(async () => (await database.write.count()) > 0, signal);
			await drain(replica, signal);
		},
		signal
	);
	void keepTrying(
		async () => {
			await until(somethingToSettle, signal);
			if (!signal.aborted) await settle(replica, signal);
		},
		signal,
		{ between: 1000 }
	);
	void keepLinked(pouch, replica, signal);
	return replica;
}
