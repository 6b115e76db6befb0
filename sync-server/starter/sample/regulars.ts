import type { Clock } from '#lib/kernel/moments.ts';
import type { FieldsOf, Words } from '../entry.ts';
import type { Rhythm } from './dates.ts';
import type { Place } from './places.ts';

/** A recurring event of the sample programme. */
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

export const regulars: Regular[] = [
	{
		name: 'chor',
		title: ['Chorprobe', 'Chor-Probe', 'Choir rehearsal'],
		about: ['Wir singen mehrstimmig, Noten lesen ist kein Muss.', 'Wir singen zusammen. Alle können mitmachen.', 'We sing in parts; reading music is not required.'],
		category: 'culture',
		place: 'grasbrook-saal',
		every: { days: ['TU'] },
		from: '19:00',
		minutes: 120,
		cancelled: 3,
		moved: [4, '18:00']
	}
];
