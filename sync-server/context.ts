import type { Actor } from '#lib/kernel/entity.ts';
import type { Audit } from './audit.ts';
import type { Feeds } from './feeds.ts';
import type { BackupState } from './keeping/nightly.ts';
import type { Settings } from './settings.ts';
import type { Database, Store } from './store/store.ts';
import type { Visitor } from './visitors.ts';

/** What every part of the server is given; nothing is read from the environment or a global behind its back. */
export type ServerContext = {
	store: Store;
	settings: Settings;
	/** The server's clock; tests bring their own. */
	now(): Date;
	/**
	 * Who sends this request, by Basic credentials or the session cookie.
	 * @returns `{name: null, roles: []}` for somebody without credentials; undefined where those given are not (or no
	 * longer) valid: then the request must be answered 401 as a whole.
	 * @param address of the connection, for counting wrong passwords.
	 */
	actorOf(request: Request, address?: string): Promise<Actor | undefined>;
	/** One line for whoever runs the server; never a document, a password or an address. */
	log(line: string): void;
	/** Where administrative acts are written down. */
	audit: Audit;
	/** The feeds that wait. */
	feeds: Feeds;
	/** How the nightly backup stands. */
	backup(): BackupState;
	/** Aborted when the server is about to stop: long answers end now. */
	closing: AbortSignal;
};

/** Hono's environment: what the listener knows about a request beyond the request itself. */
export type ServerEnv = { Bindings: Partial<Visitor> };

/** Whoever sends no credentials. */
export const nobody: Actor = { name: null, roles: [] };

/** The server's own local documents begin with this; nobody reads or writes them through `/db` (SPEC 2.8). */
export const OWN = 'server:';

/** The names of a quarter's databases: what everyone reads, what the office reads, its photos, and the trail of administrative acts. */
export const databaseNames = (quarter: string) => ({ public: `${quarter}-public`, desk: `${quarter}-desk`, photos: `${quarter}-photos`, audit: `${quarter}-audit` });

export type Quarter = { name: string; public: Database; desk: Database; photos: Database };

/** The quarter with its databases, or undefined where this server does not hold it (404 `unknown-quarter`). */
export async function openQuarter({ store, settings }: Pick<ServerContext, 'store' | 'settings'>, name: string): Promise<Quarter | undefined> {
	if (name !== settings.quarter) return undefined;
	const names = databaseNames(name);
	const [open, desk, photos] = await Promise.all([store.database(names.public), store.database(names.desk), store.database(names.photos)]);
	return open && desk && photos && { name, public: open, desk, photos };
}

/** Creates the databases of the server's quarter where they are missing. */
export async function createQuarter({ store, settings }: Pick<ServerContext, 'store' | 'settings'>): Promise<void> {
	for (const name of Object.values(databaseNames(settings.quarter))) await store.create(name);
}
