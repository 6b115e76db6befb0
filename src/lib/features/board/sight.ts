/** So many rows are drawn before it is known what is in sight. */
export const FIRST = 12;
/** What is so near to the edge of the box, in pixels, is drawn before it comes into sight. */
const MARGIN = 200;

/** Tells the rows of a scrolled region when they come into sight or near it, and when they leave. */
export class Sight {
	#observer: IntersectionObserver | undefined;
	readonly #told = new WeakMap<Element, (near: boolean) => void>();

	/** @param tell hears of it at once, and again whenever it changes. @returns what is to be attached to a row. */
	watch(tell: (near: boolean) => void) {
		return (row: Element) => {
			const observer = (this.#observer ??= new IntersectionObserver(this.#seen, { root: row.closest('[role="region"]'), rootMargin: `${MARGIN}px 0px` }));
			this.#told.set(row, tell);
			observer.observe(row);
			return () => observer.unobserve(row);
		};
	}

	#seen = (entries: IntersectionObserverEntry[]) => {
		for (const { target, isIntersecting } of entries) this.#told.get(target)?.(isIntersecting);
	};
}
