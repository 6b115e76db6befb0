import { CouchDatabase } from './couchdb-database.ts';
import type { CouchAddress } from './couchdb-address.ts';
import { type Answer, type Couch, connect } from './couchdb-http.ts';
import { openInstance } from './couchdb-instance.ts';
import { openNames } from './couchdb-names.ts';
import { type Store, StoreError } from './store.ts';

/**
 * Opens an Apache CouchDB 3, single or cluster, for one quarter. Nothing is kept here, so that any number of servers may
 * stand in front of it.
 * @param fetch the platform's, or a test's.
 * @returns the store, and the key with which all these servers sign their sessions.
 * @throws StoreError where it cannot be reached, is none, or does not let us in.
 */
export async function openCouchdb(address: CouchAddress, quarter: string, fetch?: typeof globalThis.fetch): Promise<{ store: Store; secret: string }> {
	const couch = connect(address, fetch);
	const names = openNames(quarter);
	const open = new Map<string, CouchDatabase>();
	const pathOf = (name: string) => `/${encodeURIComponent(name)}`;

	const { status, body } = await couch.ask('GET', '/');
	if (status !== 200 || body.couchdb !== 'Welcome') throw new StoreError(`What answers at ${couch.host} is no CouchDB.`, status);
	const { uuid, secret } = await openInstance(couch, pathOf(names.instance));

	/** What was deleted by another server is looked for anew the next time; a node that has just joined a cluster knows no database yet. */
	const of = (name: string, database: string): Couch => ({
		...couch,
		async ask(method, path, asking) {
			const answer = await couch.ask(method, path, asking);
			if (answer.status !== 404 || !isGone(answer.body)) return answer;
			if (await exists(database)) throw new StoreError(`${name} could not be had for a moment.`, 503);
			open.get(name)?.close();
			open.delete(name);
			throw new StoreError(`${name} is not there any more.`, 404);
		}
	});

	async function exists(path: string): Promise<boolean> {
		try {
			return (await couch.ask('GET', path)).status === 200;
		} catch (error) {
			if (isForbidden(error)) return false;
			throw error;
		}
	}

	/** Only an administrator of CouchDB may list its databases; whoever is none has the quarter's. */
	async function ofQuarter(error: unknown): Promise<{ body: unknown }> {
		if (!isForbidden(error)) throw error;
		const there = await Promise.all(names.ofQuarter.map(async (name) => ((await exists(pathOf(name))) ? [name] : [])));
		return { body: there.flat() };
	}

	const store: Store = {
		engine: 'couchdb',
		uuid,
		async names() {
			const { body: found } = await couch.ask('GET', '/_all_dbs').catch(ofQuarter);
			return (found as unknown as string[]).flatMap((name) => names.inside(name) ?? []).sort();
		},
		async database(name) {
			const known = open.get(name);
			if (known) return known;
			const outside = names.outside(name);
			if (outside === undefined || !(await exists(pathOf(outside)))) return undefined;
			const database = open.get(name) ?? new CouchDatabase(of(name, pathOf(outside)), name, pathOf(outside), pathOf(names.instance));
			open.set(name, database);
			return database;
		},
		async create(name) {
			const outside = names.outside(name);
			if (outside === undefined || open.has(name) || (await exists(pathOf(outside)))) return false;
			const { status: made } = await couch.ask('PUT', pathOf(outside), { repeatable: true });
			if (made === 412) return false;
			if (made >= 300) throw new StoreError(`CouchDB at ${couch.host} answered ${made} to PUT ${pathOf(outside)}.`, made);
			return true;
		},
		async remove(name) {
			const outside = names.outside(name);
			if (outside === undefined) return false;
			open.get(name)?.close();
			open.delete(name);
			return (await couch.ask('DELETE', pathOf(outside))).status < 300;
		},
		async close() {
			for (const database of open.values()) database.close();
		}
	};
	return { store, secret };
}

const isForbidden = (error: unknown) => error instanceof StoreError && error.isForbidden;
const isGone = ({ reason }: Answer['body']) => reason === 'Database does not exist.' || reason === 'no_db_file';
