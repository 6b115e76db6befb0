import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Instant, addDays, dayOf, toInstant, toLocal } from '#lib/kernel/moments.ts';
import { MOST_BACKUPS, type Settings } from '../settings.ts';
import type { Copied } from './copy.ts';
import { storeFile } from './file.ts';

/** When it is quiet, by the wall clock of the quarter. */
const HOUR = '03:30';
/** How often the clock is looked at, and how long it rests after a failure. Milliseconds. */
const LOOK = 5 * 60_000;
const REST = 60 * 60_000;
const DAY = 24 * 60 * 60_000;

/** For whoever watches: `off`, or when the newest backup was made, and whether the last try failed. */
export type BackupState = 'off' | { at: Instant | null; failed: boolean };

export type Nightly = {
	state(): BackupState;
	/** Makes the backup if it is time for one. To be called again and again; never rejects. */
	look(): Promise<void>;
	/** Looks now (one that was missed is made up) and then every few minutes, until `stop`. */
	start(): void;
	/** Resolves when a backup under way is done. */
	stop(): Promise<void>;
};

const off: Nightly = { state: () => 'off', look: async () => {}, start: () => {}, stop: async () => {} };

/** `quartierslotse-2026-11-24T02-30-00Z.sqlite`: the instant stands in the name, for a copied file has another date. */
const nameAt = (now: Date) => `quartierslotse-${now.toISOString().slice(0, 19).replaceAll(':', '-')}Z.sqlite`;
const instantOf = (name: string): Instant | undefined => {
	const [, day, hour, minute, second] = /^quartierslotse-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.sqlite$/.exec(name) ?? [];
	return day && `${day}T${hour}:${minute}:${second}.000Z`;
};

/** The last time a backup was due. */
export function lastDue(now: Date): Instant {
	const today = dayOf(toLocal(now));
	const due = toInstant(`${today}T${HOUR}`);
	return due <= now.toISOString() ? due : toInstant(`${addDays(today, -1)}T${HOUR}`);
}

/** Copies the store in a thread of its own. */
async function copyBeside(from: string, to: string): Promise<Copied> {
	const worker = new Worker(new URL('./copy.worker.ts', import.meta.url), { workerData: { from, to } });
	const [copied] = (await once(worker, 'message')) as [Copied];
	return copied;
}

/**
 * The nightly backup of the store in `BACKUP_DIR` (SPEC 6.7), as many as `BACKUP_KEEP` says and none older than
 * `MOST_BACKUPS` days. Old ones go only after a new one was made: while backups fail, what there is stays.
 */
export function nightlyBackup({ backupDir, backupKeep, dataDir }: Settings, { now, log }: { now: () => Date; log: (line: string) => void }): Nightly {
	if (backupDir === undefined) return off;
	let failedAt: number | undefined;
	let running: Promise<void> | undefined;
	let timer: NodeJS.Timeout | undefined;

	const kept = (): { name: string; at: Instant }[] => {
		const names = readdirSync(backupDir, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name);
		const found = names.flatMap((name) => [instantOf(name)].flatMap((at) => (at ? [{ name, at }] : [])));
		return found.sort((a, b) => (a.at < b.at ? 1 : -1));
	};
	const newest = () => {
		try {
			return kept()[0]?.at;
		} catch {
			return undefined;
		}
	};

	async function make(): Promise<void> {
		try {
			mkdirSync(backupDir!, { recursive: true, mode: 0o700 });
			const name = nameAt(now());
			const { bytes } = await copyBeside(storeFile(dataDir), join(backupDir!, name));
			const tooOld = new Date(now().getTime() - MOST_BACKUPS * DAY).toISOString();
			const old = kept().filter(({ at }, index) => index >= backupKeep || at < tooOld);
			for (const { name } of old) rmSync(join(backupDir!, name));
			failedAt = undefined;
			log(`backup: ${name} made, ${(bytes / 1e6).toFixed(1)} MB, ${old.length} old removed`);
		} catch (error) {
			failedAt = now().getTime();
			log(`backup: failed (${(error as Error).message})`);
		}
	}

	const nightly: Nightly = {
		state: () => ({ at: newest() ?? null, failed: failedAt !== undefined }),
		async look() {
			const isResting = failedAt !== undefined && Math.abs(now().getTime() - failedAt) < REST;
			if (!running && !isResting && (newest() ?? '') < lastDue(now())) running = make().finally(() => (running = undefined));
			await running;
		},
		start() {
			void nightly.look();
			timer = setInterval(() => void nightly.look(), LOOK).unref();
		},
		async stop() {
			clearInterval(timer);
			await running;
		}
	};
	return nightly;
}
