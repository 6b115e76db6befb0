import type { DatabaseSync } from 'node:sqlite';

/** The tables without which a file is none of ours. */
export const TABLES = ['setting', 'collection', 'document', 'revision', 'local'] as const;

/**
 * What each version of the file adds to the one before; how many there are is the version, kept in `user_version`. A file
 * of an older version is brought up by those it lacks, in one transaction. So a change is a new entry at the end, and an
 * entry that was ever released is never edited: files that had it would not get it again.
 */
const versions: readonly string[] = [
	`
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
	`,
	// What a database is told about itself: limits, security, purges, and how many bytes its documents take.
	`
	ALTER TABLE collection ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
	ALTER TABLE collection ADD COLUMN purges INTEGER NOT NULL DEFAULT 0;
	ALTER TABLE collection ADD COLUMN purges_kept INTEGER NOT NULL DEFAULT 1000;
	ALTER TABLE collection ADD COLUMN revs_kept INTEGER NOT NULL DEFAULT 1000;
	ALTER TABLE collection ADD COLUMN security TEXT;
	UPDATE collection SET bytes = (SELECT coalesce(sum(octet_length(body)), 0) FROM revision WHERE collection = collection.key);
	`
];
/** The version that this server writes. */
export const VERSION = versions.length;

/**
 * Prepares a file for us: every commit on the disk before it is answered (`synchronous=FULL`), deleted content
 * overwritten (`secure_delete`: personal data must not survive in free pages), tables created where the file is new.
 * @param version to bring it to; the newest but in tests.
 * @throws Error where the file was written by a newer version.
 */
export function prepare(file: DatabaseSync, version = VERSION): void {
	file.exec(`
		PRAGMA busy_timeout = 5000;
		PRAGMA journal_mode = WAL;
		PRAGMA synchronous = FULL;
		PRAGMA foreign_keys = ON;
		PRAGMA secure_delete = ON;
	`);
	const { user_version: found } = file.prepare('PRAGMA user_version').get() as { user_version: number };
	if (found > version) throw new Error('The data was written by a newer version of this server.');
	if (found === version) return;
	file.exec(`BEGIN IMMEDIATE; ${versions.slice(found, version).join('')} PRAGMA user_version = ${version}; COMMIT;`);
}
