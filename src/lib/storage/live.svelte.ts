import { liveQuery } from 'dexie';
import { untrack } from 'svelte';

/**
 * The latest result of a Dexie query, kept fresh across tabs and workers. Create it while a component initialises.
 * `select` is tracked: read runes there and return the query. The query itself runs untracked.
 * `ready` with `undefined` means that there is no such thing; `loading` that it is not known yet.
 */
export class Live<T> {
	#current = $state.raw<T>();
	#state = $state.raw<'loading' | 'ready' | 'failed'>('loading');

	constructor(select: () => () => Promise<T> | T) {
		$effect.pre(() => {
			const query = select();
			const subscription = untrack(() =>
				liveQuery(query).subscribe({
					next: (value) => {
						this.#current = value;
						this.#state = 'ready';
					},
					error: () => (this.#state = 'failed')
				})
			);
			return () => subscription.unsubscribe();
		});
	}
	get current() {
		return this.#current;
	}
	get state() {
		return this.#state;
	}
}
