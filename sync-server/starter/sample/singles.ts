import type { Clock } from '#lib/kernel/moments.ts';
import type { FieldsOf, Words } from '../entry.ts';
import type { When } from './dates.ts';
import type { Place } from './places.ts';

/** A single event of the sample programme: in a room, or outdoors. */
export type Single = {
	name: string;
	title: Words;
	about: Words;
	category: FieldsOf<'event'>['category'];
	when: When;
	from: Clock;
	minutes: number;
	place?: Place;
	outdoors?: string;
	status?: FieldsOf<'event'>['status'];
	cost?: Words;
};

export const singles: Single[] = [
	{
		name: 'abendspaziergang',
		title: ['Abendspaziergang am Wasser', 'Spazier·gang am Wasser', 'Evening walk by the water'],
		about: ['Wir gehen gemeinsam eine Runde am Wasser, im Tempo der Langsamsten.', 'Wir gehen zusammen am Wasser spazieren. Wir gehen langsam.', 'We walk a round by the water at the pace of the slowest.'],
		category: 'meeting',
		when: { inDays: 0 },
		from: '18:00',
		minutes: 90,
		outdoors: 'Magellan-Terrassen'
	}
];
