import { entry, text } from '../entry.ts';

const SOURCE = 'https://hafencityzeitung.com/wir-wollen-den-stadtteil-lebenswerter-machen/';

const room = (name: string, house: string, use: 'hall' | 'pitch') =>
	entry('room', name, {
		house: `house:${house}`,
		name: text(use === 'pitch' ? ['Spielfeld', 'Spiel·feld', 'Pitch'] : ['Gemeinschaftsraum', 'Gemeinschafts·raum', 'Community room']),
		order: 1,
		use,
		equipment: [],
		access: [],
		rules: [],
		bookable: true,
		source: SOURCE,
		checkedOn: null
	});

/** One room per open place; size, capacity and equipment are not publicly known and left out. */
export const rooms = [
	room('grasbrookpark-gemeinschaftsraum', 'grasbrookpark', 'hall'),
	room('baakenpark-gemeinschaftsraum', 'baakenpark', 'hall'),
	room('hafenkante-spielfeld', 'hafenkante', 'pitch')
];
