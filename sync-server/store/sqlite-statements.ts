import type { DatabaseSync } from 'node:sqlite';

/** A document's line in the file. `tree` is JSON. */
export type DocumentRow = { id: string; seq: number; winner: string; deleted: 0 | 1; tree: string };
export type DocumentWithBody = DocumentRow & { body: string };
export type LocalRow = { id: string; rev: number; body: string };
export type CollectionRow = {
	key: number;
	name: string;
	generation: string;
	created: number;
	seq: number;
	alive: number;
	deleted: number;
	bytes: number;
	purges: number;
	purges_kept: number;
	revs_kept: number;
	/** JSON, or null where it was never put. */
	security: string | null;
};

/** Every statement on the file, prepared once. Ranges are from `:from` on and before `:to`. */
export function prepareStatements(file: DatabaseSync) {
	const withBody = `SELECT d.id, d.seq, d.winner, d.deleted, d.tree, r.body FROM document d
		JOIN revision r ON r.collection = d.collection AND r.id = d.id AND r.rev = d.winner WHERE d.collection = :collection`;
	const alive = `${withBody} AND d.deleted = 0 AND d.id >= :from AND d.id < :to`;
	const locals = 'SELECT id, rev, body FROM local WHERE collection = :collection AND id >= :from AND id < :to';
	const lines = 'SELECT key, id FROM mango_line WHERE mango_index = :index AND key >= :from AND key < :to';
	const page = 'LIMIT :limit OFFSET :skip';
	return {
		collectionNames: file.prepare('SELECT name FROM collection ORDER BY name'),
		collectionByName: file.prepare('SELECT * FROM collection WHERE name = ?'),
		collection: file.prepare('SELECT * FROM collection WHERE key = ?'),
		createCollection: file.prepare('INSERT INTO collection (key, name, generation, created) VALUES (?, ?, ?, ?)'),
		// A key is never used again: who still holds a removed database must not reach the next one.
		nextKey: file.prepare(`INSERT INTO setting SELECT 'last collection', coalesce(max(key), 0) + 1 FROM collection WHERE true
			ON CONFLICT DO UPDATE SET value = max(CAST(value AS INTEGER) + 1, CAST(excluded.value AS INTEGER)) RETURNING CAST(value AS INTEGER) AS n`),
		removeCollection: file.prepare('DELETE FROM collection WHERE name = ?'),
		count: file.prepare('UPDATE collection SET seq = seq + :seq, alive = alive + :alive, deleted = deleted + :deleted, bytes = bytes + :bytes WHERE key = :key'),
		countPurge: file.prepare('UPDATE collection SET purges = purges + 1 WHERE key = ?'),
		setPurgesKept: file.prepare('UPDATE collection SET purges_kept = ? WHERE key = ?'),
		setRevsKept: file.prepare('UPDATE collection SET revs_kept = ? WHERE key = ?'),
		setSecurity: file.prepare('UPDATE collection SET security = ? WHERE key = ?'),
		fileBytes: file.prepare('SELECT page_count * page_size AS n FROM pragma_page_count, pragma_page_size'),

		document: file.prepare('SELECT id, seq, winner, deleted, tree FROM document WHERE collection = ? AND id = ?'),
		documentWithBody: file.prepare(`${withBody.replace(':collection', '?')} AND d.id = ?`),
		putDocument: file.prepare(`INSERT INTO document (collection, id, seq, winner, deleted, tree) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET seq = excluded.seq, winner = excluded.winner, deleted = excluded.deleted, tree = excluded.tree`),
		dropDocument: file.prepare('DELETE FROM document WHERE collection = ? AND id = ?'),
		setTree: file.prepare('UPDATE document SET tree = ? WHERE collection = ? AND id = ?'),
		documentsAfter: file.prepare('SELECT id, seq, winner, deleted, tree FROM document WHERE collection = ? AND id > ? ORDER BY id LIMIT ?'),

		body: file.prepare('SELECT body FROM revision WHERE collection = ? AND id = ? AND rev = ?'),
		putBody: file.prepare('INSERT INTO revision (collection, id, rev, body) VALUES (?, ?, ?, ?)'),
		dropBody: file.prepare('DELETE FROM revision WHERE collection = ? AND id = ? AND rev = ? RETURNING octet_length(body) AS n'),
		attachment: file.prepare('SELECT body FROM attachment WHERE collection = ? AND digest = ? AND encoding = ?'),
		putAttachment: file.prepare('INSERT INTO attachment (collection, digest, encoding, body) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING'),
		attach: file.prepare('INSERT OR IGNORE INTO attached SELECT ?, key FROM attachment WHERE collection = ? AND digest = ? AND encoding = ?'),
		bodyRevs: file.prepare('SELECT rev FROM revision WHERE collection = ? AND id = ?'),

		changes: file.prepare(`${withBody} AND d.seq > :since ORDER BY d.seq LIMIT :limit`),
		changesDescending: file.prepare(`${withBody} AND d.seq < :since ORDER BY d.seq DESC LIMIT :limit`),
		changesAfter: file.prepare('SELECT count(*) AS n FROM document WHERE collection = ? AND seq > ?'),
		changesBefore: file.prepare('SELECT count(*) AS n FROM document WHERE collection = ? AND seq < ?'),
		alive: file.prepare(`${alive} ORDER BY d.id ${page}`),
		aliveDescending: file.prepare(`${alive} ORDER BY d.id DESC ${page}`),
		aliveIn: file.prepare('SELECT count(*) AS n FROM document WHERE collection = :collection AND deleted = 0 AND id >= :from AND id < :to'),

		local: file.prepare('SELECT id, rev, body FROM local WHERE collection = ? AND id = ?'),
		locals: file.prepare(`${locals} ORDER BY id ${page}`),
		localsDescending: file.prepare(`${locals} ORDER BY id DESC ${page}`),
		putLocal: file.prepare(`INSERT INTO local (collection, id, rev, body) VALUES (?, ?, ?, ?)
			ON CONFLICT DO UPDATE SET rev = excluded.rev, body = excluded.body`),
		dropLocal: file.prepare('DELETE FROM local WHERE collection = ? AND id = ?'),

		indexes: file.prepare('SELECT key, definition, seq FROM mango_index WHERE collection = ?'),
		putIndex: file.prepare('INSERT INTO mango_index (collection, definition) VALUES (?, ?) ON CONFLICT DO NOTHING'),
		setIndexSeq: file.prepare('UPDATE mango_index SET seq = ? WHERE key = ?'),
		dropIndex: file.prepare('DELETE FROM mango_index WHERE key = ?'),
		dropLines: file.prepare('DELETE FROM mango_line WHERE mango_index = ? AND id = ?'),
		putLine: file.prepare('INSERT INTO mango_line (mango_index, key, id) VALUES (?, ?, ?)'),
		lines: file.prepare(`${lines} AND (key, id) > (:key, :id) ORDER BY key, id LIMIT :limit`),
		linesDescending: file.prepare(`${lines} AND (key, id) < (:key, :id) ORDER BY key DESC, id DESC LIMIT :limit`)
	};
}
export type Statements = ReturnType<typeof prepareStatements>;

/** One database of the file: what its parts work with. */
export type Collection = { file: DatabaseSync; statements: Statements; key: number; generation: string };

/** Runs the work in one transaction; durable when it returns, undone when it throws. */
export const inTransaction = <T>(file: DatabaseSync, work: () => T): T => between(file, 'BEGIN IMMEDIATE', work);

/** Runs work that only reads, and more than once: the file's locks are taken once, which costs four times as much as a read. */
export const inReading = <T>(file: DatabaseSync, work: () => T): T => between(file, 'BEGIN', work);

function between<T>(file: DatabaseSync, begin: string, work: () => T): T {
	file.exec(begin);
	try {
		const result = work();
		file.exec('COMMIT');
		return result;
	} catch (error) {
		if (file.isTransaction) file.exec('ROLLBACK');
		throw error;
	}
}
