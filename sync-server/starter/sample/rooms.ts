import type { Doc } from '#lib/features/catalogue.ts';
import { type FieldsOf, type Words, sampleEntry, sampleTitle, text } from '../entry.ts';

const SOURCE = 'https://www.hafencity.com';

const things = {
	chairs: ['Stühle', 'Stühle', 'Chairs'],
	tables: ['Tische', 'Tische', 'Tables'],
	stage: ['Kleine Bühne', 'Eine kleine Bühne', 'Small stage'],
	projector: ['Beamer und Leinwand', 'Beamer und Lein·wand', 'Projector and screen'],
	sound: ['Musikanlage', 'Musik·anlage', 'Sound system'],
	piano: ['Klavier', 'Klavier', 'Piano'],
	stove: ['Herd und Backofen', 'Herd und Back·ofen', 'Stove and oven'],
	dishes: ['Geschirr für 30 Personen', 'Teller und Tassen für 30 Menschen', 'Dishes for 30 people'],
	fridge: ['Kühlschrank', 'Kühl·schrank', 'Fridge'],
	board: ['Tafel', 'Tafel', 'Board'],
	bench: ['Werkbank', 'Werk·bank', 'Workbench'],
	sewing: ['Zwei Nähmaschinen', 'Zwei Näh·maschinen', 'Two sewing machines']
} as const satisfies Record<string, Words>;

const stepFree: Words = ['Beispiel: stufenlos erreichbar', 'Beispiel: Der Weg ist ohne Stufen.', 'Example: step-free access'];
const loop: Words = ['Beispiel: Höranlage vorhanden', 'Beispiel: Es gibt eine Hör·anlage.', 'Example: hearing loop available'];
const tidy: Words = ['Beispiel: Küche sauber verlassen', 'Beispiel: Machen Sie die Küche sauber.', 'Example: leave the kitchen clean'];

const room = (
	name: string,
	house: 'grasbrookpark' | 'baakenpark',
	words: Words,
	use: FieldsOf<'room'>['use'],
	[order, sizeSquareMetres, capacity]: [number, number, number],
	equipment: (keyof typeof things)[]
): Doc<'room'> =>
	sampleEntry('room', `${house}-${name}`, {
		house: `house:${house}`,
		name: sampleTitle(words),
		order,
		use,
		sizeSquareMetres,
		capacity,
		features: {
			'step-free': true,
			kitchen: use === 'kitchen',
			...(use === 'hall' && { 'hearing-loop': true }),
			...(equipment.includes('projector') && { projector: true }),
			...(equipment.includes('sound') && { sound: true })
		},
		equipment: equipment.map((thing) => text(things[thing])),
		access: (use === 'hall' ? [stepFree, loop] : [stepFree]).map(text),
		rules: (use === 'kitchen' ? [tidy] : []).map(text),
		bookable: true,
		source: SOURCE,
		checkedOn: null
	});

/** Invented rooms with sizes and equipment, so that a newcomer sees what a well-kept house looks like. */
export const sampleRooms = [
	room('saal', 'grasbrookpark', ['Saal', 'Saal', 'Hall'], 'hall', [2, 90, 80], ['chairs', 'tables', 'stage', 'projector', 'sound', 'piano']),
	room('kueche', 'grasbrookpark', ['Küche', 'Küche', 'Kitchen'], 'kitchen', [3, 28, 16], ['stove', 'fridge', 'dishes']),
	room('gruppenraum', 'grasbrookpark', ['Gruppenraum', 'Gruppen·raum', 'Meeting room'], 'meeting', [4, 32, 20], ['chairs', 'tables', 'board']),
	room('saal', 'baakenpark', ['Saal', 'Saal', 'Hall'], 'hall', [2, 110, 100], ['chairs', 'tables', 'projector', 'sound']),
	room('kueche', 'baakenpark', ['Küche', 'Küche', 'Kitchen'], 'kitchen', [3, 30, 18], ['stove', 'fridge', 'dishes']),
	room('werkstatt', 'baakenpark', ['Werkstatt', 'Werk·statt', 'Workshop'], 'workshop', [4, 45, 15], ['bench', 'sewing', 'tables'])
];
