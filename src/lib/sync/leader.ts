const LOCK = 'quartierslotse-sync';

/**
 * One tab of a device syncs. Runs `work` while this tab is the leader; Web Locks end the term of a tab that crashes.
 * Where there are no Web Locks every tab leads: slower, never wrong, since everything sent is idempotent.
 * @param work runs until its signal ends.
 * @param options `whileHidden` keeps the lead when nobody looks (desk, lobby screens); else it passes to a visible tab.
 * @returns how to stop.
 */
export function lead(work: (signal: AbortSignal) => Promise<void>, { whileHidden }: { whileHidden: boolean }): () => void {
	let term: AbortController | undefined;
	const begin = () => {
		if (term) return;
		const { signal } = (term = new AbortController());
		if (!navigator.locks) return void work(signal);
		navigator.locks.request(LOCK, { signal }, () => work(signal)).catch((error) => signal.aborted || console.error(error));
	};
	const end = () => {
		term?.abort();
		term = undefined;
	};
	const look = () => (whileHidden || document.visibilityState === 'visible' ? begin() : end());
	document.addEventListener('visibilitychange', look);
	look();
	return () => {
		document.removeEventListener('visibilitychange', look);
		end();
	};
}
