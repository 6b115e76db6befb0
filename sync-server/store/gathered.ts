import type { Database, IncomingDoc, WriteResult } from './store.ts';

type Waiting = { docs: readonly IncomingDoc[]; done(results: WriteResult[]): void; failed(error: unknown): void };

/**
 * A database whose plain writes of one moment are made together: one transaction, one wait for the disk. Each still gets its
 * own results, in the order in which they were asked for; a conflict of one is none of the others.
 */
export function gathered(database: Database): Database {
	const waiting: Waiting[] = [];
	async function write() {
		const now = waiting.splice(0);
		try {
			const results = (await database.bulkDocs(now.flatMap(({ docs }) => docs))).values();
			for (const { docs, done } of now) done(docs.map(() => results.next().value!));
		} catch (error) {
			for (const { failed } of now) failed(error);
		}
	}
	const bulkDocs: Database['bulkDocs'] = (docs, options) => {
		if (options) return database.bulkDocs(docs, options);
		return new Promise((done, failed) => {
			if (waiting.length === 0) setImmediate(write);
			waiting.push({ docs, done, failed });
		});
	};
	return new Proxy(database, {
		get(target, name: keyof Database) {
			if (name === 'bulkDocs') return bulkDocs;
			const member = target[name];
			return typeof member === 'function' ? member.bind(target) : member;
		}
	});
}
