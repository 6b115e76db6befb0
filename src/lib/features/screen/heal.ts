import { mayReload } from './rules.ts';

const KEY = 'screen-reloaded-at';
const MINUTE = 60_000;

/** Whether a reload would show something: the app lies in the cache of its service worker, or the server answers. */
async function startable(): Promise<boolean> {
	try {
		const cached = navigator.serviceWorker?.controller && (await caches.match('/200.html', { ignoreSearch: true }));
		return cached ? true : (await fetch('/health', { cache: 'no-store' })).ok;
	} catch {
		return false;
	}
}

/**
 * Looks after a screen nobody stands at: after an error it keeps showing what it has and reloads as soon as that can help,
 * at most once in ten minutes.
 * @returns `fail` to report an error that was caught elsewhere, `stop` to look away.
 */
export function healing(): { fail: () => void; stop: () => void } {
	let failed = false;
	async function reload() {
		const now = new Date().toISOString();
		if (!failed || !mayReload(localStorage.getItem(KEY), now) || !(await startable())) return;
		localStorage.setItem(KEY, now);
		location.reload();
	}
	const fail = () => {
		failed = true;
		void reload();
	};
	const timer = setInterval(reload, MINUTE);
	addEventListener('error', fail);
	addEventListener('unhandledrejection', fail);
	return {
		fail,
		stop: () => {
			clearInterval(timer);
			removeEventListener('error', fail);
			removeEventListener('unhandledrejection', fail);
		}
	};
}

/** Keeps the display on while the page is seen, where the browser can. @returns how to stop. */
export function stayAwake(): () => void {
	let lock: WakeLockSentinel | undefined;
	let stopped = false;
	async function ask() {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		// Refused on low battery: the screen then follows the device's own settings.
		lock = await navigator.wakeLock.request('screen').catch(() => undefined);
		if (stopped) void lock?.release();
	}
	document.addEventListener('visibilitychange', ask);
	void ask();
	return () => {
		stopped = true;
		document.removeEventListener('visibilitychange', ask);
		void lock?.release();
	};
}
