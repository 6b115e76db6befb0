import type { Regular } from './regular.ts';

/** What comes back by day and at weekends. */
export const daytimeRegulars: Regular[] = [
	{
		name: 'krabbelgruppe',
		title: ['Krabbelgruppe', 'Krabbel·gruppe', 'Baby and toddler group'],
		about: ['Für Kinder bis zwei Jahre und ihre Eltern.', 'Für kleine Kinder bis 2 Jahre. Und für ihre Eltern.', 'For children up to two and their parents.'],
		category: 'children',
		place: 'grasbrook-gruppe',
		every: { days: ['MO', 'TH'] },
		from: '10:00',
		minutes: 90
	},
	{
		name: 'digital-sprechstunde',
		title: ['Digital-Sprechstunde: Fragen zu Handy und Internet', 'Fragen zum Handy', 'Digital help: questions about phone and internet'],
		about: ['Geduldige Nachbarn erklären Handy, Tablet und Online-Termine.', 'Sie haben eine Frage zum Handy. Jemand erklärt es Ihnen in Ruhe.', 'Patient neighbours explain phones, tablets and booking online.'],
		category: 'advice',
		place: 'baaken-gemein',
		every: { days: ['TU'] },
		from: '10:00',
		minutes: 120,
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge']
	},
	{
		name: 'mittagstisch',
		title: ['Gemeinsamer Mittagstisch', 'Zusammen Mittag essen', 'Shared lunch'],
		about: ['Eine Suppe, viele Stühle. Wer mag, hilft beim Kochen ab elf.', 'Wir essen zusammen Suppe. Sie können beim Kochen helfen.', 'One soup, many chairs. Those who like help cook from eleven.'],
		category: 'meeting',
		place: 'grasbrook-kueche',
		every: { days: ['TU'] },
		from: '12:00',
		minutes: 120,
		cost: ['3 Euro', '3 Euro', '3 euros']
	},
	{
		name: 'kindertanz',
		title: ['Kindertanz', 'Tanzen für Kinder', 'Dance for children'],
		about: ['Für Kinder von vier bis sieben Jahren.', 'Für Kinder von 4 bis 7 Jahren.', 'For children aged four to seven.'],
		category: 'children',
		place: 'baaken-saal',
		every: { days: ['TU'] },
		from: '16:00',
		minutes: 60
	},
	{
		name: 'spielenachmittag',
		title: ['Spielenachmittag für Ältere', 'Spiele·nachmittag für ältere Menschen', 'Games afternoon for older people'],
		about: ['Skat, Rummikub und Kuchen.', 'Wir spielen Karten. Es gibt Kuchen.', 'Cards, Rummikub and cake.'],
		category: 'meeting',
		place: 'grasbrook-gemein',
		every: { days: ['WE'] },
		from: '15:00',
		minutes: 120
	},
	{
		name: 'gymnastik',
		title: ['Gymnastik im Sitzen', 'Gymnastik im Sitzen', 'Seated gymnastics'],
		about: ['Beweglich bleiben, auf dem Stuhl und mit Musik.', 'Wir machen Gymnastik auf dem Stuhl. Es gibt Musik.', 'Staying supple, on a chair and with music.'],
		category: 'sport',
		place: 'grasbrook-saal',
		every: { days: ['TH'] },
		from: '10:30',
		minutes: 60
	},
	{
		name: 'schreibhilfe',
		title: ['Schreibhilfe: Briefe und Formulare', 'Hilfe mit Briefen und Formularen', 'Help with letters and forms'],
		about: ['Ehrenamtliche lesen mit Ihnen Briefe vom Amt und füllen Formulare aus.', 'Jemand liest mit Ihnen Briefe. Jemand hilft beim Formular.', 'Volunteers read official letters with you and fill in forms.'],
		category: 'advice',
		place: 'grasbrook-gruppe',
		every: { days: ['TH'] },
		from: '15:00',
		minutes: 120,
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge']
	},
	{
		name: 'basteln',
		title: ['Bastelwerkstatt für Kinder', 'Basteln für Kinder', 'Crafts for children'],
		about: ['Holz, Papier, Kleber. Ab sechs Jahren.', 'Wir basteln zusammen. Für Kinder ab 6 Jahren.', 'Wood, paper, glue. From six years up.'],
		category: 'children',
		place: 'baaken-werkstatt',
		every: { days: ['FR'] },
		from: '15:00',
		minutes: 90
	},
	{
		name: 'fruehstueck',
		title: ['Nachbarschaftsfrühstück', 'Frühstück mit Nachbarn', 'Neighbourhood breakfast'],
		about: ['Am ersten Samstag im Monat decken wir eine lange Tafel. Alle bringen etwas mit.', 'Wir frühstücken zusammen. Alle bringen etwas mit.', 'On the first Saturday of the month we lay a long table. Everyone brings something.'],
		category: 'meeting',
		place: 'grasbrook-saal',
		every: { days: ['SA'], nth: 1 },
		from: '10:00',
		minutes: 150
	},
	{
		name: 'flohmarkt',
		title: ['Flohmarkt im Saal', 'Floh·markt', 'Indoor flea market'],
		about: ['Am zweiten Samstag im Monat. Tische gibt es vor Ort.', 'Sie können alte Sachen kaufen und verkaufen.', 'On the second Saturday of the month. Tables are provided.'],
		category: 'market',
		place: 'baaken-saal',
		every: { days: ['SA'], nth: 2 },
		from: '11:00',
		minutes: 300,
		cost: ['Tisch 5 Euro', 'Ein Tisch kostet 5 Euro.', 'table 5 euros']
	},
	{
		name: 'lauftreff',
		title: ['Lauftreff', 'Zusammen laufen', 'Running group'],
		about: ['Fünf Kilometer am Wasser, Start und Ziel am Spielfeld.', 'Wir laufen zusammen. Wir laufen langsam.', 'Five kilometres by the water, start and finish at the pitch.'],
		category: 'sport',
		place: 'spielfeld',
		every: { days: ['SA'] },
		from: '10:00',
		minutes: 75
	},
	{
		name: 'sonntagscafe',
		title: ['Sonntagscafé', 'Sonntags·café', 'Sunday café'],
		about: ['Kaffee, Kuchen und Zeitung. Niemand muss sonntags allein sein.', 'Es gibt Kaffee und Kuchen. Kommen Sie einfach vorbei.', 'Coffee, cake and newspapers. Nobody needs to be alone on Sundays.'],
		category: 'meeting',
		place: 'grasbrook-saal',
		every: { days: ['SU'] },
		from: '15:00',
		minutes: 150
	}
];
