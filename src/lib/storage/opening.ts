import { database } from './database.ts';

/** Some browsers never answer an open on a full disk; after this long it counts as failed. Milliseconds. */
const PATIENCE = 10_000;

/**
 * Watches whether the device's database works: opens in time, and is not closed from outside (evicted, corrupt, lost
 * connection). A close is answered by one new open.
 * @param tell hears `ok` and `failed`.
 * @returns how to stop watching.
 */
export function watchStorage(tell: (state: 'ok' | 'failed') => void): () => void {
	let watching = true;
	const say = (state: 'ok' | 'failed') => watching && tell(state);
	const open = () => {
		const late = setTimeout(() => say('failed'), PATIENCE);
		database
			.open()
			.then(() => say('ok'))
			.catch(() => say('failed'))
			.finally(() => clearTimeout(late));
	};
	const closed = () => {
		say('failed');
		open();
	};
	database.on('close', closed);
	open();
	return () => {
		watching = false;
		database.on('close').unsubscribe(closed);
	};
}
