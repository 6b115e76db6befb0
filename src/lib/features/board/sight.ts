/** So many rows are drawn before it is known what is in sight. */
export const FIRST = 12;
/** What is so near to the edge of the box is drawn before it comes into sight. */
const MARGIN = { rows: '200px 0px', columns: '0px 200px' };

/** Tells the rows or the columns of a scrolled region when they come into sight or near it, and when they leave. */
export class Sight {
	readonly #of: keyof typeof MARGIN;
	#observer: IntersectionObserver | undefined;
	readonly #told = new WeakMap<Element, (near: boolean) => void>();

	constructor(of: keyof typeof MARGIN) {
		this.#of = of;
	}

	/** @param tell hears of it at once, and again whenever it changes. @returns what is to be attached to a row, or to the head of a column. */
	watch(tell: (near: boolean) => void) {
		return (element: Element) => {
			const observer = (this.#observer ??= new IntersectionObserver(this.#seen, { root: element.closest('[role="region"]'), rootMargin: MARGIN[this.#of] }));
			this.#told.set(element, tell);
			observer.observe(element);
			return () => observer.unobserve(element);
		};
	}

	#seen = (entries: IntersectionObserverEntry[]) => {
		for (const { target, isIntersecting } of entries) this.#told.get(target)?.(isIntersecting);
	};
}
