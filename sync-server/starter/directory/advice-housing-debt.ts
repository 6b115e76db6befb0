import { papers } from './papers.ts';
import { service } from './service.ts';

/** Advice on renting, losing a home, and debt. */
export const housingDebtAdvice = [
	service('fachstelle-wohnungsnotfaelle', {
		type: 'advice',
		topics: ['housing', 'crisis'],
		name: ['Fachstelle für Wohnungsnotfälle Hamburg-Mitte', 'Fach·stelle für Wohnungs·not·fälle', 'Housing emergency office Hamburg-Mitte'],
		summary: [
			'Wenn Sie Ihre Wohnung verlieren könnten oder keine mehr haben, hilft die Fachstelle, sie zu behalten oder unterzukommen.',
			'Sie verlieren Ihre Wohnung. Oder Sie haben keine Wohnung mehr. Dann gehen Sie schnell hierher.',
			'If you may lose your home or have none, this office helps you to keep it or find shelter.'
		],
		url: 'https://www.hamburg.de/politik-und-verwaltung/bezirke/mitte',
		office: 'bezirksamt-mitte',
		bring: [papers.identity, ['Kündigung, Räumungsklage oder Räumungstermin', 'Alle Briefe vom Vermieter und vom Gericht', 'Notice, eviction claim or eviction date'], papers.income],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['kuendigung', 'miete', 'wohnungssuche'],
		keywords: ['obdachlos', 'Räumung', 'wohnungslos', 'Notunterkunft', 'Mietschulden', 'Zwangsräumung']
	}),
	service('winternotprogramm', {
		type: 'advice',
		topics: ['housing', 'crisis'],
		name: ['Notübernachtung und Winternotprogramm', 'Ein Bett für die Nacht', 'Emergency night shelter and winter programme'],
		summary: [
			'Menschen ohne Obdach finden in Hamburg einen Schlafplatz für die Nacht, von November bis März an zusätzlichen Orten.',
			'Sie wissen nicht: Wo schlafe ich heute? Hier bekommen Sie ein Bett für die Nacht. Das kostet nichts.',
			'People without shelter in Hamburg find a bed for the night, at additional places from November to March.'
		],
		url: 'https://www.foerdernundwohnen.de/unterkuenfte/uebernachtung/winternotprogramm/',
		responsible: ['Fördern & Wohnen, im Auftrag der Stadt Hamburg', 'Fördern und Wohnen. Die Stadt bezahlt das.', 'Fördern & Wohnen on behalf of the City of Hamburg'],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['kuendigung', 'notfall'],
		keywords: ['obdachlos', 'schlafen', 'Straße', 'Kälte', 'Winter', 'Notunterkunft', 'Pik As']
	}),
	service('mieterverein-zu-hamburg', {
		type: 'advice',
		topics: ['housing', 'law'],
		name: ['Mieterverein zu Hamburg', 'Mieter·verein zu Hamburg', 'Tenants’ association Mieterverein zu Hamburg'],
		summary: [
			'Der Verein berät seine Mitglieder bei allem Ärger mit der Mietwohnung und schreibt auch an den Vermieter.',
			'Sie haben Ärger mit Ihrem Vermieter. Der Verein hilft seinen Mitgliedern. Er schreibt auch Briefe für Sie.',
			'Advises its members on all trouble with rented homes and also writes to the landlord.'
		],
		url: 'https://www.mieterverein-hamburg.de',
		bring: [papers.rent, papers.letters],
		cost: ['Mitgliedsbeitrag', 'Sie zahlen jedes Jahr einen Beitrag.', 'membership fee'],
		situations: ['vermieter', 'kuendigung', 'miete'],
		keywords: ['Mieterhöhung', 'Schimmel', 'Nebenkosten', 'Kaution', 'Eigenbedarf', 'Heizung kaputt']
	}),
	service('mieter-helfen-mietern', {
		type: 'advice',
		topics: ['housing', 'law'],
		name: ['Mieter helfen Mietern', 'Mieter helfen Mietern', 'Tenants’ association Mieter helfen Mietern'],
		summary: [
			'Auch dieser Hamburger Mieterverein berät seine Mitglieder zu Miete, Mängeln und Kündigung.',
			'Sie haben Fragen zu Ihrer Miet·wohnung. Der Verein hilft seinen Mitgliedern.',
			'This Hamburg tenants’ association, too, advises its members on rent, defects and notice.'
		],
		url: 'https://www.mhmhamburg.de',
		bring: [papers.rent, papers.letters],
		cost: ['Mitgliedsbeitrag', 'Sie zahlen jedes Jahr einen Beitrag.', 'membership fee'],
		situations: ['vermieter', 'kuendigung'],
		keywords: ['MhM', 'Mieterhöhung', 'Mängel', 'Kündigung', 'Untermiete', 'WG']
	}),
	service('schuldnerberatung', {
		type: 'advice',
		topics: ['debt', 'money'],
		name: ['Öffentlich geförderte Schuldner- und Insolvenzberatung', 'Schuldner·beratung', 'Publicly funded debt and insolvency advice'],
		summary: [
			'Fachleute helfen vertraulich, Schulden zu ordnen, das Konto zu schützen und neu anzufangen; im Notfall ohne lange Wartezeit.',
			'Sie haben Schulden. Hier hilft man Ihnen. Sie machen zusammen einen Plan. Niemand schimpft mit Ihnen.',
			'Experts help in confidence to sort out debts, protect your account and start again; in urgent cases without a long wait.'
		],
		url: 'https://www.hamburg.de',
		source: 'https://www.hamburg.com/publicservice/info/111107298/',
		responsible: ['Mehrere Träger im Auftrag der Sozialbehörde Hamburg', 'Mehrere Vereine in Hamburg', 'Several organisations on behalf of Hamburg’s social authority'],
		bring: [papers.letters, papers.income, papers.account, papers.rent],
		cost: ['Bei geringem Einkommen kostenlos; die Kurz- und Notfallberatung ist für alle kostenlos.', 'Mit wenig Geld kostet die Beratung nichts.', 'Free with a low income; short and emergency advice is free for everyone.'],
		situations: ['schulden', 'miete', 'sucht'],
		keywords: ['Privatinsolvenz', 'P-Konto', 'Pfändung', 'Inkasso', 'Gerichtsvollzieher', 'Kredit', 'Raten']
	}),
	service('verbraucherzentrale-hamburg', {
		type: 'advice',
		topics: ['law', 'debt', 'money'],
		name: ['Verbraucherzentrale Hamburg', 'Verbraucher·zentrale Hamburg', 'Consumer advice centre Hamburg'],
		summary: [
			'Die Verbraucherzentrale berät unabhängig zu Verträgen, Abzocke, Energie, Versicherungen und Schulden.',
			'Sie haben Ärger mit einem Vertrag. Oder jemand hat Sie betrogen. Hier bekommen Sie Rat.',
			'Gives independent advice on contracts, rip-offs, energy, insurance and debt.'
		],
		url: 'https://www.vzhh.de',
		bring: [papers.contract, papers.letters],
		cost: ['je nach Beratung kostenlos oder gegen Entgelt', 'Manche Beratungen kosten Geld.', 'free or for a fee, depending on the advice'],
		situations: ['schulden', 'opfer', 'amt'],
		keywords: ['Vertrag kündigen', 'Abzocke', 'Inkasso', 'Fake-Shop', 'Stromvertrag', 'Versicherung', 'Abo']
	}),
	service('stromspar-check', {
		type: 'advice',
		topics: ['money', 'housing'],
		name: ['Stromspar-Check', 'Strom·spar-Check', 'Energy-saving check (Stromspar-Check)'],
		summary: [
			'Haushalte mit wenig Geld bekommen kostenlos Besuch, Tipps und kleine Geräte zum Sparen von Strom und Wasser.',
			'Sie haben wenig Geld. Ihr Strom ist zu teuer. Jemand kommt zu Ihnen nach Hause und gibt Tipps. Das kostet nichts.',
			'Households with little money get a free visit, tips and small devices to save electricity and water.'
		],
		url: 'https://www.stromspar-check.de',
		responsible: ['Caritasverband', 'Die Caritas', 'Caritas'],
		bring: [['Letzte Stromrechnung', 'Die letzte Strom·rechnung', 'Last electricity bill'], papers.decision],
		cost: ['kostenlos', 'Das kostet nichts.', 'free of charge'],
		situations: ['kein-geld', 'schulden'],
		keywords: ['Strom', 'Stromrechnung', 'Stromsperre', 'Heizkosten', 'Energie', 'Kühlschrank']
	}),
	service('hamburger-tafel', {
		type: 'advice',
		topics: ['money'],
		name: ['Hamburger Tafel und Lebensmittelausgaben', 'Hamburger Tafel: Lebens·mittel', 'Hamburg food bank (Hamburger Tafel)'],
		summary: [
			'Ausgabestellen in ganz Hamburg geben Menschen mit wenig Geld gespendete Lebensmittel.',
			'Sie haben wenig Geld. Hier bekommen Sie Lebens·mittel.',
			'Distribution points all over Hamburg give donated food to people with little money.'
		],
		url: 'https://hamburger-tafel.de',
		bring: [papers.decision, ['Taschen', 'Taschen', 'Bags']],
		situations: ['kein-geld', 'alter'],
		keywords: ['Essen', 'Lebensmittel', 'Hunger', 'Tafel', 'Suppenküche']
	})
];
