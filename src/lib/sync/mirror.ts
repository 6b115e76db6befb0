import { dayOf, toLocal } from '#lib/kernel/moments.ts';
import { type Snapshot, cursorOf, project, projectSnapshot } from '#lib/storage/projector.ts';
import type { RawDoc } from '#lib/storage/rows.ts';
import { extendWindow } from '#lib/storage/window.ts';
import { hear, post } from './bulletin.ts';
import { upToDate } from './contact.ts';
import { Unreachable, ask } from './fetch.ts';
import { keepTrying, pause } from './loop.ts';

/** Documents per page of changes. */
const PAGE = 500;
/** A cursor further away than this, by a clock that may jump, starts over from a snapshot, so that no deletion is missed. Milliseconds. */
const TOO_OLD = 30 * 86_400_000;
/** The shortest time between two questions for news, should a server answer them at once. Milliseconds. */
const BREATH = 1000;

type Page = { results: { id: string; doc?: RawDoc }[]; last_seq: string; pending?: number };

/** A seq is `<n>-<generation>`: another generation is another life of the database. */
const generationOf = (seq: string) => seq.slice(seq.indexOf('-') + 1);

async function fetched<T>(path: string, signal: AbortSignal, onHeartbeat?: () => void): Promise<T> {
	// Without the session: one that is over would have the server refuse even what everybody may read (SPEC 2.4).
	const { status, body } = await ask(path, { signal, onHeartbeat, credentials: 'omit' });
	if (status !== 200) throw new Unreachable(`answered ${status}`);
	return body as T;
}

/** Ends when the signal does or when somebody calls to try now: a line may be dead after a sleep. */
function untilWoken(signal: AbortSignal): { signal: AbortSignal; rest: () => void } {
	const woken = new AbortController();
	const rest = hear(({ wake }) => wake === 'all' && woken.abort());
	return { signal: AbortSignal.any([signal, woken.signal]), rest };
}

async function news(quarter: string, since: string, isLive: boolean, signal: AbortSignal): Promise<Page | undefined> {
	const feed = isLive ? '&feed=longpoll&heartbeat=10000&timeout=55000' : '';
	const path = `/db/${quarter}-public/_changes?include_docs=true&limit=${PAGE}&since=${encodeURIComponent(since)}${feed}`;
	if (!isLive) return fetched<Page>(path, signal);
	const line = untilWoken(signal);
	const asked = Date.now();
	try {
		const page = await fetched<Page>(path, line.signal, () => void upToDate());
		// A clock that was set back meanwhile must not make it hold its breath for hours.
		if (page.results.length === 0) await pause(Math.min(BREATH, BREATH - (Date.now() - asked)), signal);
		return page;
	} catch (error) {
		if (line.signal.aborted && !signal.aborted) return undefined;
		throw error;
	} finally {
		line.rest();
	}
}

/**
 * One step of following the server: a snapshot where nothing (usable) is known, else a page of changes, or, once
 * everything is known, the next change when it happens.
 * @returns whether everything is known now.
 * @throws Unreachable
 */
export async function mirrorOnce(quarter: string, isLive: boolean, signal: AbortSignal): Promise<boolean> {
	const cursor = await cursorOf('mirror');
	const page = cursor && Math.abs(Date.now() - Date.parse(cursor.at)) < TOO_OLD ? await news(quarter, cursor.seq, isLive, signal) : 'none';
	if (page === undefined) return false;
	if (page === 'none' || !cursor || generationOf(page.last_seq) !== generationOf(cursor.seq)) {
		await projectSnapshot(await fetched<Snapshot>(`/api/${quarter}/snapshot`, signal));
		return false;
	}
	const docs = page.results.flatMap(({ doc }) => doc ?? []);
	if (docs.length > 0 || page.last_seq !== cursor.seq) await project('mirror', docs, page.last_seq);
	if (docs.length > 0) post({ wake: 'courier' });
	const isComplete = page.results.length < PAGE;
	if (isComplete) await upToDate();
	return isComplete;
}

/** Keeps this device's copy of what is public: snapshot, then changes as they happen, until the signal ends. */
export function mirror(quarter: string, signal: AbortSignal): Promise<void> {
	let isLive = false;
	return keepTrying(async () => {
		const wasLive = isLive;
		isLive = false;
		post({ syncing: !wasLive });
		isLive = await mirrorOnce(quarter, wasLive, signal);
		if (isLive) post({ syncing: false });
		await extendWindow(dayOf(toLocal(Date.now())));
	}, signal);
}
