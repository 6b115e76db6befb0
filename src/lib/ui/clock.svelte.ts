import { createSubscriber } from 'svelte/reactivity';
import { type Day, type Instant, type LocalDateTime, dayOf, toLocal } from '#lib/kernel/moments.ts';

/** How often the clock moves, in milliseconds. */
const TICK = 15_000;

/** This device's clock as the screens see it: moves every 15 seconds and whenever the page is seen again. */
class Clock {
	#at = Date.now();
	#follow = createSubscriber((update) => {
		const tick = () => {
			this.#at = Date.now();
			update();
		};
		const timer = setInterval(tick, TICK);
		document.addEventListener('visibilitychange', tick);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', tick);
		};
	});
	#time() {
		this.#follow();
		// Nobody followed the clock for a while: read it anew.
		if (Math.abs(Date.now() - this.#at) > TICK) this.#at = Date.now();
		return this.#at;
	}

	get instant(): Instant {
		return new Date(this.#time()).toISOString();
	}
	/** The wall clock in the quarter's zone. */
	get local(): LocalDateTime {
		return toLocal(this.#time());
	}
	get day(): Day {
		return dayOf(this.local);
	}
}

export const now = new Clock();
