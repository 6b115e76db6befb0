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
	`,
	// Content of attachments, once per database whatever refers to it; it goes with the last revision that does.
	`
	CREATE TABLE attachment (
		key INTEGER PRIMARY KEY,
		collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
		digest TEXT NOT NULL,
		encoding TEXT NOT NULL,
		body BLOB NOT NULL
	);
	CREATE UNIQUE INDEX attachment_digest ON attachment (collection, digest, encoding);
	CREATE TABLE attached (
		revision INTEGER NOT NULL REFERENCES revision ON DELETE CASCADE,
		attachment INTEGER NOT NULL REFERENCES attachment,
		PRIMARY KEY (revision, attachment)
	) WITHOUT ROWID;
	CREATE INDEX attached_attachment ON attached (attachment);
	CREATE TRIGGER attachment_added AFTER INSERT ON attachment BEGIN
		UPDATE collection SET bytes = bytes + octet_length(NEW.body) WHERE key = NEW.collection;
	END;
	CREATE TRIGGER attachment_removed AFTER DELETE ON attachment BEGIN
		UPDATE collection SET bytes = bytes - octet_length(OLD.body) WHERE key = OLD.collection;
	END;
	CREATE TRIGGER attached_removed AFTER DELETE ON attached BEGIN
		DELETE FROM attachment WHERE key = OLD.attachment AND NOT EXISTS (SELECT 1 FROM attached WHERE attachment = OLD.attachment);
	END;
	`,
	// Mango's indexes; a line goes with what the document said, whoever changes it.
	`
	CREATE TABLE mango_index (
		key INTEGER PRIMARY KEY,
		collection INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
		definition TEXT NOT NULL,
		seq TEXT NOT NULL DEFAULT '0',
		UNIQUE (collection, definition)
	);
	CREATE TABLE mango_line (
		mango_index INTEGER NOT NULL REFERENCES mango_index ON DELETE CASCADE,
		key BLOB NOT NULL,
		id TEXT NOT NULL,
		PRIMARY KEY (mango_index, key, id)
	) WITHOUT ROWID;
	CREATE INDEX mango_line_id ON mango_line (mango_index, id);
	CREATE TRIGGER mango_changed AFTER UPDATE ON document WHEN new.seq <> old.seq BEGIN
		DELETE FROM mango_line WHERE mango_index IN (SELECT key FROM mango_index WHERE collection = old.collection) AND id = old.id;
	END;
	CREATE TRIGGER mango_gone AFTER DELETE ON document BEGIN
		DELETE FROM mango_line WHERE mango_index IN (SELECT key FROM mango_index WHERE collection = old.collection) AND id = old.id;
	END;
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
		PRAGMA busy_timeout = 2000;
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
