import { liveQuery } from 'dexie';

/** Waits until something on this device is so, whichever tab or worker made it so, or until the signal ends. */
export function until(isSo: () => Promise<boolean>, signal: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) return resolve();
		const end = () => {
			watching.unsubscribe();
			signal.removeEventListener('abort', end);
			resolve();
		};
		const watching = liveQuery(isSo).subscribe({ next: (so) => so && end(), error: reject });
		signal.addEventListener('abort', end);
	});
}
