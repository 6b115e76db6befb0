import { liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';
import type { Instant } from '#lib/kernel/moments.ts';
import { database } from '#lib/storage/database.ts';
import { watchStorage } from '#lib/storage/opening.ts';
import { setting } from '#lib/storage/settings.ts';
import { type Bulletin, hear, post } from './bulletin.ts';

type Known = { stand: Instant | undefined; waiting: number; parked: boolean; refused: number };

const read = async (): Promise<Known> => {
	const outbox = [...(await database.outbox.toArray()), ...(await database.errand.toArray())];
	const unpushed = Object.keys((await setting('unpushed')) ?? {}).length;
	return {
		stand: await setting('stand'),
		waiting: outbox.filter(({ refused }) => !refused).length + (await database.write.count()) + unpushed + (await database.photo.where('state').equals('waiting').count()),
		parked: (await setting('parked')) ?? false,
		refused: outbox.filter(({ refused }) => refused).length + (await database.refused.count())
	};
};

/** How this device stands with the server, the same in every tab. Followed only while something on screen reads it. */
class Status {
	#isRead = false;
	#known: Known = { stand: undefined, waiting: 0, parked: false, refused: 0 };
	#heard: Bulletin = {};
	#storage: 'ok' | 'failed' = 'ok';
	#follow = createSubscriber((update) => {
		const reading = liveQuery(read).subscribe({ next: (known) => ((this.#known = known), (this.#isRead = true), update()), error: () => ((this.#storage = 'failed'), update()) });
		const unhear = hear((bulletin) => ((this.#heard = { ...this.#heard, ...bulletin }), update()));
		const unwatch = watchStorage((state) => ((this.#storage = state), update()));
		const offline = () => ((this.#heard = { ...this.#heard, reachable: false, syncing: false }), update());
		addEventListener('offline', offline);
		if (!navigator.onLine) queueMicrotask(offline);
		return () => {
			reading.unsubscribe();
			unhear();
			unwatch();
			removeEventListener('offline', offline);
		};
	});

	/** When this device last knew everything; undefined: never. */
	get stand() {
		return this.#follow(), this.#known.stand;
	}
	/** Whether what follows was read from this device already: just after a start nothing is known, not even "never". */
	get isRead() {
		return this.#follow(), this.#isRead;
	}
	/** Whether the server answered last time; undefined: not tried yet. */
	get reachable() {
		return this.#follow(), this.#heard.reachable;
	}
	/** What a person did here and the server does not have yet. */
	get waiting() {
		return this.#follow(), this.#known.waiting;
	}
	/** The desk's session is over: work goes on, sending waits for a new sign-in. */
	get parked() {
		return this.#follow(), this.#known.parked;
	}
	/** What the server did not accept and a person has to look at: requests and documents. */
	get refused() {
		return this.#follow(), this.#known.refused;
	}
	/** Whether something is under way right now. */
	get syncing() {
		return this.#follow(), this.#heard.syncing ?? false;
	}
	/** Whether this device can keep anything. */
	get storage() {
		return this.#follow(), this.#storage;
	}
}

export const status = new Status();

/** Tries now what waits for the network. */
export const syncNow = (): void => post({ wake: 'all' });
