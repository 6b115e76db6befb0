import type { Clock } from '#lib/kernel/moments.ts';
import type { FieldsOf, Words } from '../entry.ts';
import type { Rhythm } from './dates.ts';
import type { Place } from './places.ts';

/** A recurring event of the sample programme. No two of them want one room at one time, see the test. */
export type Regular = {
	name: string;
	title: Words;
	about: Words;
	category: FieldsOf<'event'>['category'];
	place: Place;
	every: Rhythm;
	from: Clock;
	minutes: number;
	cost?: Words;
	/** The nth date (from 0) that is cancelled, or moved to another time of its day. */
	cancelled?: number;
	moved?: readonly [nth: number, from: Clock];
};
