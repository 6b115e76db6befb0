import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The file in `DATA_DIR` that holds every database. */
export const storeFile = (dataDir: string): string => join(dataDir, 'quartierslotse.sqlite');

/** What SQLite keeps beside a file while it is open. */
export const companions = (path: string): string[] => ['-wal', '-shm', '-journal'].map((ending) => path + ending);

/** Waits until what was written to a file, or which files a folder holds, is on the disk. */
function settle(path: string): void {
	const handle = openSync(path, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/**
 * Gives a finished file its name: all of it is there under that name, on the disk, or nothing is.
 * @param overwrite replaces what has the name already.
 * @throws Error `EEXIST` where something has it and may not be replaced.
 */
export function publish(temporary: string, path: string, overwrite: boolean): void {
	settle(temporary);
	if (overwrite) renameSync(temporary, path);
	else {
		linkSync(temporary, path);
		rmSync(temporary);
	}
	settle(dirname(path));
}
