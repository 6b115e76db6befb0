import { service } from './service.ts';

/** Nationwide lines that answer questions and point the way. */
export const adviceLines = [
	service('behoerdennummer-115', {
		type: 'helpline',
		topics: ['law'],
		name: ['Behördennummer 115', 'Die 115: Fragen an die Ämter', 'Public authorities’ number 115'],
		summary: [
			'Unter der 115 erfahren Sie, welches Amt zuständig ist, wann es öffnet und was Sie mitbringen.',
			'Sie haben eine Frage an ein Amt. Rufen Sie die 115 an. Dort sagt man Ihnen: Dieses Amt hilft Ihnen.',
			'Call 115 to learn which authority is responsible, when it is open and what to bring.'
		],
		url: 'https://www.115.de',
		phone: '115',
		situations: ['amt', 'neu-hier'],
		keywords: ['Behörde', 'Zuständigkeit', 'Kundenzentrum', 'Hamburg Service', 'anmelden', 'Ausweis', 'Ummeldung']
	}),
	service('pflegetelefon', {
		type: 'helpline',
		topics: ['care', 'age'],
		name: ['Pflegetelefon des Bundesfamilienministeriums', 'Pflege·telefon', 'Care line of the Federal Ministry for Family Affairs'],
		summary: [
			'Pflegende Angehörige bekommen hier vertraulich Rat, wie sie Pflege, Beruf und Familie verbinden.',
			'Sie pflegen jemanden in Ihrer Familie. Hier bekommen Sie Rat am Telefon.',
			'Family carers get confidential advice on combining care, work and family.'
		],
		url: 'https://www.wege-zur-pflege.de',
		phone: '030 20179131',
		situations: ['pflege'],
		keywords: ['Pflege', 'Angehörige', 'Pflegezeit', 'Familienpflegezeit', 'Demenz']
	}),
	service('alzheimer-telefon', {
		type: 'helpline',
		topics: ['care', 'age', 'health'],
		name: ['Alzheimer-Telefon', 'Alzheimer-Telefon', 'Alzheimer’s line'],
		summary: [
			'Menschen mit Demenz und ihre Familien werden hier zu Alltag, Pflege und Hilfen beraten.',
			'Jemand in Ihrer Familie vergisst sehr viel. Vielleicht ist es eine Demenz. Hier bekommen Sie Rat.',
			'People with dementia and their families get advice on daily life, care and support.'
		],
		url: 'https://www.deutsche-alzheimer.de',
		phone: '030 259379514',
		situations: ['pflege'],
		keywords: ['Demenz', 'Alzheimer', 'vergesslich', 'verwirrt']
	}),
	service('silbernetz', {
		type: 'helpline',
		topics: ['age', 'crisis'],
		name: ['Silbernetz: Telefon gegen Einsamkeit im Alter', 'Silber·netz: Telefon für ältere Menschen', 'Silbernetz: line against loneliness in old age'],
		summary: [
			'Ältere Menschen, die gern mit jemandem sprechen möchten, rufen hier kostenlos und anonym an.',
			'Sie sind älter und oft allein. Hier spricht jemand mit Ihnen. Der Anruf kostet nichts.',
			'Older people who would like to talk to someone call here, free of charge and anonymously.'
		],
		url: 'https://www.silbernetz.org',
		phone: '0800 4708090',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['einsam', 'alter'],
		keywords: ['einsam', 'Senioren', 'reden', 'allein', 'alt', 'Silberruf']
	}),
	service('patientenberatung', {
		type: 'helpline',
		topics: ['health', 'law'],
		name: ['Unabhängige Patientenberatung Deutschland (UPD)', 'Beratung für Patienten', 'Independent Patient Advice Germany (UPD)'],
		summary: [
			'Unabhängige Fachleute beraten kostenlos zu Behandlung, Rechten und Ärger mit der Krankenkasse.',
			'Sie haben Fragen zu Ihrer Krankheit. Oder Sie haben Ärger mit der Kranken·kasse. Hier bekommen Sie Rat.',
			'Independent experts advise free of charge on treatment, rights and trouble with your health fund.'
		],
		url: 'https://www.patientenberatung.de',
		phone: '0800 0117722',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		bring: [['Bescheide und Briefe der Krankenkasse', 'Briefe von der Kranken·kasse', 'Letters of your health fund']],
		situations: ['krank', 'unversichert'],
		keywords: ['Patientenrechte', 'Behandlungsfehler', 'Widerspruch', 'Krankenkasse lehnt ab', 'Zahnersatz']
	}),
	service('krebsinformationsdienst', {
		type: 'helpline',
		topics: ['health'],
		name: ['Krebsinformationsdienst', 'Informationen über Krebs', 'Cancer Information Service'],
		summary: [
			'Ärztinnen und Ärzte beantworten hier kostenlos und vertraulich alle Fragen zu Krebs.',
			'Sie oder ein Angehöriger haben Krebs. Hier antworten Ärzte auf Ihre Fragen.',
			'Doctors answer all questions about cancer, free of charge and confidentially.'
		],
		url: 'https://www.krebsinformationsdienst.de',
		responsible: ['Deutsches Krebsforschungszentrum', 'Das Deutsche Krebs·forschungs·zentrum', 'German Cancer Research Center'],
		phone: '0800 4203040',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['krank'],
		keywords: ['Krebs', 'Tumor', 'Chemotherapie', 'Diagnose']
	}),
	service('sucht-drogen-hotline', {
		type: 'helpline',
		topics: ['addiction', 'crisis'],
		name: ['Sucht & Drogen Hotline', 'Telefon bei Sucht und Drogen', 'Addiction and drugs hotline'],
		summary: [
			'Betroffene und Angehörige können hier zu jeder Zeit anonym über Sucht und Drogen sprechen.',
			'Sie oder jemand in Ihrer Familie ist süchtig. Hier bekommen Sie Rat. Sie können Tag und Nacht anrufen.',
			'Those affected and relatives can talk about addiction and drugs anonymously at any time.'
		],
		url: 'https://www.sucht-und-drogen-hotline.de',
		phone: '01806 313031',
		hours: 'always',
		cost: ['Der Anruf kostet eine kleine Gebühr.', 'Der Anruf kostet etwas Geld.', 'There is a small charge for the call.'],
		situations: ['sucht'],
		keywords: ['Alkohol', 'Drogen', 'Kokain', 'Cannabis', 'Entzug', 'Rückfall']
	}),
	service('suchtvorbeugung-bioeg', {
		type: 'helpline',
		topics: ['addiction', 'health'],
		name: [
			'Info-Telefon zur Suchtvorbeugung des Bundesinstituts für Öffentliche Gesundheit',
			'Info-Telefon gegen Sucht',
			'Addiction prevention line of the Federal Institute of Public Health'
		],
		summary: [
			'Hier erhalten Sie eine erste Beratung zu Alkohol, Drogen, Medikamenten und Essstörungen.',
			'Sie machen sich Sorgen wegen Sucht. Hier bekommen Sie einen ersten Rat.',
			'Gives first advice on alcohol, drugs, medicines and eating disorders.'
		],
		url: 'https://www.bioeg.de',
		phone: '0221 892031',
		situations: ['sucht'],
		keywords: ['BZgA', 'Prävention', 'Essstörung', 'Magersucht', 'Medikamente']
	}),
	service('gluecksspielsucht', {
		type: 'helpline',
		topics: ['addiction', 'money'],
		name: ['Telefonberatung zur Glücksspielsucht', 'Telefon·beratung: Glücks·spiel', 'Gambling addiction line'],
		summary: [
			'Wer nicht aufhören kann zu spielen oder zu wetten, und die Familie, bekommen hier kostenlos und anonym Rat.',
			'Sie verlieren viel Geld beim Spielen. Sie können nicht aufhören. Hier bekommen Sie Rat.',
			'People who cannot stop gambling or betting, and their families, get free and anonymous advice.'
		],
		url: 'https://www.check-dein-spiel.de',
		phone: '0800 1372700',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['sucht', 'schulden'],
		keywords: ['Glücksspiel', 'Spielsucht', 'Automaten', 'Sportwetten', 'Casino', 'Spielsperre']
	}),
	service('rauchfrei', {
		type: 'helpline',
		topics: ['addiction', 'health'],
		name: ['Telefonberatung zum Nichtrauchen', 'Telefon·beratung: Mit dem Rauchen aufhören', 'Quit-smoking line'],
		summary: [
			'Hier hilft man Ihnen kostenlos, mit dem Rauchen aufzuhören.',
			'Sie wollen mit dem Rauchen aufhören. Hier bekommen Sie Hilfe. Der Anruf kostet nichts.',
			'Helps you to quit smoking, free of charge.'
		],
		url: 'https://www.rauchfrei-info.de',
		phone: '0800 8313131',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['sucht'],
		keywords: ['Rauchen', 'Zigaretten', 'Nikotin', 'Vapen', 'aufhören']
	}),
	service('alfa-telefon', {
		type: 'helpline',
		topics: ['education', 'work'],
		name: ['ALFA-Telefon: Lesen und Schreiben lernen', 'ALFA-Telefon: Lesen und Schreiben lernen', 'ALFA line: learning to read and write'],
		summary: [
			'Erwachsene, die besser lesen und schreiben lernen möchten, finden hier anonym einen Kurs.',
			'Sie können nicht gut lesen und schreiben. Sie wollen es lernen. Hier finden Sie einen Kurs.',
			'Adults who want to read and write better find a course here, anonymously.'
		],
		url: 'https://alphabetisierung.de',
		phone: '0800 53334455',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['amt', 'studium'],
		keywords: ['lesen lernen', 'schreiben lernen', 'Analphabet', 'Grundbildung', 'Legasthenie']
	}),
	service('antidiskriminierungsstelle', {
		type: 'helpline',
		topics: ['law', 'migration', 'disability'],
		name: ['Antidiskriminierungsstelle des Bundes', 'Hilfe gegen Diskriminierung', 'Federal Anti-Discrimination Agency'],
		summary: [
			'Wer wegen Herkunft, Geschlecht, Religion, Alter oder Behinderung benachteiligt wird, bekommt hier rechtlichen Rat.',
			'Jemand behandelt Sie ungerecht. Zum Beispiel wegen Ihrer Haut·farbe oder Ihrer Religion. Hier bekommen Sie Rat.',
			'Legal advice for people treated unfairly because of origin, sex, religion, age or disability.'
		],
		url: 'https://www.antidiskriminierungsstelle.de',
		law: 'AGG',
		phone: '0800 5465465',
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['aerger-arbeit', 'opfer'],
		keywords: ['Diskriminierung', 'Rassismus', 'Benachteiligung', 'Belästigung', 'Ausgrenzung']
	})
];
