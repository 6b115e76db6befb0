import type { Regular } from './regular.ts';

/** What comes back in the evening: something on every day of the week. */
export const eveningRegulars: Regular[] = [
	{
		name: 'yoga',
		title: ['Yoga nach der Arbeit', 'Yoga am Abend', 'Yoga after work'],
		about: ['Ruhige Übungen für Anfängerinnen und Geübte. Bitte eine Matte mitbringen.', 'Wir machen ruhige Übungen. Bringen Sie eine Matte mit.', 'Calm exercises for beginners and the practised. Please bring a mat.'],
		category: 'sport',
		place: 'grasbrook-saal',
		every: { days: ['MO'] },
		from: '18:30',
		minutes: 90,
		cost: ['auf Spendenbasis', 'Sie geben so viel Geld, wie Sie wollen.', 'by donation']
	},
	{
		name: 'theater',
		title: ['Theatergruppe', 'Theater·gruppe', 'Drama group'],
		about: ['Wir erfinden Szenen aus dem Quartier. Neue sind willkommen.', 'Wir spielen Theater. Neue Menschen sind willkommen.', 'We make up scenes from the neighbourhood. Newcomers are welcome.'],
		category: 'culture',
		place: 'baaken-saal',
		every: { days: ['MO'] },
		from: '19:00',
		minutes: 120
	},
	{
		name: 'chor',
		title: ['Chorprobe', 'Chor·probe', 'Choir rehearsal'],
		about: ['Wir singen mehrstimmig, Noten lesen ist kein Muss.', 'Wir singen zusammen. Alle können mitmachen.', 'We sing in parts; reading music is not required.'],
		category: 'culture',
		place: 'grasbrook-saal',
		every: { days: ['TU'] },
		from: '19:00',
		minutes: 120,
		cancelled: 3,
		moved: [4, '18:00']
	},
	{
		name: 'naehcafe',
		title: ['Nähcafé', 'Näh·café', 'Sewing café'],
		about: ['Zwei Nähmaschinen stehen bereit, jemand zeigt, wie es geht.', 'Wir nähen zusammen. Jemand zeigt Ihnen, wie es geht.', 'Two sewing machines are ready and someone shows how it is done.'],
		category: 'course',
		place: 'baaken-werkstatt',
		every: { days: ['TU'] },
		from: '17:00',
		minutes: 120
	},
	{
		name: 'deutsch-cafe',
		title: ['Deutsch-Café', 'Deutsch-Café', 'German café'],
		about: ['Miteinander Deutsch sprechen, bei Tee und ohne Prüfung.', 'Wir sprechen zusammen Deutsch. Es gibt Tee.', 'Speaking German together over tea, without exams.'],
		category: 'course',
		place: 'grasbrook-gruppe',
		every: { days: ['WE'] },
		from: '17:00',
		minutes: 120,
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge']
	},
	{
		name: 'tai-chi',
		title: ['Tai-Chi für alle', 'Tai-Chi für alle', 'Tai chi for everyone'],
		about: ['Langsame Bewegungen, gut für Gleichgewicht und Rücken.', 'Wir bewegen uns langsam. Das ist gut für den Rücken.', 'Slow movements, good for balance and back.'],
		category: 'sport',
		place: 'baaken-saal',
		every: { days: ['WE'] },
		from: '18:30',
		minutes: 90
	},
	{
		name: 'lesekreis',
		title: ['Lesekreis', 'Lese·kreis', 'Reading circle'],
		about: ['Alle zwei Wochen sprechen wir über ein Buch. Man darf auch nur zuhören.', 'Wir sprechen über ein Buch. Sie können auch nur zuhören.', 'Every other week we talk about a book. Just listening is fine.'],
		category: 'culture',
		place: 'baaken-gemein',
		every: { days: ['WE'], interval: 2 },
		from: '19:30',
		minutes: 120
	},
	{
		name: 'buergerforum',
		title: ['Bürgerforum', 'Bürger·forum', 'Residents’ forum'],
		about: ['Was das Viertel bewegt: Verkehr, Grün, Feste. Jede Stimme zählt.', 'Wir reden über unser Viertel. Alle dürfen etwas sagen.', 'What moves the neighbourhood: traffic, green, festivities. Every voice counts.'],
		category: 'assembly',
		place: 'grasbrook-saal',
		every: { days: ['WE'], nth: 3 },
		from: '19:00',
		minutes: 120
	},
	{
		name: 'schach',
		title: ['Schachtreff', 'Schach·treff', 'Chess evening'],
		about: ['Vom ersten Zug bis zur Blitzpartie. Bretter sind da.', 'Wir spielen Schach. Auch wenn Sie es noch lernen.', 'From the first move to blitz games. Boards are there.'],
		category: 'meeting',
		place: 'grasbrook-gruppe',
		every: { days: ['TH'] },
		from: '19:00',
		minutes: 150
	},
	{
		name: 'repair-cafe',
		title: ['Repair-Café', 'Reparatur·café', 'Repair café'],
		about: ['Wir reparieren gemeinsam Lampen, Toaster und Kleidung. Bitte nur bringen, was Sie tragen können.', 'Ihre Lampe ist kaputt? Wir reparieren sie zusammen.', 'We repair lamps, toasters and clothes together. Please bring only what you can carry.'],
		category: 'course',
		place: 'baaken-werkstatt',
		every: { days: ['TH'], interval: 2 },
		from: '18:00',
		minutes: 180,
		cost: ['kostenlos, Spende für Material', 'Das kostet nichts. Sie können Geld für Material geben.', 'free, donations for material']
	},
	{
		name: 'trommeln',
		title: ['Trommelgruppe', 'Trommel·gruppe', 'Drumming group'],
		about: ['Rhythmus braucht keine Noten. Trommeln sind vorhanden.', 'Wir trommeln zusammen. Trommeln sind da.', 'Rhythm needs no sheet music. Drums are provided.'],
		category: 'culture',
		place: 'baaken-saal',
		every: { days: ['TH'] },
		from: '19:00',
		minutes: 90
	},
	{
		name: 'bolzplatz-treff',
		title: ['Bolzplatz-Treff', 'Bolz·platz·treff', 'Kickabout on the pitch'],
		about: ['Kicken ohne Verein. Ab zehn Jahren, alle zusammen.', 'Wir spielen Fußball. Alle ab zehn Jahren können kommen.', 'Football without a club. From ten years up, all together.'],
		category: 'sport',
		place: 'spielfeld',
		every: { days: ['FR'] },
		from: '16:00',
		minutes: 120
	},
	{
		name: 'spieleabend',
		title: ['Spieleabend', 'Spiele·abend', 'Games evening'],
		about: ['Karten, Brettspiele und gute Laune. Eigene Spiele willkommen.', 'Wir spielen Karten und Brett·spiele. Bringen Sie gern ein Spiel mit.', 'Cards, board games and good spirits. Bring your own games.'],
		category: 'meeting',
		place: 'grasbrook-gemein',
		every: { days: ['FR'] },
		from: '18:00',
		minutes: 180
	},
	{
		name: 'kochen',
		title: ['Kochen aus aller Welt', 'Kochen aus aller Welt', 'Cooking from around the world'],
		about: ['Jedes Mal kocht jemand anders vor, alle schnippeln mit.', 'Wir kochen zusammen. Jedes Mal zeigt jemand ein neues Gericht.', 'Each time someone else leads and everyone chops.'],
		category: 'meeting',
		place: 'baaken-kueche',
		every: { days: ['FR'], interval: 2 },
		from: '18:00',
		minutes: 180,
		cost: ['5 Euro für Zutaten', '5 Euro für das Essen.', '5 euros for ingredients'],
		moved: [1, '17:00']
	},
	{
		name: 'filmabend',
		title: ['Filmabend', 'Film·abend', 'Film night'],
		about: ['Am letzten Freitag im Monat zeigen wir einen Film und reden danach.', 'Wir sehen einen Film. Danach reden wir darüber.', 'On the last Friday of the month we show a film and talk afterwards.'],
		category: 'culture',
		place: 'grasbrook-saal',
		every: { days: ['FR'], nth: -1 },
		from: '19:30',
		minutes: 150
	},
	{
		name: 'offener-abend',
		title: ['Offener Samstagabend', 'Offener Abend', 'Open Saturday evening'],
		about: ['Klönen, Tee trinken, Leute kennenlernen.', 'Wir trinken Tee und reden. Sie lernen Menschen kennen.', 'Chatting, drinking tea, meeting people.'],
		category: 'meeting',
		place: 'baaken-gemein',
		every: { days: ['SA'] },
		from: '18:00',
		minutes: 150
	},
	{
		name: 'meditation',
		title: ['Meditation zum Wochenausklang', 'Ruhe am Sonntag', 'Meditation to end the week'],
		about: ['Eine Stunde Stille, mit Anleitung.', 'Wir sitzen still und atmen ruhig. Jemand erklärt es.', 'An hour of silence, with guidance.'],
		category: 'sport',
		place: 'grasbrook-gruppe',
		every: { days: ['SU'] },
		from: '18:00',
		minutes: 60
	},
	{
		name: 'tanzen',
		title: ['Tanzen am Sonntag', 'Tanzen am Sonntag', 'Sunday dancing'],
		about: ['Von Walzer bis Disco, auch ohne Partner. Alle zwei Wochen.', 'Wir tanzen zusammen. Sie können allein kommen.', 'From waltz to disco, partner not needed. Every other week.'],
		category: 'culture',
		place: 'baaken-saal',
		every: { days: ['SU'], interval: 2 },
		from: '18:00',
		minutes: 120
	}
];
