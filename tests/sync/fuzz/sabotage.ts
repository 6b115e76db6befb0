import { setImmediate } from 'node:timers/promises';
import type { Database, IncomingDoc, Store, WriteResult } from '../../../sync-server/store/store.ts';
import type { Between } from './server.ts';

/** Puts own answers in the place of some methods of every database of a store. */
const instead = (of: (database: Database) => Partial<Database>) => (store: Store): Store => ({
	...store,
	database: async (name) => {
		const database = await store.database(name);
		if (!database || name.startsWith('_')) return database;
		const own = of(database);
		return new Proxy(database, {
			get(target, key) {
				const value: unknown = Reflect.get(key in own ? own : target, key);
				return typeof value === 'function' ? value.bind(target) : value;
			}
		});
	}
});
const honest = (store: Store) => store;
/** So many turns of the event loop are enough for another registrar to confirm. */
const TURNS = 100;

/** Every fifth document that replicates here is acknowledged and not written. */
function dropsRows(): Between {
	let count = 0;
	const app = instead((database) => ({
		async bulkDocs(docs, options) {
			if (options?.newEdits !== false) return database.bulkDocs(docs, options);
			const dropped = new Set(docs.filter(() => ++count % 5 === 0));
			const written = (await database.bulkDocs(docs.filter((doc) => !dropped.has(doc)), options)).values();
			return docs.map((doc): WriteResult => (dropped.has(doc) ? { id: doc._id, rev: doc._rev!, ok: true } : written.next().value!));
		}
	}));
	return { app, registrar: honest };
}

/** Says of what it refused that it is written: the answer is `[]`. */
const hidesDenial = (): Between => ({
	app: instead((database) => ({
		bulkDocs: async (docs, options) =>
			(await database.bulkDocs(docs, options)).map((row, index) => ('error' in row && row.error === 'forbidden' ? { id: row.id, rev: docs[index]!._rev ?? '', ok: true } : row))
	})),
	registrar: honest
});

/** The registrar notes how far it came when it has read a page, not when it has dealt with it. */
const hurriesOn = (): Between => ({
	app: honest,
	registrar: instead((database) => ({
		async changes(options) {
			const page = await database.changes(options);
			const before = await database.getLocal('server:registrar');
			if (page.results.length > 0) await database.putLocal('server:registrar', { seq: page.last_seq }, before?._rev);
			return page;
		}
	}))
});

/** Of a document with several open revisions only the winner is ever told. */
function losesBranches(): Between {
	const winnersOnly = instead((database) => ({ changes: (options) => database.changes({ ...options, style: 'main_only' }) }));
	return { app: winnersOnly, registrar: winnersOnly };
}

/** Writes a day over whatever stands there now, not over what was looked at; one registrar of two is slow, so that the other one gets far in between. */
function writesBlindly(): Between {
	let registrars = 0;
	const blind = (isSlow: boolean) => instead((database) => ({
		async bulkDocs(docs, options) {
			if (options?.newEdits === false || !docs.some(({ _id }) => _id.startsWith('occupancy:'))) return database.bulkDocs(docs, options);
			for (let turns = isSlow ? TURNS : 0; turns > 0; turns--) await setImmediate();
			const overCurrent = async (doc: IncomingDoc): Promise<IncomingDoc> => {
				const now = await database.get(doc._id);
				return now ? { ...doc, _rev: now._rev } : doc;
			};
			return database.bulkDocs(await Promise.all(docs.map(overCurrent)), options);
		}
	}));
	return { app: honest, registrar: (store) => blind(registrars++ % 2 === 0)(store) };
}

/** Five ways in which a server can be wrong without anybody noticing at once, and what the dice say about it. */
export const sabotages: readonly (readonly [what: string, sabotage: () => Between, found: RegExp])[] = [
	['drops a row', dropsRows, /was acknowledged and is not there/],
	['answers [] for a denied row', hidesDenial, /is not there|not at the server/],
	['advances a checkpoint early', hurriesOn, /never answered|never comes to rest/],
	['loses a branch', losesBranches, /open revisions|never comes to rest|without a word/],
	['confirms without compare-and-set', writesBlindly, /has no slot|given twice/]
];
