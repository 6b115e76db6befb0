import { liveQuery } from 'dexie';
import { dayOf, toLocal } from '#lib/kernel/moments.ts';
import { setting } from '#lib/storage/settings.ts';
import { extendWindow } from '#lib/storage/window.ts';
import { post } from './bulletin.ts';
import { courier } from './courier.ts';
import { lead } from './leader.ts';
import { keepTrying } from './loop.ts';
import { mirror } from './mirror.ts';
import { quarterName } from './quarter.ts';
import { until } from './until.ts';
import { update } from './update.svelte.ts';

const HOUR = 3_600_000;

/** A desk that signed out without network ends its session now; only such a device loads what that takes. */
async function farewell(signal: AbortSignal): Promise<void> {
	if (await setting('farewell')) await (await import('./session.ts')).sayFarewell(signal);
}

/** Runs the right source for who is at this device: the desk's replica for a signed-in member, else the mirror. */
async function follow(quarter: string, signal: AbortSignal): Promise<void> {
	let current: { name: string | undefined; stop: AbortController } | undefined;
	const begin = (name: string | undefined) => {
		if (current && current.name === name) return;
		current?.stop.abort();
		const stop = new AbortController();
		current = { name, stop };
		const until = AbortSignal.any([signal, stop.signal]);
		if (name === undefined) void farewell(until).then(() => mirror(quarter, until));
		else {
			void update.keepWorker('KEEP_WORKER');
			void import('./replica.ts').then(({ replicate }) => replicate(quarter, until));
			void import('./held.ts').then(({ sendWhenDue }) => sendWhenDue(until));
			void import('./photos.ts').then(({ carryPhotos }) => carryPhotos(quarter, until));
		}
	};
	const watching = liveQuery(() => setting('member')).subscribe({ next: (member) => begin(member?.name), error: () => begin(undefined) });
	await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
	watching.unsubscribe();
}

/** Without network too: dates move on by this device's clock. */
async function hourly(): Promise<void> {
	await extendWindow(dayOf(toLocal(Date.now())));
	await update.look();
}

/** The service worker comes once this device knows everything: on a first visit it must not compete for the line with that. */
function start(whileHidden: boolean): () => void {
	const quarter = quarterName();
	const stopped = new AbortController();
	void until(async () => (await setting('stand')) !== undefined, stopped.signal).then(() => update.register());
	const call = () => document.visibilityState === 'visible' && post({ wake: 'all' });
	addEventListener('online', call);
	document.addEventListener('visibilitychange', call);
	const abdicate = lead(
		async (signal) => {
			void keepTrying(hourly, signal, { between: HOUR });
			void courier(quarter, signal);
			await follow(quarter, signal);
		},
		{ whileHidden }
	);
	return () => {
		stopped.abort();
		abdicate();
		removeEventListener('online', call);
		document.removeEventListener('visibilitychange', call);
	};
}

/** Syncs a resident's page: only while it is seen. @returns how to stop. */
export const startResidentSync = (): (() => void) => start(false);
/** Syncs a lobby screen, always. @returns how to stop. */
export const startScreenSync = (): (() => void) => start(true);
/** Syncs the desk, as long as its tab lives. @returns how to stop. */
export const startDeskSync = (): (() => void) => start(true);
