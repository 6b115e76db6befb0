import { hasUnsavedDraft } from '#lib/storage/drafts.ts';

/** A new version of the app, ready to take over. Nothing happens by itself: a person chooses the moment. */
class Update {
	#waiting = $state(false);
	#workbox: import('workbox-window').Workbox | undefined;

	/** Whether a new version is ready. */
	get waiting() {
		return this.#waiting;
	}

	/** Registers the service worker, once per page. In development there is none. */
	async register(): Promise<void> {
		if (this.#workbox || !import.meta.env.PROD || !('serviceWorker' in navigator)) return;
		const { Workbox } = await import('workbox-window');
		this.#workbox = new Workbox('/service-worker.js');
		this.#workbox.addEventListener('waiting', () => (this.#waiting = true));
		await this.#workbox.register();
	}

	/**
	 * Has workers kept on this device, so that what they do works in flight mode: all of them at each start of the desk, or the
	 * one that sets contracts.
	 */
	async keepWorker(type: 'KEEP_WORKER' | 'KEEP_CONTRACT'): Promise<void> {
		if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
		const { active } = await navigator.serviceWorker.ready;
		active?.postMessage({ type });
	}

	/** Asks the server for a new version; browsers do so only when a page is opened, and a lobby screen never is. */
	async look(): Promise<void> {
		await this.#workbox?.update().catch(() => undefined);
	}

	/**
	 * Starts the new version and loads the page anew. Drafts are on the device by then.
	 * @returns false, and nothing happens, where something typed is not safe yet.
	 */
	apply(): boolean {
		if (hasUnsavedDraft() || !this.#workbox) return false;
		this.#workbox.addEventListener('controlling', () => location.reload());
		this.#workbox.messageSkipWaiting();
		return true;
	}
}

export const update = new Update();
