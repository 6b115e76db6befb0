import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, constants, copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { OWN } from '../context.ts';
import { companions, publish, storeFile } from './file.ts';
import { type Contents, Unusable, inspect } from './inspect.ts';

/**
 * Puts a copy of a store into an empty folder as the store of a new life (SPEC 6.3). The copy is checked before anything is
 * touched, and the store has its name only when it is complete.
 * @throws Unusable with the sentence that says why not; then `dataDir` is as it was.
 */
export function revive(copy: string, dataDir: string): Contents {
	if (existsSync(dataDir) && readdirSync(dataDir).length > 0) throw new Unusable(`DATA_DIR ${dataDir} is not empty: move what is in it away first, it may be all there is.`);
	const contents = inspect(copy);
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const path = storeFile(dataDir);
	const temporary = `${path}.part`;
	try {
		copyFileSync(copy, temporary, constants.COPYFILE_EXCL);
		chmodSync(temporary, 0o600);
		beginNewLife(temporary);
		publish(temporary, path, false);
	} finally {
		for (const left of [temporary, ...companions(temporary)]) rmSync(left, { force: true });
	}
	return contents;
}

/**
 * What clients remember of this store is about writes it may have lost, so nothing they remember may hold:
 * - every database has a new generation, so a seq from before counts as 0 and everything is read anew;
 * - their checkpoints go, and with a new uuid the names of those they keep themselves: PouchDB believes its own checkpoint
 *   where both sides name the same session, also if ours is the older one, and would never again send what was lost;
 * - the time a database began is now, by which CouchDB's replicator notices while it runs.
 * The server's own local documents stay: what was planted, and which decisions wait.
 */
function beginNewLife(path: string): void {
	const file = new DatabaseSync(path);
	try {
		file.exec('PRAGMA secure_delete = ON; BEGIN IMMEDIATE');
		const renew = file.prepare('UPDATE collection SET generation = ?, created = ? WHERE key = ?');
		const now = Date.now();
		for (const { key } of file.prepare('SELECT key FROM collection').all() as { key: number }[]) renew.run(randomBytes(8).toString('hex'), now, key);
		file.prepare('DELETE FROM local WHERE substr(id, 1, ?) <> ?').run(OWN.length, OWN);
		file.prepare("INSERT OR REPLACE INTO setting VALUES ('uuid', ?)").run(randomUUID().replaceAll('-', ''));
		file.exec('COMMIT');
	} finally {
		file.close();
	}
}
