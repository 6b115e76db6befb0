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

/** The first two need no house, so that today and tomorrow are never empty, not even on a public holiday. */
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
	},
	{
		name: 'sternegucken',
		title: ['Sternegucken', 'Sterne ansehen', 'Stargazing'],
		about: ['Mit Decken und Fernglas, bei jedem Himmel.', 'Wir sehen uns die Sterne an. Bringen Sie eine Decke mit.', 'With blankets and binoculars, whatever the sky.'],
		category: 'culture',
		when: { inDays: 1 },
		from: '20:00',
		minutes: 90,
		outdoors: 'Lohsepark'
	},
	{
		name: 'kuechenlesung',
		title: ['Lesung am Küchentisch', 'Jemand liest vor', 'Reading at the kitchen table'],
		about: ['Eine Nachbarin liest Geschichten vom Hafen.', 'Jemand liest Geschichten vor. Es gibt Tee.', 'A neighbour reads stories of the harbour.'],
		category: 'culture',
		when: { inDays: 0 },
		from: '20:00',
		minutes: 90,
		place: 'grasbrook-kueche'
	},
	{
		name: 'suppenabend',
		title: ['Suppenabend für neue Nachbarn', 'Suppe für neue Nachbarn', 'Soup evening for new neighbours'],
		about: ['Wer neu ist, bringt Hunger mit, wer schon länger hier wohnt, ein Brot.', 'Wir essen zusammen Suppe. Neue Nachbarn sind willkommen.', 'Newcomers bring an appetite, old hands bring bread.'],
		category: 'meeting',
		when: { inDays: 1 },
		from: '18:30',
		minutes: 120,
		place: 'grasbrook-kueche'
	},
	{
		name: 'hausversammlung',
		title: ['Treffen der Hausgruppen', 'Treffen der Gruppen', 'Meeting of the house groups'],
		about: ['Alle Gruppen stimmen ihre festen Zeiten ab.', 'Die Gruppen sprechen über ihre Zeiten.', 'All groups agree on their regular times.'],
		category: 'assembly',
		when: { on: 'SA', week: 1 },
		from: '14:00',
		minutes: 90,
		place: 'grasbrook-gruppe'
	},
	{
		name: 'infoabend-wohnen-im-alter',
		title: ['Infoabend: Wohnen im Alter', 'Info·abend: Wohnen im Alter', 'Information evening: living in old age'],
		about: ['Wie wir in der Nähe wohnen bleiben können.', 'Sie werden älter. Wie können Sie gut wohnen?', 'How we can stay living nearby.'],
		category: 'advice',
		when: { on: 'TU', week: 2 },
		from: '18:00',
		minutes: 90,
		place: 'baaken-gemein'
	},
	{
		name: 'hauskonzert',
		title: ['Hauskonzert', 'Konzert im Saal', 'House concert'],
		about: ['Musik aus dem Viertel, auf der kleinen Bühne.', 'Menschen aus dem Viertel machen Musik.', 'Music from the neighbourhood on the small stage.'],
		category: 'culture',
		when: { on: 'SA', week: 2 },
		from: '19:00',
		minutes: 150,
		place: 'grasbrook-saal',
		cost: ['Spende', 'Sie können Geld geben.', 'donation']
	},
	{
		name: 'kinderflohmarkt',
		title: ['Kinderflohmarkt', 'Floh·markt für Kinder', 'Children’s flea market'],
		about: ['Kinder verkaufen Spielzeug und Bücher auf Decken.', 'Kinder verkaufen Spiel·zeug und Bücher.', 'Children sell toys and books on blankets.'],
		category: 'market',
		when: { on: 'SU', week: 1 },
		from: '10:00',
		minutes: 240,
		place: 'baaken-saal'
	},
	{
		name: 'erste-hilfe',
		title: ['Erste-Hilfe-Auffrischung', 'Erste Hilfe üben', 'First aid refresher'],
		about: ['Stabile Seitenlage, Wiederbelebung, Notruf: üben an einem Nachmittag.', 'Wir üben: So helfen Sie im Not·fall.', 'Recovery position, resuscitation, emergency call: practice in one afternoon.'],
		category: 'course',
		when: { on: 'SA', week: 3 },
		from: '13:00',
		minutes: 180,
		place: 'grasbrook-gruppe'
	},
	{
		name: 'familien-spieltag',
		title: ['Spieltag für Familien', 'Spiel·tag für Familien', 'Family play day'],
		about: ['Ballspiele, Seilspringen und Wettläufe auf dem Spielfeld.', 'Wir spielen draußen mit Bällen und Seilen.', 'Ball games, skipping and races on the pitch.'],
		category: 'children',
		when: { on: 'SU', week: 4 },
		from: '11:00',
		minutes: 180,
		place: 'spielfeld',
		status: 'tentative'
	},
	{
		name: 'pflanzentausch',
		title: ['Pflanzentausch', 'Pflanzen tauschen', 'Plant swap'],
		about: ['Ableger mitbringen, andere mitnehmen.', 'Bringen Sie eine Pflanze mit. Nehmen Sie eine andere mit.', 'Bring cuttings, take others home.'],
		category: 'market',
		when: { on: 'SA', week: 5 },
		from: '14:00',
		minutes: 180,
		place: 'grasbrook-gemein'
	},
	{
		name: 'drachenbasteln',
		title: ['Drachen bauen', 'Drachen bauen', 'Kite making'],
		about: ['Fällt aus, weil das Material noch nicht da ist.', 'Das Basteln fällt aus. Das Material ist noch nicht da.', 'Cancelled because the material has not arrived.'],
		category: 'children',
		when: { on: 'SU', week: 2 },
		from: '14:00',
		minutes: 120,
		place: 'baaken-werkstatt',
		status: 'cancelled'
	}
];
