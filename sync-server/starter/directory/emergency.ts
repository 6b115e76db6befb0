import { service } from './service.ts';

/** Numbers for danger to life and for help that cannot wait. */
export const emergency = [
	service('notruf-112', {
		type: 'emergency',
		topics: ['crisis', 'health'],
		name: ['Notruf 112: Feuerwehr und Rettungsdienst', 'Not·ruf 112: Feuer·wehr und Rettungs·wagen', 'Emergency 112: fire and ambulance'],
		summary: [
			'Bei Feuer, Unfall oder Lebensgefahr hilft der europaweite Notruf rund um die Uhr und kostenlos.',
			'Es brennt. Oder jemand ist in Lebens·gefahr. Rufen Sie sofort an. Der Anruf kostet nichts.',
			'In case of fire, accident or danger to life, call at any time, free of charge, anywhere in Europe.'
		],
		url: 'https://www.hamburg.de',
		responsible: ['Feuerwehr Hamburg', 'Die Feuer·wehr in Hamburg', 'Hamburg Fire Brigade'],
		phone: '112',
		hours: 'always',
		situations: ['notfall', 'arzt'],
		keywords: ['Feuerwehr', 'Notarzt', 'Rettungswagen', 'Krankenwagen', 'Herzinfarkt', 'Schlaganfall', 'Brand']
	}),
	service('notruf-110', {
		type: 'emergency',
		topics: ['crisis', 'violence'],
		name: ['Notruf 110: Polizei', 'Not·ruf 110: Polizei', 'Emergency 110: police'],
		summary: [
			'Wenn Sie bedroht werden oder eine Straftat geschieht, hilft die Polizei rund um die Uhr und kostenlos.',
			'Jemand bedroht Sie. Rufen Sie sofort an. Der Anruf kostet nichts.',
			'If you are threatened or a crime is happening, call the police at any time, free of charge.'
		],
		url: 'https://www.polizei.hamburg',
		responsible: ['Polizei Hamburg', 'Die Polizei in Hamburg', 'Hamburg Police'],
		phone: '110',
		hours: 'always',
		situations: ['notfall', 'gewalt', 'opfer'],
		keywords: ['Polizei', 'Einbruch', 'Überfall', 'Bedrohung', 'Schlägerei', 'Diebstahl']
	}),
	service('nora-notruf', {
		type: 'emergency',
		topics: ['crisis', 'disability'],
		name: ['nora: die Notruf-App der Bundesländer', 'nora: Not·ruf mit dem Handy', 'nora: the official emergency call app'],
		summary: [
			'Mit der App rufen Sie Feuerwehr, Rettungsdienst oder Polizei, ohne sprechen zu müssen.',
			'Sie können schlecht hören oder sprechen. Mit der App nora können Sie Hilfe rufen. Sie müssen dafür nicht sprechen.',
			'The app calls fire brigade, ambulance or police without your having to speak.'
		],
		url: 'https://www.nora-notruf.de',
		hours: 'always',
		bring: [['Handy mit der App, vorher eingerichtet', 'Ein Handy mit der App nora', 'Phone with the app, set up beforehand']],
		situations: ['notfall', 'behinderung'],
		keywords: ['gehörlos', 'schwerhörig', 'Notruf ohne Sprechen', 'App', 'stumm']
	}),
	service('aerztlicher-bereitschaftsdienst', {
		type: 'emergency',
		topics: ['health'],
		name: ['Ärztlicher Bereitschaftsdienst 116117', 'Ärzte in der Nacht und am Wochen·ende: 116117', 'Out-of-hours doctor service 116117'],
		summary: [
			'Hier finden Sie eine Ärztin oder einen Arzt, wenn die Praxis zu ist und es nicht lebensgefährlich ist.',
			'Sie sind krank. Ihr Arzt hat gerade zu. Rufen Sie die 116117 an.',
			'Finds you a doctor when surgeries are closed and it is not life-threatening.'
		],
		url: 'https://www.116117.de',
		responsible: ['Kassenärztliche Vereinigung Hamburg', 'Eine Gruppe von Ärzten in Hamburg', 'Association of Statutory Health Insurance Physicians Hamburg'],
		phone: '116117',
		hours: 'always',
		bring: [['Gesundheitskarte der Krankenkasse', 'Ihre Karte von der Kranken·kasse', 'Health insurance card']],
		situations: ['arzt'],
		keywords: ['Notdienst', 'Bereitschaft', 'Wochenende', 'Nacht', 'Termin beim Facharzt', 'Notfallpraxis', 'Arztruf']
	}),
	service('giftinformation-nord', {
		type: 'emergency',
		topics: ['health', 'crisis'],
		name: ['Giftinformationszentrum-Nord', 'Gift·not·ruf', 'Poisons Information Centre North'],
		summary: [
			'Bei Verdacht auf eine Vergiftung beraten Fachleute für Norddeutschland rund um die Uhr.',
			'Jemand hat etwas Giftiges gegessen oder getrunken. Rufen Sie hier an. Ist jemand bewusst·los? Dann rufen Sie 112 an.',
			'If you suspect poisoning, experts for northern Germany advise around the clock.'
		],
		url: 'https://www.giz-nord.de',
		phone: '0551 19240',
		hours: 'always',
		bring: [['Verpackung oder Name des Stoffes', 'Die Packung. Oder den Namen von dem Gift.', 'Packaging or name of the substance']],
		situations: ['notfall', 'arzt'],
		keywords: ['Vergiftung', 'Gift', 'verschluckt', 'Putzmittel', 'Pilze', 'Tabletten', 'Kind']
	}),
	service('apotheken-notdienst', {
		type: 'emergency',
		topics: ['health'],
		name: ['Apotheken-Notdienst', 'Not·dienst von den Apotheken', 'Emergency pharmacy service'],
		summary: [
			'Hier erfahren Sie, welche Apotheke in Ihrer Nähe nachts und am Wochenende geöffnet hat.',
			'Sie brauchen nachts ein Medikament. Hier finden Sie eine offene Apotheke.',
			'Tells you which pharmacy near you is open at night and at weekends.'
		],
		url: 'https://www.aponet.de',
		phone: '0800 0022833',
		hours: 'always',
		bring: [['Rezept, falls vorhanden', 'Das Rezept vom Arzt', 'Prescription, if you have one']],
		situations: ['arzt'],
		keywords: ['Apotheke', 'Medikament', 'Rezept', 'Nachtdienst', 'Notapotheke']
	}),
	service('sperr-notruf', {
		type: 'emergency',
		topics: ['money', 'crisis'],
		name: ['Sperr-Notruf 116116', 'Karte sperren: 116116', 'Card blocking hotline 116116'],
		summary: [
			'Unter dieser Nummer lassen Sie verlorene oder gestohlene Bankkarten und viele Ausweise sofort sperren.',
			'Ihre Bank·karte ist weg. Rufen Sie hier an. Dann kann niemand mehr Ihr Geld nehmen.',
			'Call this number to block lost or stolen bank cards and many identity documents at once.'
		],
		url: 'https://www.sperr-notruf.de',
		phone: '116116',
		hours: 'always',
		bring: [['Kontonummer oder IBAN', 'Ihre IBAN', 'Account number or IBAN']],
		situations: ['opfer', 'notfall'],
		keywords: ['Karte gestohlen', 'EC-Karte', 'Girocard', 'Kreditkarte', 'Portemonnaie verloren', 'SIM-Karte', 'sperren']
	}),
	service('frauenhaeuser-hamburg', {
		type: 'emergency',
		topics: ['violence', 'crisis'],
		name: ['24/7: Zentrale Notaufnahme der Hamburger Frauenhäuser', 'Not·aufnahme von den Frauen·häusern in Hamburg', '24/7: central intake of Hamburg’s women’s shelters'],
		summary: [
			'Frauen und ihre Kinder, die Gewalt erleben, finden hier zu jeder Stunde Schutz und einen Platz im Frauenhaus.',
			'Ihr Mann oder Ihr Freund schlägt Sie. Hier bekommen Sie Schutz. Sie können Tag und Nacht anrufen. Ihre Kinder können mitkommen.',
			'Women and their children who face violence find protection and a place in a shelter at any hour.'
		],
		url: 'https://www.24-7-frauenhaeuser-hh.de',
		source: 'https://www.ndr.de/nachrichten/hamburg/Umzug-der-Hamburger-Frauenhaus-Notaufnahme-verzoegert-sich-erneut,frauenhaus314.html',
		phone: '040 80004 1000',
		hours: 'always',
		bring: [['Nichts. Wenn möglich: Ausweise, Karten, Medikamente', 'Sie brauchen nichts. Wenn es geht: den Ausweis und Medikamente.', 'Nothing. If possible: identity papers, cards, medicine']],
		situations: ['gewalt', 'notfall'],
		keywords: ['Frauenhaus', 'Schutz', 'häusliche Gewalt', 'Flucht', 'Zuflucht', 'Schläge']
	}),
	service('kinder-jugendnotdienst', {
		type: 'emergency',
		topics: ['crisis', 'family', 'violence'],
		name: ['Kinder- und Jugendnotdienst Hamburg (KJND)', 'Not·dienst für Kinder und Jugendliche', 'Child and youth emergency service Hamburg (KJND)'],
		summary: [
			'Kinder, Jugendliche und Eltern bekommen hier in akuten Krisen Hilfe und Schutz, zu jeder Zeit.',
			'Du bist ein Kind oder ein Jugendlicher. Du brauchst sofort Hilfe. Hier ist immer jemand da.',
			'Children, young people and parents get help and protection in acute crises, at any time.'
		],
		url: 'https://www.hamburg.de',
		source: 'https://bv-hh.de/altona/documents/niedrigschwellige-bekanntgabe-der-hilfemoeglichkeiten-fuer-kinder-und-jugendliche-in-krisensituationen-mitteilungsdrucksache-zum-beschluss-des-hauptausschusses-vom-10-06-2021-48240',
		law: 'SGB VIII',
		phone: '040 428153200',
		hours: 'always',
		situations: ['jugend', 'erziehung', 'gewalt', 'notfall'],
		keywords: ['Inobhutnahme', 'Kindeswohl', 'weggelaufen', 'Rauswurf', 'Schutz', 'Missbrauch', 'Jugendamt nachts']
	})
];
