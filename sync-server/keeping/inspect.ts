import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { TABLES, VERSION } from '../store/schema.ts';
import { companions } from './file.ts';

/** What a file of ours holds. `documents` counts what is not deleted. */
export type Contents = { version: number; databases: { name: string; documents: number }[] };

/** A file that is not to be used, with the sentence that says why. */
export class Unusable extends Error {}

/**
 * Reads a file from its first page to its last and says what it holds; changes nothing, not even beside it.
 * @throws Unusable where it cannot be read, is damaged, is no database of ours, was written by a newer version, or is in use.
 */
export function inspect(path: string): Contents {
	const open = companions(path).find((beside) => existsSync(beside) && statSync(beside).size > 0);
	if (open) throw new Unusable(`${open} lies beside it: it belongs to a running server. Make a copy of it with "npm run backup" first.`);
	const address = pathToFileURL(path);
	address.search = '?immutable=1';
	let file: DatabaseSync | undefined;
	try {
		file = new DatabaseSync(address, { readOnly: true });
		return contentsOf(file);
	} catch (error) {
		if (error instanceof Unusable) throw error;
		throw new Unusable(`It cannot be read: ${(error as Error).message}.`);
	} finally {
		file?.close();
	}
}

function contentsOf(file: DatabaseSync): Contents {
	const [{ integrity_check: first } = {}] = file.prepare('PRAGMA integrity_check(1)').all();
	if (first !== 'ok') throw new Unusable(`It is damaged: ${first}.`);
	const { user_version: version } = file.prepare('PRAGMA user_version').get() as { user_version: number };
	const tables = new Set(file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all().map(({ name }) => name));
	if (version < 1 || TABLES.some((name) => !tables.has(name))) throw new Unusable('It is no database of this server.');
	if (version > VERSION) throw new Unusable('It was written by a newer version of this server.');
	const orphans = file.prepare('PRAGMA foreign_key_check').all();
	if (orphans.length > 0) throw new Unusable('It is damaged: documents belong to no database.');
	return { version, databases: file.prepare('SELECT name, alive AS documents FROM collection ORDER BY name').all() as Contents['databases'] };
}
