import type { Database } from '../store/store.ts';
import { type ChangesAsked, further, readStep } from './changes-read.ts';
import { bytesOf, forms, type Kind } from './feed-forms.ts';

/** One step of a feed, ready to be sent (nothing where there are no rows), how far it is, and what to ask next. */
export type Reading = { bytes: Uint8Array | undefined; last_seq: string; pending: number; done: boolean; next: ChangesAsked };

export async function readOn(database: Database, kind: Kind, asked: ChangesAsked): Promise<Reading> {
	const step = await readStep(database, asked);
	const { rows, last_seq, pending, done } = step;
	return { bytes: rows.length > 0 ? bytesOf(forms[kind].rows(step)) : undefined, last_seq, pending, done, next: further(asked, step) };
}

/** Readings kept of a database: feeds that were told the same before ask the same after a write. */
const MOST = 10;
const kept = new WeakMap<Database, Map<string, Promise<Reading>>>();

/** As `readOn`, but read once for all feeds that a write woke and that ask the same. */
export function readTogether(database: Database, kind: Kind, asked: ChangesAsked): Promise<Reading> {
	if (asked.filter || asked.limit !== Infinity) return readOn(database, kind, asked);
	const readings = kept.get(database) ?? new Map<string, Promise<Reading>>();
	const key = JSON.stringify([kind, asked.options]);
	const reading = readings.get(key) ?? readOn(database, kind, asked);
	if (readings.size < MOST) kept.set(database, readings.set(key, reading));
	return reading;
}

/** To be called at every write, before any feed reads: what was read before it may lack it. */
export const forgetReadings = (database: Database): void => void kept.delete(database);
