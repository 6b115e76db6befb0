import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync, backup } from 'node:sqlite';
import { companions, publish } from './file.ts';
import { type Contents, inspect } from './inspect.ts';

/** All pages in one step: one state of the store, however much is written meanwhile, and no start from the beginning. */
const ALL_PAGES = 2 ** 31 - 1;
/** Milliseconds to wait for a lock; a reader needs none but while the file is being opened. */
const PATIENCE = 10_000;

export type Copied = Contents & { bytes: number };

/**
 * Copies the store's file while a server writes to it (SQLite's online backup), as one file that only its owner may read:
 * every document acknowledged before the call is in it, of what is written meanwhile all or nothing of each batch. The copy
 * is checked before it gets its name.
 * @throws Error `EEXIST` where there is something of this name and `overwrite` is not set; `ENOENT` where there is no store.
 */
export async function copyStore(from: string, to: string, { overwrite = false } = {}): Promise<Copied> {
	if (!existsSync(from)) throw Object.assign(new Error(`there is no store at ${from}`), { code: 'ENOENT' });
	if (!overwrite && existsSync(to)) throw Object.assign(new Error(`${to} exists`), { code: 'EEXIST' });
	const temporary = `${to}.${process.pid}.part`;
	const source = new DatabaseSync(from, { readOnly: true, timeout: PATIENCE });
	try {
		await backup(source, temporary, { rate: ALL_PAGES });
		chmodSync(temporary, 0o600);
		toOneFile(temporary);
		const contents = inspect(temporary);
		const bytes = statSync(temporary).size;
		publish(temporary, to, overwrite);
		return { ...contents, bytes };
	} finally {
		source.close();
		for (const path of [temporary, ...companions(temporary)]) rmSync(path, { force: true });
	}
}

/** A file in write-ahead mode cannot be read where nothing may be written beside it; a copy must be readable anywhere. */
function toOneFile(path: string): void {
	const file = new DatabaseSync(path);
	file.exec('PRAGMA journal_mode = DELETE');
	file.close();
}
