import Dexie from 'dexie';
import PouchDB from 'pouchdb';
import { ensureTemporal } from '#lib/kernel/temporal.ts';
import { database } from '#lib/storage/database.ts';
import { mirrorOnce } from '#lib/sync/mirror.ts';

type Taken = { took: number; rows: number };

/** What the page can measure; called from `first-sync.ts`. `took` is in milliseconds, `rows` counts what was written. */
const measure = {
	/** First sync as a phone does it: snapshot over the wire into the tables. */
	async mirror(): Promise<Taken> {
		await ensureTemporal();
		await database.delete();
		await database.open();
		const began = performance.now();
		await mirrorOnce('hafencity', false, new AbortController().signal);
		return { took: performance.now() - began, rows: 0 };
	},

	/** The rows the mirror wrote, put by nothing but Dexie into the same tables of another database. */
	async raw(): Promise<Taken> {
		const bare = new Dexie('bare');
		bare.version(1).stores(
			Object.fromEntries(database.tables.map(({ name, schema }) => [name, [schema.primKey, ...schema.indexes].map(({ src }) => src).join(', ')]))
		);
		const filled = await Promise.all(database.tables.map(async ({ name }) => ({ name, rows: await database.table(name).toArray() })));
		const work = filled.filter(({ rows }) => rows.length > 0);
		await bare.delete();
		await bare.open();
		const began = performance.now();
		await bare.transaction('rw', bare.tables, () => Promise.all(work.map(({ name, rows }) => bare.table(name).bulkPut(rows))));
		const took = performance.now() - began;
		await bare.delete();
		return { took, rows: work.reduce((sum, { rows }) => sum + rows.length, 0) };
	},

	/** PouchDB's own replication with its default settings. */
	async pouch(): Promise<Taken> {
		const local = new PouchDB('bench', { adapter: 'idb' });
		const began = performance.now();
		await local.replicate.from(`${location.origin}/db/hafencity-public`);
		const took = performance.now() - began;
		await local.destroy();
		return { took, rows: 0 };
	}
};

export type Measure = typeof measure;
(globalThis as unknown as { measure: Measure }).measure = measure;
