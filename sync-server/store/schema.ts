import type { DatabaseSync } from 'node:sqlite';

/** The version of the tables below, kept in `user_version`. */
export const VERSION = 1;
/** The tables without which a file is none of ours. */
export const TABLES = ['setting', 'collection', 'document', 'revision', 'local'] as const;

const tables = `
	CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
	CREATE TABLE collection (
		key INTEGER PRIMARY KEY,
		name TEXT NOT NULL UNIQUE,
		generation TEXT NOT NULL,
		created INTEGER NOT NULL,
		seq INTEGER NOT NULL DEFAULT 0,
		alive INTEGER NOT NULL DEFAULT 0,
		deleted INTEGER NOT NULL DEFAULT 0
	);
	CREATE TABLE document (
		collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
		id TEXT NOT NULL,
		seq INTEGER NOT NULL,
		winner TEXT NOT NULL,
		deleted INTEGER NOT NULL,
		tree TEXT NOT NULL,
		PRIMARY KEY (collection, id)
	) WITHOUT ROWID;
	CREATE UNIQUE INDEX document_seq ON document (collection, seq);
	CREATE TABLE revision (
		key INTEGER PRIMARY KEY,
		collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
		id TEXT NOT NULL,
		rev TEXT NOT NULL,
		body TEXT NOT NULL
	);
	CREATE UNIQUE INDEX revision_rev ON revision (collection, id, rev);
	CREATE TABLE local (
		collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
		id TEXT NOT NULL,
		rev INTEGER NOT NULL,
		body TEXT NOT NULL,
		PRIMARY KEY (collection, id)
	) WITHOUT ROWID;
`;

/**
 * Prepares a file for us: every commit on the disk before it is answered (`synchronous=FULL`), deleted content
 * overwritten (`secure_delete`: personal data must not survive in free pages), tables created where the file is new.
 * @throws Error where the file was written by a newer version.
 */
export function prepare(file: DatabaseSync): void {
	file.exec(`
		PRAGMA busy_timeout = 2000;
		PRAGMA journal_mode = WAL;
		PRAGMA synchronous = FULL;
		PRAGMA foreign_keys = ON;
		PRAGMA secure_delete = ON;
	`);
	const { user_version: found } = file.prepare('PRAGMA user_version').get() as { user_version: number };
	if (found > VERSION) throw new Error('The data was written by a newer version of this server.');
	if (found === VERSION) return;
	file.exec(`BEGIN IMMEDIATE; ${tables} PRAGMA user_version = ${VERSION}; COMMIT;`);
}
