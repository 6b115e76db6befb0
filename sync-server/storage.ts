import type { Code } from '#lib/kernel/failure.ts';
import { refused, type Refused } from './problem.ts';
import { StoreError } from './store/store.ts';

/** SQLite's primary result codes that mean the disk or the file, not the question. */
const troubles: Record<number, { code: Code; log: string }> = {
	5: { code: 'store-unavailable', log: 'another process holds the file (SQLITE_BUSY)' },
	6: { code: 'store-unavailable', log: 'the file is locked (SQLITE_LOCKED)' },
	8: { code: 'store-unavailable', log: 'the file or its disk is read-only (SQLITE_READONLY)' },
	10: { code: 'store-unavailable', log: 'the disk failed (SQLITE_IOERR)' },
	11: { code: 'store-damaged', log: 'the file is damaged (SQLITE_CORRUPT): restore a backup' },
	13: { code: 'storage', log: 'the disk is full (SQLITE_FULL)' },
	14: { code: 'store-unavailable', log: 'the file cannot be opened (SQLITE_CANTOPEN)' },
	26: { code: 'store-damaged', log: 'the file is no database (SQLITE_NOTADB): restore a backup' }
};

/** Seconds after which a client may try again what failed by a lock, a disk or a mount. */
const SOON = '5';

type Failed = Error & { code?: string; errcode?: number };

/**
 * What is wrong with the store, where that is why something failed: how it is answered, and a line for the log, which
 * holds nothing of what was to be read or written. Undefined where it is a mistake of ours.
 */
export function troubleOf(error: Error): { refusal: Refused; line: string } | undefined {
	if (error instanceof StoreError) return { refusal: refused('store-unavailable', { 'Retry-After': SOON }), line: `store: ${error.message}` };
	const { code, errcode = 0 } = error as Failed;
	const trouble = code === 'ERR_SQLITE_ERROR' ? troubles[errcode & 0xff] : undefined;
	if (!trouble) return undefined;
	const later = trouble.code === 'store-damaged' ? {} : { 'Retry-After': SOON };
	return { refusal: refused(trouble.code, later), line: `store: ${trouble.log}` };
}
