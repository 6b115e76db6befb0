import { papers } from './papers.ts';
import { service } from './service.ts';

/** Advice on care, disability, addiction, the mind, and growing old. */
export const healthAdvice = [
	service('pflegestuetzpunkt', {
		type: 'advice',
		topics: ['care', 'age'],
		law: 'SGB XI',
		name: ['Pflegestützpunkt Hamburg-Mitte', 'Pflege·stütz·punkt Hamburg-Mitte', 'Care advice centre Hamburg-Mitte'],
		summary: [
			'Unabhängige und kostenlose Beratung zu allem, was mit Pflege zu tun hat, auf Wunsch auch zu Hause.',
			'Sie oder Ihre Eltern brauchen Pflege. Hier bekommen Sie Rat. Das kostet nichts.',
			'Independent, free advice on everything about care, at home if you wish.'
		],
		url: 'https://www.hamburg.de/pflegestuetzpunkte',
		source: 'https://vdek.com/LVen/HAM/Vertragspartner/Pflegeversicherung/pflegestuetzpunkte.html',
		responsible: ['Stadt Hamburg und Pflegekassen', 'Die Stadt Hamburg und die Pflege·kassen', 'City of Hamburg and care insurance funds'],
		bring: [papers.medical, ['Bescheid der Pflegekasse, falls vorhanden', 'Den Brief von der Pflege·kasse', 'Decision of the care fund, if there is one']],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['pflege', 'alter', 'behinderung'],
		keywords: ['Pflegeberatung', 'Pflegeheim', 'Pflegedienst', 'Demenz', 'Pflegegrad beantragen', 'Eltern']
	}),
	service('seniorenberatung-mitte', {
		type: 'advice',
		topics: ['age', 'care'],
		law: 'SGB XII',
		name: ['Seniorenberatung im Bezirksamt Hamburg-Mitte', 'Beratung für ältere Menschen', 'Advice for older people at the District Office Hamburg-Mitte'],
		summary: [
			'Ältere Menschen und ihre Familien bekommen Rat zu Hilfen zu Hause, Geld, Wohnen und Kontakten, auch bei Hausbesuchen.',
			'Sie sind älter. Sie brauchen Hilfe im Alltag. Hier bekommen Sie Rat. Jemand kann auch zu Ihnen kommen.',
			'Older people and their families get advice on help at home, money, housing and company, also by home visits.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte',
		office: 'bezirksamt-mitte',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['alter', 'einsam', 'pflege'],
		keywords: ['Senioren', 'Rentner', 'Hausbesuch', 'Seniorentreff', 'Altenhilfe', 'Hausnotruf']
	}),
	service('seniorentreffs-mitte', {
		type: 'advice',
		topics: ['age'],
		name: ['Seniorentreffs im Bezirk Hamburg-Mitte', 'Treffs für ältere Menschen', 'Meeting places for older people in Hamburg-Mitte'],
		summary: [
			'In geförderten Seniorentreffs im Bezirk treffen sich ältere Menschen zu Kaffee, Kursen und Ausflügen.',
			'Hier treffen sich ältere Menschen. Es gibt Kaffee, Kurse und Ausflüge.',
			'In publicly funded meeting places across the district, older people meet for coffee, courses and outings.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte/themen/familie-senioren/offene-seniorenarbeit-67316',
		office: 'bezirksamt-mitte',
		situations: ['einsam', 'alter'],
		keywords: ['Seniorentreff', 'Seniorenkreis', 'Kaffeeklatsch', 'Rentner', 'Gesellschaft']
	}),
	service('hamburger-hausbesuch', {
		type: 'advice',
		topics: ['age', 'care'],
		name: ['Hamburger Hausbesuch für Seniorinnen und Senioren', 'Haus·besuch für ältere Menschen', 'Hamburg home visit for older people'],
		summary: [
			'Zum 80. Geburtstag bietet die Stadt einen Besuch an, bei dem eine geschulte Person Fragen zum Älterwerden bespricht.',
			'Sie werden 80 Jahre alt. Dann kann jemand Sie zu Hause besuchen. Sie sprechen über das Leben im Alter.',
			'On your 80th birthday the city offers a visit in which a trained person talks with you about growing older.'
		],
		url: 'https://www.hamburg.de',
		source: 'https://www.deutschlandfunk.de/leben-im-alter-wie-sich-hamburg-fuer-senioren-stark-macht-ol-100.html',
		responsible: ['Sozialbehörde Hamburg', 'Die Sozial·behörde Hamburg', 'Hamburg social authority'],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['einsam', 'alter', 'pflege'],
		keywords: ['80. Geburtstag', 'Hausbesuch', 'Senioren', 'zu Hause wohnen bleiben']
	}),
	service('betreuungsstelle', {
		type: 'advice',
		topics: ['age', 'law', 'disability'],
		law: 'BGB, BtOG',
		name: [
			'Beratungsstelle für rechtliche Betreuung und Vorsorgevollmacht',
			'Beratung zu Vollmacht und Betreuung',
			'Advice centre for legal guardianship and lasting power of attorney'
		],
		summary: [
			'Hier erfahren Sie, wie eine Vorsorgevollmacht geht und was eine rechtliche Betreuung bedeutet.',
			'Ein Mensch kann nicht mehr allein entscheiden. Wer darf helfen? Hier bekommen Sie Rat.',
			'Explains how a lasting power of attorney works and what legal guardianship means.'
		],
		url: 'https://www.hamburg.de',
		source: 'https://www.patientenverfuegung.digital/ratgeber/patientenverfuegung/patientenverfuegung-praktische-umsetzung/welche-informationsquellen-und-beratungsstellen-fuer-patientenverfuegung-gibt-es-in-hamburg',
		responsible: ['Bezirksamt Altona, für ganz Hamburg, und die Betreuungsvereine', 'Das Bezirks·amt Altona. Und die Betreuungs·vereine.', 'District Office Altona, for all of Hamburg, and the guardianship associations'],
		bring: [papers.identity, papers.questions],
		situations: ['pflege', 'seele'],
		keywords: ['Vorsorgevollmacht', 'Patientenverfügung', 'gesetzliche Betreuung', 'Vormund', 'Demenz']
	}),
	service('eutb', {
		type: 'advice',
		topics: ['disability', 'law'],
		law: 'SGB IX',
		name: ['Ergänzende unabhängige Teilhabeberatung (EUTB)', 'EUTB: Beratung für Menschen mit Behinderung', 'Independent participation counselling (EUTB)'],
		summary: [
			'Menschen mit Behinderung und ihre Familien werden kostenlos und unabhängig beraten, oft von selbst Betroffenen.',
			'Sie haben eine Behinderung. Hier bekommen Sie Rat. Oft hat die Berater·person selbst eine Behinderung. Das kostet nichts.',
			'People with disabilities and their families get free, independent advice, often from people with disabilities.'
		],
		url: 'https://www.teilhabeberatung.de',
		bring: [papers.letters],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['behinderung', 'krank'],
		keywords: ['Peer-Beratung', 'Teilhabe', 'Hilfsmittel', 'Persönliches Budget', 'Reha', 'Assistenz']
	}),
	service('sozialpsychiatrischer-dienst', {
		type: 'advice',
		topics: ['health', 'crisis'],
		name: ['Sozialpsychiatrischer Dienst Hamburg-Mitte', 'Hilfe bei seelischen Krankheiten', 'Social psychiatric service Hamburg-Mitte'],
		summary: [
			'Bei seelischen Krisen und psychischer Krankheit beraten und helfen Fachleute des Bezirksamts, auch den Angehörigen.',
			'Ihnen geht es seelisch sehr schlecht. Oder jemand in Ihrer Familie ist seelisch krank. Hier bekommen Sie Hilfe.',
			'In mental crises and illness, experts of the district office advise and help, relatives too.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte',
		office: 'bezirksamt-mitte',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['seele', 'sucht'],
		keywords: ['Psychose', 'Krise', 'Depression', 'psychisch krank', 'Angehörige', 'Zwangseinweisung']
	}),
	service('kiss-hamburg', {
		type: 'advice',
		topics: ['health', 'addiction', 'crisis'],
		name: ['KISS Hamburg: Kontaktstellen für Selbsthilfegruppen', 'KISS Hamburg: Selbst·hilfe·gruppen', 'KISS Hamburg: self-help group contact points'],
		summary: [
			'KISS hilft, eine Selbsthilfegruppe zu finden oder zu gründen, von Angst bis Zöliakie.',
			'Andere Menschen haben die gleichen Sorgen wie Sie. In einer Gruppe können Sie reden. KISS hilft beim Suchen.',
			'KISS helps you find or start a self-help group, on almost any subject.'
		],
		url: 'https://www.kiss-hh.de',
		situations: ['einsam', 'seele', 'krank', 'todesfall'],
		keywords: ['Selbsthilfe', 'Gruppe', 'Trauergruppe', 'Angehörige', 'chronisch krank']
	}),
	service('sucht-hamburg', {
		type: 'advice',
		topics: ['addiction'],
		name: ['Suchtberatung in Hamburg (Sucht.Hamburg)', 'Sucht·beratung in Hamburg', 'Addiction advice in Hamburg (Sucht.Hamburg)'],
		summary: [
			'Die Fachstelle zeigt, welche Beratungsstelle bei Alkohol, Drogen, Medikamenten, Glücksspiel oder Medien hilft.',
			'Sie trinken zu viel. Oder Sie nehmen Drogen. Hier erfahren Sie: Wer kann helfen?',
			'Shows which advice centre helps with alcohol, drugs, medicines, gambling or media.'
		],
		url: 'https://www.sucht-hamburg.de',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['sucht', 'jugend'],
		keywords: ['Alkohol', 'Entzug', 'Kiffen', 'Crack', 'Medikamentensucht', 'Gaming', 'Drogenberatung']
	}),
	service('anonyme-alkoholiker', {
		type: 'advice',
		topics: ['addiction'],
		name: ['Anonyme Alkoholiker', 'Anonyme Alkoholiker', 'Alcoholics Anonymous'],
		summary: [
			'In Gruppen in der ganzen Stadt helfen sich Menschen gegenseitig, nüchtern zu bleiben, kostenlos und ohne Namen.',
			'Sie wollen keinen Alkohol mehr trinken. In der Gruppe helfen sich die Menschen. Sie müssen Ihren Namen nicht sagen.',
			'In groups all over the city people help each other to stay sober, free of charge and without names.'
		],
		url: 'https://www.anonyme-alkoholiker.de',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['sucht'],
		keywords: ['AA', 'Alkohol', 'trocken', 'Selbsthilfe', 'Meeting']
	}),
	service('trauerberatung-hospiz', {
		type: 'advice',
		topics: ['crisis', 'age'],
		law: 'SGB V',
		name: ['Hospiz, Palliativversorgung und Trauerbegleitung', 'Begleitung beim Sterben und in der Trauer', 'Hospice, palliative care and bereavement support'],
		summary: [
			'Der Wegweiser zeigt Hospizdienste, Palliativteams und Trauerbegleitung in Ihrer Nähe.',
			'Ein Mensch wird bald sterben. Oder ein Mensch ist gestorben. Hier finden Sie Begleitung.',
			'The guide shows hospice services, palliative teams and bereavement support near you.'
		],
		url: 'https://www.wegweiser-hospiz-palliativmedizin.de',
		situations: ['todesfall', 'pflege'],
		keywords: ['Sterben', 'Hospiz', 'Trauer', 'Palliativ', 'Abschied']
	})
];
