import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Everything that is left to chance in one run comes from here, and so from one number. */
export type Dice = ReturnType<typeof throwing>;

/** @param seed the same one gives the same throws, on every machine. */
export function throwing(seed: number) {
	const generator = xoroshiro128plus(seed);
	const below = (end: number) => uniformInt(generator, 0, end - 1);
	return {
		/** A whole number from 0, smaller than `end`. */
		below,
		/** True in so many of a hundred throws. */
		percent: (chance: number) => below(100) < chance,
		/** One of these. @throws Error where there is none. */
		one<T>(things: readonly T[]): T {
			if (things.length === 0) throw new Error('nothing to choose from');
			return things[below(things.length)]!;
		},
		/** One of these, each as likely as its weight says. */
		weighed<T>(things: readonly (readonly [weight: number, thing: T])[]): T {
			let left = below(things.reduce((sum, [weight]) => sum + weight, 0));
			for (const [weight, thing] of things) if ((left -= weight) < 0) return thing;
			throw new Error('nothing to choose from');
		}
	};
}
